import CalibraxModel
import CalibraxAPI
import CalibraxRPC

/// Says how long executions should take.
enum ExecutionBaselineCommand: Command {
  static let name = "execution baseline"
  static let summary = "Say how long the executions of a pipeline should take; over 20 % more raises an alert."
  static let method: (any CalibraxRPC.Method.Type)? = SetPerformanceBaseline.self
  static let operands = "PIPELINE SECONDS"
  static let operandMembers = ["metric_name", "baseline_value"]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = SetPerformanceBaseline.Params()
    params.metricName = try context.operand(0)
    params.baselineValue = try ParsedFlags.number(try context.operand(1), "SECONDS")
    let result = try context.call(SetPerformanceBaseline.self, params)
    let text = "Executions of \(printable(params.metricName)) should take \(sampleText(params.baselineValue)) s"
    try context.show(result, text: { text }, markdown: { text })
    return .passed
  }
}
