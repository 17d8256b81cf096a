public import CalibraxJSON

/// A metric of a point that got worse, or better, than in the baseline.
public struct MetricChange: Record, Equatable {
  /// The metric's name.
  public var metric = ""
  /// The point's name.
  public var pointName = ""
  /// The point's tags.
  public var tags = OrderedMap<String>()
  /// The value in the baseline.
  public var baselineValue = 0.0
  /// The value in the current run.
  public var currentValue = 0.0
  /// (current - baseline) / |baseline| in percent; positive when the value rose; `nil` from a baseline of 0.
  public var deltaPct: Double?
  /// Which way the metric improves.
  public var direction = Direction.higher

  /// A change to be filled in.
  public init() {}

  /// What changed, by a verdict.
  public init(_ verdict: MetricVerdict) {
    metric = verdict.metric
    pointName = verdict.pointName
    tags = verdict.tags
    baselineValue = verdict.baselineValue ?? 0
    currentValue = verdict.currentValue ?? 0
    deltaPct = verdict.deltaPct
    direction = verdict.direction
  }

  /// The members.
  public static let fields: Fields<MetricChange> = [
    .required("metric", \.metric, "The metric's name."),
    .required("point_name", \.pointName, "The point's name."),
    .required("tags", \.tags, "The point's tags."),
    .required("baseline_value", \.baselineValue, "The value in the baseline."),
    .required("current_value", \.currentValue, "The value in the current run."),
    .required(
      "delta_pct", \.deltaPct, "(current - baseline) / |baseline| in percent; null from a baseline of 0.",
      nullable: true),
    .required("direction", \.direction, "Which way the metric improves."),
  ]
}

/// Why a metric of a point was not compared.
public enum SkipReason: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// No definition says which way it improves.
  case undefined
  /// Its direction is `info`.
  case info
  /// The baseline's point does not have it.
  case missingInBaseline = "missing_in_baseline"
  /// The current run's point does not have it.
  case missingInCurrent = "missing_in_current"
  /// The baseline's value is 0, so there is no relative change.
  case baselineZero = "baseline_zero"
  /// One of the values is null, NaN or infinite.
  case notFinite = "not_finite"
}

/// A metric of a point that was not compared.
public struct SkippedMetric: Record, Equatable {
  /// The point's name.
  public var pointName = ""
  /// The point's tags.
  public var tags = OrderedMap<String>()
  /// The metric's name.
  public var metric = ""
  /// Why.
  public var reason = SkipReason.undefined

  /// An entry to be filled in.
  public init() {}

  /// The point.
  public var key: PointKey { PointKey(name: pointName, tags: tags) }

  /// The members.
  public static let fields: Fields<SkippedMetric> = [
    .required("point_name", \.pointName, "The point's name."),
    .required("tags", \.tags, "The point's tags."),
    .required("metric", \.metric, "The metric's name."),
    .required("reason", \.reason, "Why it was not compared."),
  ]
}

/// What a check of a run against a baseline found.
public struct CheckReport: Record, Equatable {
  /// Whether something was judged, nothing regressed and every objective is met.
  public var passed = false
  /// How many metrics of points were compared.
  public var compared = 0
  /// The metrics that got worse by more than the threshold, in the current run's order.
  public var regressions: [MetricChange] = []
  /// The metrics that got better, in the current run's order.
  public var improvements: [MetricChange] = []
  /// The points that only the current run has.
  public var onlyInCurrent: [PointKey] = []
  /// The points that only the baseline has.
  public var onlyInBaseline: [PointKey] = []
  /// The metrics that were not compared, and why.
  public var skipped: [SkippedMetric] = []
  /// The run the baseline is a copy of.
  public var baselineID = ""
  /// The run that was checked.
  public var currentID = ""
  /// The relative change that was allowed; 0.05 is 5 %.
  public var threshold = 0.0
  /// How it was judged.
  public var method = CheckMethod.threshold
  /// What is said of each metric whose direction is known, and on what it rests.
  public var verdicts: [MetricVerdict] = []
  /// The share of the regressions that may be false; `nil` where each metric is judged alone.
  public var falseDiscoveryRate: Double?
  /// The earlier runs that it was held against; `nil` where that is one baseline.
  public var base: CheckBase?
  /// What service level objectives say of the run; `nil` where config.json has none.
  public var objectives: [ObjectiveResult]?
  /// Whether all of them are met; `nil` where config.json has none.
  public var areObjectivesMet: Bool?

  /// A report to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<CheckReport> = [
    .required("passed", \.passed, "Whether something was judged, nothing regressed and every objective is met."),
    .required("compared", \.compared, "How many metrics of points were compared."),
    .required("regressions", \.regressions, "Metrics that got worse by more than the threshold."),
    .required("improvements", \.improvements, "Metrics that got better."),
    .required("only_in_current", \.onlyInCurrent, "Points that only the current run has."),
    .required("only_in_baseline", \.onlyInBaseline, "Points that only the baseline has."),
    .required("skipped", \.skipped, "Metrics that were not compared, and why."),
    .required("baseline_id", \.baselineID, "The run the baseline is a copy of."),
    .required("current_id", \.currentID, "The run that was checked."),
    .required("threshold", \.threshold, "The relative change that was allowed; 0.05 is 5 %."),
    .required("method", \.method, "How it was judged."),
    .required("verdicts", \.verdicts, "What is said of each metric whose direction is known, with its evidence."),
    .optional(
      "false_discovery_rate", \.falseDiscoveryRate,
      "The share of the regressions that may be false; left out where each metric is judged alone."),
    .optional("base", \.base, "The earlier runs that it was held against; left out where that is one baseline."),
    .optional(
      "slos", \.objectives,
      "What service level objectives say of the run, in their order; left out where config.json has none."),
    .optional("all_slos_met", \.areObjectivesMet, "Whether all of slos are met; left out where config.json has none."),
  ]
}
