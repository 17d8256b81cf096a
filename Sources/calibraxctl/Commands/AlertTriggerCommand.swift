import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Raises an alert.
enum AlertTriggerCommand: Command {
  static let name = "alert trigger"
  static let summary = "Raise an alert and print its id."
  static let method: (any CalibraxRPC.Method.Type)? = TriggerAlert.self
  static let operands = "MESSAGE"
  static let operandMembers = ["message"]
  static let flags = [
    Flag("--severity", "SEVERITY", TriggerAlert.self, "severity", "How bad it is: \(AlertSeverity.words)."),
    Flag("--metric", "NAME", TriggerAlert.self, "metric_name"),
    Flag("--value", "NUMBER", TriggerAlert.self, "metric_value"),
    Flag("--threshold", "NUMBER", TriggerAlert.self, "threshold"),
    Flag(Flag.metadata, "KEY=VALUE", TriggerAlert.self, "metadata", "What else is known; may be repeated."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let flags = context.flags
    var params = TriggerAlert.Params()
    params.message = try context.operand(0)
    _ = try flags.required("--severity")
    if let severity = try flags.choice("--severity", of: AlertSeverity.self) { params.severity = severity }
    params.metricName = try flags.required("--metric")
    params.metricValue = try ParsedFlags.number(try flags.required("--value"), "--value")
    params.threshold = try ParsedFlags.number(try flags.required("--threshold"), "--threshold")
    params.metadata = try flags.metadata
    let alert = try context.call(TriggerAlert.self, params)
    try context.show(alert, text: { alert.alertID }, markdown: { "Alert `\(alert.alertID)` was raised" })
    return .passed
  }
}

extension AlertSeverity {
  /// All of them as a list, from the mildest on.
  static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
