import CalibraxAPI
import CalibraxClient
import CalibraxRPC

/// Asks for a sign of life.
enum PingCommand: Command {
  static let name = "ping"
  static let summary = "Ask the server for a sign of life; exits with 3 when there is none."
  static let method: (any CalibraxRPC.Method.Type)? = Ping.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let server = try Connection.requiredServer(context.flags)
    _ = try context.call(Ping.self, Ping.Params(), over: server)
    try context.show(Ping.Result(), text: { "ok" }, markdown: { "ok" })
    return .passed
  }
}
