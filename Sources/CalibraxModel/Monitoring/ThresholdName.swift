public import CalibraxJSON

/// What names thresholds.
public struct ThresholdName: Record, Equatable {
  /// The metric.
  public var metricName = ""
  /// The kind; all when `nil`.
  public var when: ThresholdKind?

  /// To be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<ThresholdName> = [
    .required("metric_name", \.metricName, "The metric."),
    .optional("when", \.when, "The kind of threshold; all of the metric when left out."),
  ]
}
