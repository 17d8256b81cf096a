import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Lists alerts.
enum AlertListCommand: Command {
  static let name = "alert list"
  static let summary = "List the alerts, the latest first."
  static let method: (any CalibraxRPC.Method.Type)? = ListAlerts.self
  static let flags = [
    Flag("--count", "N", ListAlerts.self, "count", "How many at most; 10 when left out."),
    Flag(
      "--severity", "SEVERITY", ListAlerts.self, "severity", "Only alerts of this severity: \(AlertSeverity.words)."),
    Flag("--metric", "NAME", ListAlerts.self, "metric_name"),
    Flag(
      "--state", "STATE", ListAlerts.self, "state",
      "Only alerts that stand so: \(AlertState.allCases.map(\.rawValue).joined(separator: ", "))."),
    Flag("--since", "TIME", ListAlerts.self, "since"),
  ]

  private static let severityColumn = 2

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let (flags, terminal) = (context.flags, context.terminal)
    var params = ListAlerts.Params()
    if let count = try flags.integer("--count") { params.count = count }
    params.severity = try flags.choice("--severity", of: AlertSeverity.self)
    params.metricName = flags["--metric"]
    params.state = try flags.choice("--state", of: AlertState.self)
    params.since = flags["--since"]
    let result = try context.call(ListAlerts.self, params)
    if result.alerts.isEmpty, try flags.format != .json {
      let isAny = Self.flags.dropFirst().allSatisfy { !flags.has($0.name) }
      terminal.complain("calibraxctl: there are no \(isAny ? "" : "such ")alerts")
      return .passed
    }
    let rows =
      [["Alert", "Time", "Severity", "State", "Metric", "Value", "Threshold", "Count", "Message"]]
      + result.alerts.map(row)
    let text = columns(rows, right: [5, 6, 7]) { text, row, column in
      guard column == severityColumn, row > 0 else { return text }
      return terminal.colored(text, result.alerts[row - 1].severity.color)
    }
    try context.show(result, text: { text }, markdown: { markdownTable(rows) })
    return .passed
  }

  private static func row(_ alert: Alert) -> [String] {
    [
      alert.alertID, String(alert.timestamp.prefix { $0 != "." }), alert.severity.rawValue, alert.state.rawValue,
      alert.metricName, valueText(alert.lastValue), valueText(alert.threshold), "\(alert.count)", alert.message,
    ]
  }
}
