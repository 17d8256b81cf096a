public import CalibraxJSON

/// The latest values of a metric, as the summary of the monitor shows them.
public struct MetricHistory: Record, Equatable {
  /// The latest value.
  public var latest = 0.0
  /// The smallest.
  public var min = 0.0
  /// The largest.
  public var max = 0.0
  /// Their mean.
  public var mean = 0.0
  /// How many they are.
  public var samples = 0

  /// A history to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<MetricHistory> = [
    .required("latest", \.latest, "The latest value."),
    .required("min", \.min, "The smallest of the values."),
    .required("max", \.max, "The largest of the values."),
    .required("mean", \.mean, "The mean of the values."),
    .required("samples", \.samples, "How many values: the last 100 of each execution, point or host."),
  ]
}
