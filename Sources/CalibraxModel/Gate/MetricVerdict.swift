public import CalibraxJSON

/// What a gate says of a metric of a point, and on what that rests.
public struct MetricVerdict: Record, Equatable {
  /// The point's name.
  public var pointName = ""
  /// The point's tags.
  public var tags = OrderedMap<String>()
  /// The metric's name.
  public var metric = ""
  /// What the gate says.
  public var verdict = Verdict.pass
  /// How it was judged; never `auto`.
  public var method = CheckMethod.threshold
  /// Which way the metric improves.
  public var direction = Direction.higher
  /// What the value was compared with, in the metric's unit.
  public var baselineValue: Double?
  /// The value: of several contenders the median.
  public var currentValue: Double?
  /// (current - baseline) / |baseline| in percent; `nil` where the baseline is 0 or not known.
  public var deltaPct: Double?
  /// What the verdict rests on.
  public var evidence = VerdictEvidence()

  /// A verdict to be filled in.
  public init() {}

  /// A verdict on a metric.
  public init(_ key: PointKey, _ metric: String, _ direction: Direction) {
    pointName = key.pointName
    tags = key.tags
    self.metric = metric
    self.direction = direction
  }

  /// The point.
  public var key: PointKey { PointKey(name: pointName, tags: tags) }

  /// The members.
  public static let fields: Fields<MetricVerdict> = [
    .required("point_name", \.pointName, "The point's name."),
    .required("tags", \.tags, "The point's tags."),
    .required("metric", \.metric, "The metric's name."),
    .required("verdict", \.verdict, "What the gate says."),
    .required("method", \.method, "How it was judged."),
    .required("direction", \.direction, "Which way the metric improves."),
    .optional("baseline_value", \.baselineValue, "What the value was compared with."),
    .optional("current_value", \.currentValue, "The value: of several contenders the median."),
    .optional("delta_pct", \.deltaPct, "(current - baseline) / |baseline| in percent; left out where it is no number."),
    .required("evidence", \.evidence, "What the verdict rests on."),
  ]
}
