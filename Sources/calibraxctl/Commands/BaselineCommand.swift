import CalibraxAPI
import CalibraxRPC

/// Sets a baseline.
enum BaselineCommand: Command {
  static let name = "baseline"
  static let summary = "Make a run the baseline that check compares with."
  static let method: (any CalibraxRPC.Method.Type)? = SetBaseline.self
  static let flags = [
    Flag("--run", "ID", SetBaseline.self, "run_id"),
    Flag("--name", "NAME", SetBaseline.self, "name", "The baseline's name; \"main\" when left out."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = SetBaseline.Params()
    params.runID = context.flags["--run"]
    if let name = context.flags["--name"] { params.name = name }
    let result = try context.call(SetBaseline.self, params)
    let named = result.name == "main" ? "Baseline" : "Baseline \(result.name)"
    try context.show(
      result, text: { "\(named) set to run \(result.runID)" }, markdown: { "\(named) set to run `\(result.runID)`" })
    return .passed
  }
}
