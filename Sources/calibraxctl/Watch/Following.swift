import CalibraxAPI
import CalibraxModel

/// The executions that are looked at, kept up to date by events.
struct Following {
  /// Executions that are kept at most: the oldest that are over make room.
  static let room = 20

  /// The only one that is followed; every one that runs, and what is recorded without one, when `nil`.
  let only: String?
  /// The newest first.
  private(set) var executions: [FollowedExecution] = []
  /// Series whose samples the server has to be asked for.
  private(set) var unfilled: Set<SeriesName> = []
  /// Executions whose state the server has to be asked for.
  private(set) var unknown: Set<String> = []
  /// Executions that were asked for and are not followed: late samples do not bring them back.
  private var passedOver: Set<String> = []

  init(only: String?) {
    self.only = only
  }

  /// Forgets what it knows but the order and what was seen, to be filled again.
  mutating func begin(with executions: [Execution]) {
    let known = Set(executions.map(\.executionID))
    passedOver = []
    for execution in executions.reversed() { take(execution) }
    unknown = Set(self.executions.filter { !$0.isAlwaysOpen }.map(\.execution.executionID)).subtracting(known)
    if only == nil || only == Execution.alwaysOpen, self.executions.last?.isAlwaysOpen != true {
      self.executions.append(.alwaysOpen)
    }
  }

  /// An execution has begun or ended, or was asked for.
  mutating func take(_ execution: Execution) {
    unknown.remove(execution.executionID)
    passedOver.remove(execution.executionID)
    if let place = place(of: execution.executionID) {
      executions[place].execution = execution
    } else if only == nil ? execution.state == .running : only == execution.executionID {
      executions.insert(FollowedExecution(execution), at: 0)
      makeRoom()
    }
  }

  /// Samples were recorded.
  mutating func take(_ event: SamplesEvent, at now: Double) {
    for part in event.series {
      guard let place = place(of: part.executionID) else {
        // One that was lost, before this looked, runs again.
        if only == nil, hasRoom, !passedOver.contains(part.executionID) { unknown.insert(part.executionID) }
        continue
      }
      if executions[place].execution.state == .lost { unknown.insert(part.executionID) }
      if !executions[place].take(part, at: now) {
        unfilled.insert(part.name)
      }
    }
  }

  /// Takes a series as the server answered it.
  mutating func fill(_ head: SeriesHead, _ result: QuerySeries.Result, at now: Double) {
    unfilled.remove(head.name)
    guard let place = place(of: head.executionID) else { return }
    var series = executions[place][head.key] ?? FollowedSeries(head)
    series.fill(head, result, at: now)
    executions[place][head.key] = series
  }

  /// A server has no such series or execution.
  mutating func forget(_ name: SeriesName) { unfilled.remove(name) }
  mutating func forget(execution id: String) {
    unknown.remove(id)
    if place(of: id) == nil { passedOver.insert(id) }
  }

  /// Whether one more that runs takes the place of none that does.
  private var hasRoom: Bool {
    executions.count < Self.room || executions.contains { !$0.isAlwaysOpen && $0.execution.state != .running }
  }

  private func place(of id: String) -> Int? { executions.firstIndex { $0.execution.executionID == id } }

  private mutating func makeRoom() {
    while executions.count > Self.room,
      let place = executions.lastIndex(where: { !$0.isAlwaysOpen && $0.execution.state != .running })
    {
      executions.remove(at: place)
    }
    if executions.count > Self.room, let place = executions.lastIndex(where: { !$0.isAlwaysOpen }) {
      executions.remove(at: place)
    }
  }
}
