public import CalibraxJSON

/// What a gate demands of the metrics that it names.
public struct GatePolicy: Record, Equatable {
  /// Names of points, with `*` and `?` as wildcards; `*` when left out.
  public var point = "*"
  /// Names of metrics, with the same wildcards.
  public var metric = "*"
  /// Tags that the point must have.
  public var tags = OrderedMap<String>()
  /// The relative change that is allowed; 0.05 is 5 %.
  public var threshold = 0.05
  /// How `auto` judges these metrics; `nil` where it may choose.
  public var method: CheckMethod?
  /// How many more runs of the same code must agree before something is a regression.
  public var confirmations = 1
  /// How many earlier runs there must be.
  public var leastRuns = 8
  /// How many earlier runs are looked at.
  public var mostRuns = 50
  /// How often a single metric may be flagged without a change.
  public var level = 0.01
  /// Whether a run may lack these metrics.
  public var allowsMissing = false
  /// Whether these metrics are left out.
  public var isIgnored = false
  /// Why, for those who read it.
  public var reason: String?

  /// What holds where no policy says anything.
  public init() {}

  /// The members, as config.json has them.
  public static let fields: Fields<GatePolicy> = [
    .optional("point", \.point, "Names of points; * and ? stand for any text and any character."),
    .optional("metric", \.metric, "Names of metrics, with the same wildcards."),
    .optional("tags", \.tags, "Tags that the point must have; it may have more."),
    .optional(
      "threshold", \.threshold, "The relative change that is allowed.", in: 0...1_000, advice: "0.05 is 5 %."),
    .optional("method", \.method, "How auto judges these metrics; left out, it may choose."),
    .optional(
      "confirmations", \.confirmations,
      "How many more runs of the same code must agree before something is a regression.", in: 0...20,
      advice: "1 is usual; 0 trusts a single run."),
    .optional(
      "min_runs", \.leastRuns, "How many earlier runs there must be.", in: 4...1_000, advice: "8 is usual."),
    .optional(
      "max_runs", \.mostRuns, "How many earlier runs are looked at.", in: 4...1_000, advice: "50 is usual."),
    .optional(
      "level", \.level, "How often a single metric may be flagged without a change.", in: 1e-9...0.5,
      advice: "0.01 is usual."),
    .optional("allow_missing", \.allowsMissing, "Whether a run may lack these metrics."),
    .optional("ignore", \.isIgnored, "Whether these metrics are left out."),
    .optional("reason", \.reason, "Why, for those who read it."),
  ]
}
