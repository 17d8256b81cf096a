public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Names a series and says how it is shown.
public enum DefineMetric: Method {
  /// The name on the wire.
  public static let name = "defineMetric"
  /// What it does.
  public static let summary = "Names a series of an execution, says how it is shown, and answers with its handle."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .conflict, .readOnly]

  /// Which series.
  public struct Params: Record {
    /// The execution.
    public var executionID: String?
    /// The metric's key.
    public var key = ""
    /// The chart it belongs to.
    public var group: MetricGroup?
    /// Its y-axis.
    public var scale: MetricScale?
    /// Samples a second that its clients send at most.
    public var throttle: Double?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("execution_id", \.executionID, "The execution; the always-open \"default\" when left out."),
      .required("key", \.key, "The metric's key."),
      .optional("group", \.group, "The chart it belongs to; one of its own when left out."),
      .optional("scale", \.scale, "Its y-axis."),
      .optional("throttle", \.throttle, "Samples a second that its clients send at most; all when left out."),
    ]
  }

  /// The series.
  public struct Result: Record {
    /// Its handle.
    public var series = 0

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("series", \.series, "Its handle: what record and querySeries on this connection may name it by.")
    ]
  }
}
