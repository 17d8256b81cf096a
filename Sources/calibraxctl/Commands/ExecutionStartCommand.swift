import CalibraxAPI
import CalibraxRPC

/// Begins an execution.
enum ExecutionStartCommand: Command {
  static let name = "execution start"
  static let summary = "Begin an execution and print its id."
  static let method: (any CalibraxRPC.Method.Type)? = StartExecution.self
  static let operands = "NAME"
  static let operandMembers = ["pipeline_name"]
  static let flags = [
    Flag("--id", "ID", StartExecution.self, "execution_id", "Its identifier; one is made when left out."),
    Flag("--tag", "KEY=VALUE", "A tag that tells it from others; may be repeated."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = StartExecution.Params()
    params.pipelineName = try context.operand(0)
    params.executionID = context.flags["--id"]
    params.tags = try context.flags.pairs("--tag")
    let result = try context.call(StartExecution.self, params)
    try context.show(
      result, text: { result.executionID },
      markdown: { "Execution `\(result.executionID)` \(result.created ? "began" : "runs already")" })
    return .passed
  }
}
