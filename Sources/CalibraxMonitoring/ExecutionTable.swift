public import CalibraxModel

/// The executions in memory, in the order they began: all that run, and the latest that have ended.
public struct ExecutionTable: Sendable {
  /// How many that have ended are kept.
  static let endedLimit = 100_000

  private var table = OrderedTable<Execution>()
  /// Those that have ended, the first that did first.
  private var ended: ArraySlice<String> = []
  private let limit: Int

  /// No executions.
  init(limit: Int = endedLimit) {
    self.limit = limit
  }

  /// The execution of an identifier; `nil` when it is not kept.
  public subscript(id: String) -> Execution? { table[id] }

  /// How many are kept.
  public var count: Int { table.count }

  /// A place behind the last one, for ``last(before:)``. The place of an execution never changes.
  public var end: Int { table.next }

  /// The last execution before a place, and its place; `nil` when there is none.
  public func last(before place: Int) -> (place: Int, execution: Execution)? {
    table.last(before: place).map { ($0.number, $0.value) }
  }

  /// The executions, the first that began first.
  public var all: some Sequence<Execution> { table.values }

  /// Adds an execution, or changes what is known of it.
  mutating func put(_ execution: Execution) {
    let wasRunning = table[execution.executionID]?.state ?? .running == .running
    table[execution.executionID] = execution
    if wasRunning && execution.state != .running { ended.append(execution.executionID) }
    while ended.count > limit, let oldest = ended.popFirst() { table[oldest] = nil }
  }
}
