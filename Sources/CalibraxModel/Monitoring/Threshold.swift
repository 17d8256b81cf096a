public import CalibraxJSON

/// What a metric is held against.
public struct Threshold: Record, Equatable, Hashable {
  /// The metric: a key that is recorded, a metric of runs, or a source of the monitor.
  public var metricName = ""
  /// The value that is still good; none for `absent`.
  public var threshold: Double?
  /// What violates it.
  public var when = ThresholdKind.above
  /// How bad a violation is; none to tell it by how far the value is off.
  public var severity: AlertSeverity?
  /// Seconds that the violation lasts before it is told.
  public var forSeconds = 0.0

  /// A threshold to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Threshold> = [
    .required(
      "metric_name", \.metricName,
      "The metric: a key that is recorded, a metric of runs, or a source of the monitor as cpu_percent."),
    .optional("threshold", \.threshold, "The value that is still good; needed unless when is absent."),
    .written(
      "when", \.when,
      "What violates it: a value above it, one below it, one that is worse by the metric's direction; or absent, no value for for_seconds."
    ),
    .optional(
      "severity", \.severity,
      "How bad a violation is; when left out, by value/threshold (for below threshold/value): over 2 critical, over 1.5 error, over 1.2 warning, else info; absent is an error."
    ),
    .optional(
      "for_seconds", \.forSeconds, "Seconds that the violation lasts before it is told.", in: 0...31_536_000,
      advice: "Give seconds, a year at most."),
  ]
}

/// What violates a threshold.
public enum ThresholdKind: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
  /// A value above it.
  case above
  /// A value below it.
  case below
  /// A value on the bad side of it: above for a metric that is better when it is lower, below for one that is better when
  /// it is higher.
  case worse
  /// No value for some time.
  case absent
}
