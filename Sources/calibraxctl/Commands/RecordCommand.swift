import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Records a sample.
enum RecordCommand: Command {
  static let name = "record"
  static let summary = "Record one sample of a metric."
  static let method: (any CalibraxRPC.Method.Type)? = RecordSamples.self
  static let operands = "KEY VALUE"
  static let operandMembers = ["key", "value"]
  static let flags = [
    Flag("--at", "X", RecordSamples.self, "at"),
    Flag("--execution", "ID", RecordSamples.self, "execution_id", "The execution; the always-open one when left out."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = RecordSamples.Params()
    params.key = try context.operand(0)
    params.value = try ParsedFlags.number(try context.operand(1), "VALUE")
    params.at = try context.flags.number("--at")
    params.executionID = context.flags["--execution"]
    let result = try context.call(RecordSamples.self, params)
    try context.show(result, text: { "" }, markdown: { "" })
    return .passed
  }
}
