public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Lists alerts.
public enum ListAlerts: Method {
  /// The name on the wire.
  public static let name = "listAlerts"
  /// What it does.
  public static let summary = "The alerts, the latest first."

  /// Which alerts.
  public struct Params: Record {
    /// How many at most.
    public var count = 10
    /// Only those that are so bad.
    public var severity: AlertSeverity?
    /// Only those about this metric.
    public var metricName: String?
    /// Only those that stand so.
    public var state: AlertState?
    /// Only those that were raised at or after this moment.
    public var since: String?

    /// The latest.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("count", \.count, "How many at most.", in: 1...1_000_000, advice: "Ask for 1 to 1,000,000."),
      .optional("severity", \.severity, "Only alerts of this severity."),
      .optional("metric_name", \.metricName, "Only alerts about this metric."),
      .optional("state", \.state, "Only alerts that stand so; every state when left out."),
      .optional("since", \.since, "Only alerts that were raised at or after this moment, ISO 8601."),
    ]
  }

  /// The list.
  public struct Result: Record {
    /// The alerts, the latest first.
    public var alerts: [Alert] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [.required("alerts", \.alerts, "The alerts, the latest first.")]
  }
}
