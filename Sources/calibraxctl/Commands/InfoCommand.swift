import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Tells of the server and its store.
enum InfoCommand: Command {
  static let name = "info"
  static let summary = "Show the server's version, limits and store, and the files it cannot use."
  static let method: (any CalibraxRPC.Method.Type)? = ServerInfo.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let info = try context.call(ServerInfo.self, ServerInfo.Params())
    var rows = [
      ["Server", "\(info.name) \(info.version), protocol \(info.protocolVersion), process \(info.pid)"],
      ["Up", "\(info.uptimeSeconds) s, \(info.connections.open) connections"],
      ["Store", info.store.path],
      ["Runs", "\(info.store.runs)"],
      ["Baselines", "\(info.store.baselines)"],
      ["Durability", info.durability.runs],
    ]
    rows += info.store.damaged.map { ["Damaged", "\($0.file): \($0.reason)"] }
    try context.show(info, text: { columns(rows) }, markdown: { markdownTable([["", ""]] + rows) })
    return .passed
  }
}
