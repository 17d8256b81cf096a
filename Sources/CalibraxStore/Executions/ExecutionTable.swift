public import CalibraxModel

/// The executions in memory, in the order they began.
public struct ExecutionTable: Sendable {
  /// The executions, the first that began first.
  public private(set) var rows: [Execution] = []
  private var positions: [String: Int] = [:]

  /// No executions.
  init() {}

  /// The execution of an identifier.
  public subscript(id: String) -> Execution? { positions[id].map { rows[$0] } }

  /// Adds an execution, or changes what is known of it.
  mutating func put(_ execution: Execution) {
    if let position = positions[execution.executionID] {
      rows[position] = execution
    } else {
      positions[execution.executionID] = rows.count
      rows.append(execution)
    }
  }
}
