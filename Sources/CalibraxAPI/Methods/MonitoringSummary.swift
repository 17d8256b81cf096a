public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Tells what is monitored.
public enum MonitoringSummary: Method {
  /// The name on the wire.
  public static let name = "monitoringSummary"
  /// What it does.
  public static let summary = "The thresholds, how many alerts there are, and the latest values of what is monitored."
  /// No parameters.
  public typealias Params = Empty

  /// What is monitored.
  public struct Result: Record {
    /// The threshold of each metric.
    public var thresholds = OrderedMap<Double>()
    /// All that is said of thresholds.
    public var rules: [Threshold] = []
    /// How many alerts are kept.
    public var alertCount = 0
    /// The latest values.
    public var metricHistory = OrderedMap<MetricHistory>()
    /// Whether sources are looked at.
    public var isMonitoring = false
    /// Seconds between two looks.
    public var interval: Double?
    /// Metrics whose direction is needed and not known.
    public var undirected: [String] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("thresholds", \.thresholds, "The threshold of each metric that has one; of several the first."),
      .required("rules", \.rules, "The thresholds with all that was said of them, in the order they were set."),
      .required("alert_count", \.alertCount, "How many alerts are kept, whatever their state."),
      .required(
        "metric_history", \.metricHistory,
        "The latest values of each metric that has a threshold, and of each source while it is looked at."),
      .required("is_monitoring", \.isMonitoring, "Whether sources are looked at."),
      .optional("interval", \.interval, "Seconds between two looks."),
      .optional(
        "undirected", \.undirected,
        "Metrics with a threshold of the kind worse whose direction is defined nowhere: it cannot be violated."),
    ]
  }
}
