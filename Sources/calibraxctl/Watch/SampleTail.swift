import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel

/// Samples as they come, each once, in the order of their series: for whoever takes them.
struct SampleTail {
  private let terminal: Terminal
  private let feed: EventFeed
  /// The only execution that is followed, from its first sample on.
  private let only: String?
  /// Takes samples; `false` when no more are wanted.
  /// Whether one that is lost counts as over; it may be heard of again.
  private let endsWhenLost: Bool
  private let show: ([SamplesEvent.Part]) throws(Failure) -> Bool

  private var seen = SeenSamples()
  private var hasBegun = false

  init(
    _ terminal: Terminal, _ feed: EventFeed, only: String?, endsWhenLost: Bool = false,
    to show: @escaping ([SamplesEvent.Part]) throws(Failure) -> Bool
  ) {
    self.terminal = terminal
    self.feed = feed
    self.only = only
    self.endsWhenLost = endsWhenLost
    self.show = show
  }

  /// Goes on until no more are wanted or the execution is over.
  ///
  /// - Parameter isStopped: Looked at once a second at least.
  mutating func run(until isStopped: () -> Bool = { false }) throws(Failure) {
    while !isStopped() {
      let news = try feed.next(until: .now + .seconds(1))
      let isRead =
        switch news {
        case .connected: try hasBegun ? catchUp(mayHaveLost: true) : begin()
        case .event(.dropped): try catchUp()
        case .event(.restarted): try catchUp(mayHaveLost: true)
        case .event(.samples(let event, _)): try take(event)
        default: true
        }
      if !isRead { return }
      feed.tell(terminal)
      if try isOver(news) { return }
    }
  }

  /// Shows what there is of the execution that is followed, and of others nothing but what is to come.
  private mutating func begin() throws(Failure) -> Bool {
    hasBegun = true
    if only != nil { return try catchUp() }
    for head in try heads() { seen.pass(head.name, upTo: head.count) }
    return feed.isConnected
  }

  /// Shows what the server has and did not tell of.
  ///
  /// - Parameter mayHaveLost: Whether the server may have begun anew, with fewer samples than it told of.
  private mutating func catchUp(mayHaveLost: Bool = false) throws(Failure) -> Bool {
    let heads = try heads()
    if mayHaveLost, feed.isConnected { seen.limit(to: heads) }
    for head in heads where seen.count(of: head.name) < head.count {
      guard let missing = try feed.missing(of: head, seen) else { return true }
      guard try pass([missing.part]) else { return false }
      if missing.unshown > 0 { tell(missing) }
    }
    return true
  }

  /// Says how many samples are passed over, which are not asked for again.
  private mutating func tell(_ missing: MissingSamples) {
    let part = missing.part
    seen.pass(part.name, upTo: part.first + part.points.count + missing.unshown)
    terminal.complain(
      "calibraxctl: \(printable(part.executionID)) \(printable(part.key)): \(missing.unshown) samples are not shown, "
        + "for the server's answer would be too large")
  }

  /// The series of the executions that are followed.
  private func heads() throws(Failure) -> [SeriesHead] {
    var ids = [only ?? Execution.alwaysOpen]
    if only == nil {
      let running = try feed.executions(nil)?.map(\.executionID) ?? []
      ids = seen.executions.union(running).union(ids).sorted()
    }
    var heads: [SeriesHead] = []
    for id in ids { heads += try feed.series(of: id) }
    return heads
  }

  /// Whether the execution that is followed has ended, of which everything is shown then.
  private mutating func isOver(_ news: EventFeed.News?) throws(Failure) -> Bool {
    guard let only else { return false }
    let told: Execution?
    switch news {
    case .connected, .event(.dropped): told = try feed.executions(only)?.first
    case .event(.execution(let execution, _)): told = execution
    default: return false
    }
    guard let execution = told, execution.executionID == only, execution.state != .running else { return false }
    _ = try catchUp()
    guard feed.isConnected else { return false }
    terminal.complain("calibraxctl: \(printable(execution.executionID)) \(execution.state.sentence)")
    return execution.state != .lost || endsWhenLost
  }

  /// - Returns: Whether somebody reads it.
  private mutating func take(_ event: SamplesEvent) throws(Failure) -> Bool {
    // What is missing before these was not told of.
    if event.series.contains(where: { seen.isAhead($0) }), try !catchUp() { return false }
    return try pass(event.series)
  }

  private mutating func pass(_ parts: [SamplesEvent.Part]) throws(Failure) -> Bool {
    let new = parts.map { seen.take($0) }.filter { !$0.points.isEmpty }
    return try show(new)
  }
}

extension ExecutionState {
  /// What has become of an execution.
  fileprivate var sentence: String {
    switch self {
    case .running: "runs"
    case .succeeded: "has succeeded"
    case .failed: "has failed"
    case .lost: "is lost: nothing was heard of it for a minute"
    }
  }
}
