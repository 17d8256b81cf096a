public import CalibraxJSON

/// How long the executions of a pipeline should take.
public struct ExecutionBaseline: Record, Equatable {
  /// The pipeline, or it with `_latency` or `_time` behind it.
  public var metricName = ""
  /// Seconds.
  public var baselineValue = 0.0

  /// To be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<ExecutionBaseline> = [
    .required("metric_name", \.metricName, "The pipeline; _latency or _time may stand behind its name."),
    .required("baseline_value", \.baselineValue, "How long an execution should take, seconds."),
  ]
}
