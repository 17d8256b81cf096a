public import CalibraxJSON

/// How runs compare in one metric.
public struct MetricComparison: Record, Equatable {
  /// The metric's name.
  public var metricName = ""
  /// The value of each label, best first.
  public var values = OrderedMap<Double>()
  /// The labels in order, best first.
  public var rankings: [RankEntry] = []
  /// The best label.
  public var bestLabel = ""
  /// How many times better the best is than each label; null where there is no such number.
  public var improvementFactors = OrderedMap<Double?>()

  /// A comparison to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<MetricComparison> = [
    .required("metric_name", \.metricName, "The metric's name."),
    .required("values", \.values, "The value of each label, best first."),
    .required("rankings", \.rankings, "The labels in order, best first."),
    .required("best_label", \.bestLabel, "The best label."),
    .required(
      "improvement_factors", \.improvementFactors, "How many times better the best is; null where that is no number."),
  ]
}

/// How runs compare, metric by metric and all in all.
public struct ComparisonReport: Record, Equatable {
  /// The kind of report.
  public var name = "comparison"
  /// The labels, in the order given.
  public var labelsCompared: [String] = []
  /// One entry a metric that some run has.
  public var metricComparisons: [MetricComparison] = []
  /// The best label of each metric.
  public var winnerByMetric = OrderedMap<String>()
  /// The best label over all metrics, weighted alike.
  public var overallWinner = ""

  /// A report to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<ComparisonReport> = [
    .required("name", \.name, "The kind of report."),
    .required("labels_compared", \.labelsCompared, "The labels, in the order given."),
    .required("metric_comparisons", \.metricComparisons, "One entry a metric that some run has."),
    .required("winner_by_metric", \.winnerByMetric, "The best label of each metric."),
    .required("overall_winner", \.overallWinner, "The best label over all metrics, weighted alike."),
  ]
}
