import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Says that somebody knows of alerts.
enum AlertAckCommand: Command {
  static let name = "alert ack"
  static let summary = "Say that somebody knows of alerts, until they become worse or are resolved."
  static let method: (any CalibraxRPC.Method.Type)? = AcknowledgeAlert.self
  static let operands = "ALERT_ID…"
  static let operandMembers = ["alert_id"]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    _ = try context.operand(0)
    let client = try Connection.open(context.flags, for: AcknowledgeAlert.name)
    var result = ListAlerts.Result()
    var failures: [Failure] = []
    for id in context.flags.operands {
      var params = AcknowledgeAlert.Params()
      params.alertID = id
      do throws(Failure) {
        result.alerts.append(try context.call(AcknowledgeAlert.self, params, over: client))
      } catch {
        // The others are acknowledged nevertheless; without an answer there is no use in going on.
        guard error.code == .refused else { throw error }
        failures.append(error)
      }
    }
    let ids = result.alerts.map(\.alertID)
    try context.show(
      result, text: { ids.map { "Alert \($0) acknowledged" }.joined(separator: "\n") },
      markdown: { ids.map { "- Alert `\($0)` acknowledged" }.joined(separator: "\n") })
    for failure in failures.dropLast() { context.terminal.complain("calibraxctl: \(failure.message)") }
    if let last = failures.last { throw last }
    return .passed
  }
}
