public import CalibraxJSON

/// Whether the samples of a metric of a point are as a service level objective demands.
public struct ObjectiveResult: Record, Equatable {
  /// What people call the objective.
  public var name = ""
  /// What tells objectives apart: `ttfc_p99`.
  public var key = ""
  /// The metric.
  public var metric = ""
  /// The metric's unit; `nil` where no definition says one.
  public var unit: String?
  /// Which of the samples, from 0, the smallest, to 1, the largest.
  public var percentile = 0.0
  /// The limit, in the metric's unit.
  public var threshold = 0.0
  /// The percentile of the samples, in the metric's unit; `nil` where there are none.
  public var observedValue: Double?
  /// Whether the objective is met.
  public var isMet = false
  /// Whether values below the limit meet it, and not those above.
  public var isLowerBetter = true
  /// The point's name; `nil` where no point has the metric.
  public var pointName: String?
  /// The point's scenario; empty where it has none.
  public var scenario = ""
  /// The point's tags.
  public var tags = OrderedMap<String>()
  /// How many finite samples there are.
  public var count = 0
  /// Why it is not met, where that is for want of samples.
  public var reason: ObjectiveReason?

  /// A result to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<ObjectiveResult> = [
    .required("name", \.name, "What people call the objective."),
    .required("slo_metric_key", \.key, "What tells objectives apart, as ttfc_p99."),
    .required("metric", \.metric, "The metric."),
    .optional("unit", \.unit, "The metric's unit; left out where no definition says one."),
    .required("percentile", \.percentile, "Which of the samples, from 0, the smallest, to 1, the largest."),
    .required("threshold", \.threshold, "The limit, in the metric's unit."),
    .required(
      "observed_value", \.observedValue, "The percentile of the samples; null where there are none.", nullable: true),
    .required("met", \.isMet, "Whether the objective is met."),
    .required("lower_is_better", \.isLowerBetter, "Whether values below the limit meet it, and not those above."),
    .optional("point_name", \.pointName, "The point's name; left out where no point has the metric."),
    .required("scenario", \.scenario, "The point's scenario; empty where it has none."),
    .required("tags", \.tags, "The point's tags."),
    .required("count", \.count, "How many finite samples there are."),
    .optional("reason", \.reason, "Why it is not met, where that is for want of samples."),
  ]
}

/// Why an objective was judged without a sample.
public enum ObjectiveReason: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// The point's metric has no finite sample.
  case noSamples = "no_samples"
  /// The run defines the metric, and no point of it has it.
  case notMeasured = "not_measured"
}
