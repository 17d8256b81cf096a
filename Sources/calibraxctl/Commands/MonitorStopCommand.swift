import CalibraxAPI
import CalibraxRPC

/// Has the server look at its sources no more.
enum MonitorStopCommand: Command {
  static let name = "monitor stop"
  static let summary = "Have the server look at its sources no more."
  static let details = "What is recorded or ingested is still held against thresholds."
  static let method: (any CalibraxRPC.Method.Type)? = StopMonitoring.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let result = try context.call(StopMonitoring.self, StopMonitoring.Params())
    try context.show(result, text: { "Monitoring stopped" }, markdown: { "Monitoring stopped" })
    return .passed
  }
}
