import CalibraxAPI
import CalibraxJSON
import CalibraxRPC

/// Shows a run whole.
enum ShowCommand: Command {
  static let name = "show"
  static let summary = "Print a run whole, as JSON."
  static let method: (any CalibraxRPC.Method.Type)? = GetRun.self
  static let operands = "[ID]"
  static let flags = [Flag("--run", "ID", GetRun.self, "run_id")]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = GetRun.Params()
    params.runID = context.flags["--run"] ?? context.flags.operands.first ?? "latest"
    let run = try context.call(GetRun.self, params)
    let json = String(decoding: JSONWriter.indented(JSONWriter.bytes(of: run)), as: UTF8.self)
    try context.show(run, text: { json }, markdown: { "```json\n\(json)\n```" })
    return .passed
  }
}
