public import CalibraxJSON
public import CalibraxRPC

/// Says how long executions should take.
public enum SetPerformanceBaseline: Method {
  /// The name on the wire.
  public static let name = "setPerformanceBaseline"
  /// What it does.
  public static let summary = "Says how long the executions of a pipeline should take; over 20 % more raises an alert."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]

  /// How long.
  public struct Params: Record {
    /// The pipeline.
    public var metricName = ""
    /// Seconds.
    public var baselineValue = 0.0

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("metric_name", \.metricName, "The pipeline; _latency or _time may stand behind its name."),
      .required("baseline_value", \.baselineValue, "How long an execution should take, seconds."),
    ]
  }

  /// Nothing but success.
  public typealias Result = Empty
}
