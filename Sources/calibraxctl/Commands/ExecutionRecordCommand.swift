import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Records an execution that has ended.
enum ExecutionRecordCommand: Command {
  static let name = "execution record"
  static let summary = "Record an execution that has ended, and print the alerts that it raises."
  static let details = "Its time and whether it succeeded count for the health of its pipeline, which health shows."
  static let method: (any CalibraxRPC.Method.Type)? = RecordExecution.self
  static let operands = "PIPELINE SECONDS"
  static let operandMembers = ["pipeline_name", "execution_time"]
  static let flags = [
    Flag("--failed", nil, "It did not do what it should."),
    Flag(
      Flag.metadata, "KEY=VALUE", RecordExecution.self, "metadata",
      "What else is known of it, which alerts tell; may be repeated."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = RecordExecution.Params()
    params.pipelineName = try context.operand(0)
    params.executionTime = try ParsedFlags.number(try context.operand(1), "SECONDS")
    params.success = !context.flags.has("--failed")
    params.metadata = try context.flags.metadata
    let result = try context.call(RecordExecution.self, params)
    let terminal = context.terminal
    let lines = { (terminal: Terminal) in result.alerts.map { alertLine($0, on: terminal) } }
    let plain = Terminal(isInteractive: false, hasColor: false, width: 0)
    try context.show(
      result, text: { lines(terminal).joined(separator: "\n") },
      markdown: { lines(plain).map { "- " + $0 }.joined(separator: "\n") })
    return .passed
  }
}
