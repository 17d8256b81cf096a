import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Lists executions.
enum ExecutionListCommand: Command {
  static let name = "execution list"
  static let summary = "List the executions, the latest first."
  static let method: (any CalibraxRPC.Method.Type)? = ListExecutions.self
  static let flags = [
    Flag(
      "--state", "STATE", ListExecutions.self, "state",
      "Only executions that stand so: \(states.joined(separator: ", "))."),
    Flag("--pipeline", "NAME", ListExecutions.self, "pipeline_name"),
    Flag("--limit", "N", ListExecutions.self, "limit", "How many at most; 100 when left out."),
    Flag("--cursor", "N", ListExecutions.self, "cursor"),
  ]

  private static var states: [String] { ExecutionState.allCases.map(\.rawValue) }

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = ListExecutions.Params()
    params.state = try context.flags["--state"].map { (text) throws(Failure) in try state(text) }
    params.pipelineName = context.flags["--pipeline"]
    if let limit = try context.flags.integer("--limit") { params.limit = limit }
    params.cursor = try context.flags.integer("--cursor")
    let result = try context.call(ListExecutions.self, params)
    let rows = [["Execution", "Pipeline", "State", "Started", "Duration"]] + result.executions.map(row)
    let isRead = try context.show(result, text: { columns(rows, right: [4]) }, markdown: { markdownTable(rows) })
    if isRead, let cursor = result.nextCursor { try context.sayThereAreMore(cursor: "\(cursor)") }
    return .passed
  }

  private static func state(_ text: String) throws(Failure) -> ExecutionState {
    guard let state = ExecutionState(rawValue: text) else {
      throw .usage("--state is \(states.joined(separator: ", ")), not \"\(text)\"", meant: text, among: states)
    }
    return state
  }

  private static func row(_ execution: Execution) -> [String] {
    [
      execution.executionID, execution.pipelineName, execution.state.rawValue, execution.startedAt,
      execution.executionTime.map { fixed($0, 1) + " s" } ?? "-",
    ]
  }
}
