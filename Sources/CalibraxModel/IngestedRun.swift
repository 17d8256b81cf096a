public import CalibraxJSON

/// A run that was stored.
public struct IngestedRun: Record, Equatable {
  /// The run's identifier.
  public var runID = ""
  /// How many points it has.
  public var points = 0
  /// Whether something was written; false when the same content was there already.
  public var created = false

  /// A run to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<IngestedRun> = [
    .required("run_id", \.runID, "The run's identifier."),
    .required("points", \.points, "How many points it has."),
    .required("created", \.created, "False when the same content was there already."),
  ]
}

/// A measurement of a point that failed, so that the run has no value of it.
public struct FailedMeasurement: Record, Equatable {
  /// The point's name.
  public var pointName = ""
  /// The point's tags.
  public var tags = OrderedMap<String>()
  /// The metric's name.
  public var metric = ""
  /// What the tool says went wrong.
  public var error = ""

  /// A failure to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<FailedMeasurement> = [
    .required("point_name", \.pointName, "The point's name."),
    .required("tags", \.tags, "The point's tags."),
    .required("metric", \.metric, "The metric's name."),
    .required("error", \.error, "What the tool says went wrong."),
  ]
}

extension Run {
  /// The measurements that failed; only before the run is normalized.
  public var failures: [FailedMeasurement] {
    points.flatMap { point in
      point.metrics.members.compactMap { metric in
        guard metric.value.finiteValue == nil, let error = metric.value.error else { return nil }
        var failure = FailedMeasurement()
        failure.pointName = point.name
        failure.tags = point.tags
        failure.metric = metric.key
        failure.error = error
        return failure
      }
    }
  }
}
