import CalibraxAPI
import CalibraxClient
import CalibraxRPC

/// Asks for a sign of life.
enum PingCommand: Command {
  static let name = "ping"
  static let summary = "Ask a server for a sign of life."
  static let method: (any CalibraxRPC.Method.Type)? = Ping.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    _ = try context.call(Ping.self, Ping.Params())
    try context.show(Ping.Result(), text: { "ok" }, markdown: { "ok" })
    return .passed
  }
}
