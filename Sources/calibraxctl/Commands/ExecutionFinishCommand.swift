import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Ends an execution.
enum ExecutionFinishCommand: Command {
  static let name = "execution finish"
  static let summary = "End an execution, well or badly."
  static let method: (any CalibraxRPC.Method.Type)? = FinishExecution.self
  static let operands = "ID"
  static let operandMembers = ["execution_id"]
  static let flags = [
    Flag("--success", nil, FinishExecution.self, "success", "It ended well."),
    Flag("--failure", nil, "It ended badly."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = FinishExecution.Params()
    params.executionID = try context.operand(0)
    params.success = context.flags.has("--success")
    guard params.success != context.flags.has("--failure") else {
      throw .usage("\(name) needs either --success or --failure")
    }
    let execution = try context.call(FinishExecution.self, params)
    let time = execution.executionTime.map { " after \(fixed($0, 1)) s" } ?? ""
    try context.show(
      execution, text: { "Execution \(execution.executionID) \(execution.state.rawValue)\(time)" },
      markdown: { "Execution `\(execution.executionID)` \(execution.state.rawValue)\(time)" })
    return .passed
  }
}
