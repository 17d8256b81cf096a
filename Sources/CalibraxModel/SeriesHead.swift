public import CalibraxJSON

/// A series in a list.
public struct SeriesHead: Record, Equatable {
  /// Its handle.
  public var series = 0
  /// The execution it belongs to.
  public var executionID = ""
  /// The metric's key.
  public var key = ""
  /// The chart it belongs to.
  public var group: MetricGroup?
  /// Its y-axis.
  public var scale: MetricScale?
  /// Samples a second that its clients send at most.
  public var throttle: Double?
  /// How many samples it has.
  public var count = 0
  /// The sample that was recorded last.
  public var last: Sample?

  /// A head to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<SeriesHead> = [
    .required("series", \.series, "Its handle, for record and querySeries."),
    .required("execution_id", \.executionID, "The execution it belongs to."),
    .required("key", \.key, "The metric's key."),
    .optional("group", \.group, "The chart it belongs to; one of its own when left out."),
    .optional("scale", \.scale, "Its y-axis."),
    .optional("throttle", \.throttle, "Samples a second that its clients send at most; all when left out."),
    .required("count", \.count, "How many samples it has."),
    .optional("last", \.last, "The sample that was recorded last, [at, value]."),
  ]
}
