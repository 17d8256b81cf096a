public import CalibraxJSON

/// What one of the policies of config.json is to a metric.
public enum PolicyOutcome: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// It is the first that names the metric.
  case holds
  /// It names the metric, and one before it does too.
  case hidden
  /// It does not name the metric.
  case mismatch
}

/// What a policy names metrics by.
public enum PolicyCriterion: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  case point
  case metric
  case tags
}

/// One of the policies of config.json, held against a metric.
public struct PolicyMatch: Record, Equatable {
  /// Its place in config.json.
  public var rule = 0
  /// The names of points that it is for.
  public var point = "*"
  /// The names of metrics that it is for.
  public var metric = "*"
  /// The tags that points must have.
  public var tags = OrderedMap<String>()
  /// What it is to the metric.
  public var outcome = PolicyOutcome.mismatch
  /// By what it does not name the metric.
  public var mismatches: [PolicyCriterion] = []

  /// A match to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PolicyMatch> = [
    .required("rule", \.rule, "Its place among the policies in config.json, from 0."),
    .required("point", \.point, "The names of points that it is for."),
    .required("metric", \.metric, "The names of metrics that it is for."),
    .required("tags", \.tags, "The tags that points must have."),
    .required(
      "outcome", \.outcome, "Whether it holds, is hidden behind the one that does, or does not name the metric."),
    .required("mismatches", \.mismatches, "By what it does not name the metric."),
  ]
}

/// Which policy holds for a metric, and what the others are to it.
public struct PolicyExplanation: Record, Equatable {
  /// The policy that holds.
  public var policy = GatePolicy()
  /// Its place in config.json; `nil` where none names the metric.
  public var rule: Int?
  /// Every policy of config.json, in order.
  public var rules: [PolicyMatch] = []

  /// An explanation to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PolicyExplanation> = [
    .required("policy", \.policy, "The policy that holds, with what is usual where it says nothing."),
    .optional(
      "rule", \.rule, "Its place among the policies in config.json, from 0; left out where none names the metric."),
    .required("rules", \.rules, "Every policy in config.json, in order, and what it is to the metric."),
  ]
}
