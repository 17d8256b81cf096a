public import CalibraxJSON

/// Which threshold the noise of a metric lets a gate have.
///
/// Points of one name that one policy is for are one: what is said is said of the one with the most noise.
public struct PolicySuggestion: Record, Equatable {
  /// The points' name.
  public var pointName = ""
  /// The metric's name.
  public var metric = ""
  /// The tags of the point with the most noise.
  public var tags = OrderedMap<String>()
  /// How many points of the name there are.
  public var points = 1
  /// The place in config.json of the policy that holds; `nil` where none names the metric.
  public var rule: Int?
  /// The relative change that is allowed now.
  public var presentThreshold = 0.0
  /// How many runs were looked at.
  public var count = 0
  /// How many of them are of the current level.
  public var levelCount = 0
  /// The standard deviation of the noise, relative to the level.
  public var noise: Double?
  /// The smallest relative change that a check could see.
  public var detectable: Double?
  /// How many runs were judged by those before them, of all the points.
  public var judged = 0
  /// Which share of them was called a regression without being one.
  public var falseAlarmRate: Double?
  /// The relative change that may be allowed; `nil` where that cannot be said.
  public var threshold: Double?
  /// Why not.
  public var reason: String?

  /// A suggestion to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PolicySuggestion> = [
    .required("point_name", \.pointName, "The points' name."),
    .required("metric", \.metric, "The metric's name."),
    .required("tags", \.tags, "The tags of the point with the most noise, of which all but the replay is said."),
    .required("points", \.points, "How many points of the name, under one policy, there are."),
    .optional(
      "rule", \.rule,
      "The place among the policies in config.json, from 0, of the one that holds; left out where none does."),
    .required("present_threshold", \.presentThreshold, "The relative change that is allowed now."),
    .required("n", \.count, "How many runs were looked at."),
    .required("level_n", \.levelCount, "How many of them are of the current level."),
    .optional("noise", \.noise, "The standard deviation of the noise, relative to the level."),
    .optional(
      "detectable", \.detectable,
      "The smallest relative change that a check could see, with as many confirming runs as the policy asks for."),
    .required(
      "judged", \.judged, "How many runs of these points were judged once more, by the policy and the runs before them."
    ),
    .optional("false_alarm_rate", \.falseAlarmRate, "Which share of them was called a regression and was none."),
    .optional(
      "threshold", \.threshold, "The least round threshold that is not below what can be seen; left out where unknown."),
    .optional("reason", \.reason, "Why it is unknown."),
  ]
}
