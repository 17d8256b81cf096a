public import CalibraxModel

/// The executions in memory, in the order they began: all that run, and the latest that have ended.
public struct ExecutionTable: Sendable {
  /// How many that have ended are kept.
  static let endedLimit = 100_000

  /// By place since the first one that is kept; `nil` for one that is not.
  private var rows: [Execution?] = []
  /// How many were passed over before the first row.
  private var first = 0
  private var places: [String: Int] = [:]
  private var ended = 0
  private let limit: Int

  /// No executions.
  init(limit: Int = endedLimit) {
    self.limit = limit
  }

  /// The execution of an identifier; `nil` when it is not kept.
  public subscript(id: String) -> Execution? { places[id].flatMap { rows[$0 - first] } }

  /// How many are kept.
  public var count: Int { places.count }

  /// The place behind the last one, for ``place(before:)``. Places never change.
  public var end: Int { first + rows.count }

  /// The last execution before a place, and its place; `nil` when there is none.
  public func last(before place: Int) -> (place: Int, execution: Execution)? {
    var place = min(place, end) - 1
    while place >= first {
      if let execution = rows[place - first] { return (place, execution) }
      place -= 1
    }
    return nil
  }

  /// The executions, the first that began first.
  public var all: some Sequence<Execution> { rows.lazy.compactMap { $0 } }

  /// Adds an execution, or changes what is known of it.
  mutating func put(_ execution: Execution) {
    let before = self[execution.executionID]
    if let place = places[execution.executionID] {
      rows[place - first] = execution
    } else {
      places[execution.executionID] = end
      rows.append(execution)
    }
    if execution.state != .running && before?.state ?? .running == .running { ended += 1 }
    while ended > limit { forgetOldest() }
  }

  private mutating func forgetOldest() {
    guard let place = rows.firstIndex(where: { $0.map { $0.state != .running } ?? false }), let row = rows[place]
    else { return }
    places[row.executionID] = nil
    rows[place] = nil
    ended -= 1
    // What is gone from the front is given back, now and then.
    let empty = rows.prefix { $0 == nil }.count
    if empty > rows.count / 2 {
      rows.removeFirst(empty)
      first += empty
    }
  }
}
