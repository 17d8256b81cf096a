public import CalibraxJSON

/// A metric's value in one run of a trend.
public struct TrendPoint: Record, Equatable {
  /// The run.
  public var runID = ""
  /// When it ran, as the run says it.
  public var timestamp = ""
  /// The value.
  public var value = 0.0
  /// The commit it measured.
  public var commit: String?
  /// Lower confidence bound.
  public var lower: Double?
  /// Upper confidence bound.
  public var upper: Double?

  /// A point to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<TrendPoint> = [
    .required("run_id", \.runID, "The run."),
    .required("timestamp", \.timestamp, "When it ran, as the run says it."),
    .required("value", \.value, "The value."),
    .optional("commit", \.commit, "The commit it measured."),
    .optional("lower", \.lower, "Lower confidence bound."),
    .optional("upper", \.upper, "Upper confidence bound."),
  ]
}

/// A metric of one point across runs, oldest first.
public struct TrendSeries: Record, Equatable {
  /// The metric's name.
  public var metric = ""
  /// The point's name.
  public var pointName = ""
  /// The tags asked for.
  public var tags = OrderedMap<String>()
  /// One entry a run that has the metric, oldest first.
  public var points: [TrendPoint] = []

  /// A series to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<TrendSeries> = [
    .required("metric", \.metric, "The metric's name."),
    .required("point_name", \.pointName, "The point's name."),
    .required("tags", \.tags, "The tags asked for."),
    .required("points", \.points, "One entry a run that has the metric, oldest first."),
  ]
}
