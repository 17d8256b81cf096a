import CalibraxAPI
import CalibraxRPC

/// Takes a benchmark away.
enum BenchmarksRemoveCommand: Command {
  static let name = "benchmarks remove"
  static let summary = "Take the dashboard of a benchmark away; its runs stay in the store."
  static let method: (any CalibraxRPC.Method.Type)? = DeleteBenchmark.self
  static let operands = "NAME"
  static let operandMembers = ["name"]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = DeleteBenchmark.Params()
    params.name = try context.operand(0)
    let result = try context.call(DeleteBenchmark.self, params)
    try context.show(result, text: { "\(params.name) removed" }, markdown: { "\(params.name) removed" })
    return .passed
  }
}
