import CalibraxAPI
import CalibraxRPC

/// Forgets alerts.
enum AlertClearCommand: Command {
  static let name = "alert clear"
  static let summary = "Forget all alerts. A threshold that is violated still raises a new one."
  static let method: (any CalibraxRPC.Method.Type)? = ClearAlerts.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let result = try context.call(ClearAlerts.self, ClearAlerts.Params())
    try context.show(result, text: { "All alerts are forgotten" }, markdown: { "All alerts are forgotten" })
    return .passed
  }
}
