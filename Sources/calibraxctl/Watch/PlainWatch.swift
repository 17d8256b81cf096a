import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel

/// Samples as lines, as they come: for pipes and files.
struct PlainWatch {
  private let terminal: Terminal
  private let feed: EventFeed
  /// The only execution that is followed, from its first sample on.
  private let only: String?
  /// Whether a line is a JSON object with the samples of a series, rather than one sample in words.
  private let isJSON: Bool

  private var seen = SeenSamples()
  private var hasBegun = false

  init(_ terminal: Terminal, _ feed: EventFeed, only: String?, isJSON: Bool) {
    self.terminal = terminal
    self.feed = feed
    self.only = only
    self.isJSON = isJSON
  }

  /// Prints until nobody reads any more or the execution is over.
  mutating func run() throws(Failure) -> ExitCode {
    while true {
      let news = try feed.next(until: .now + .seconds(1))
      let isRead =
        switch news {
        case .connected: try hasBegun ? catchUp(mayHaveLost: true) : begin()
        case .event(.dropped): try catchUp()
        case .event(.restarted): try catchUp(mayHaveLost: true)
        case .event(.samples(let event, _)): try show(event)
        default: true
        }
      if !isRead { return .passed }
      feed.tell(terminal)
      if try isOver(news) { return .passed }
    }
  }

  /// Prints what there is of the execution that is followed, and of others nothing but what is to come.
  private mutating func begin() throws(Failure) -> Bool {
    hasBegun = true
    if only != nil { return try catchUp() }
    for head in try heads() { seen.pass(head.name, upTo: head.count) }
    return feed.isConnected
  }

  /// Prints what the server has and did not tell of.
  ///
  /// - Parameter mayHaveLost: Whether the server may have begun anew, with fewer samples than it told of.
  private mutating func catchUp(mayHaveLost: Bool = false) throws(Failure) -> Bool {
    let heads = try heads()
    if mayHaveLost, feed.isConnected { seen.limit(to: heads) }
    for head in heads where seen.count(of: head.name) < head.count {
      guard let missing = try feed.missing(of: head, seen) else { return true }
      guard try show([missing.part]) else { return false }
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

  /// Whether the execution that is followed has ended, of which everything is printed then.
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
    // One that is lost may be heard of again.
    return execution.state != .lost
  }

  /// - Returns: Whether somebody reads it.
  private mutating func show(_ event: SamplesEvent) throws(Failure) -> Bool {
    // What is missing before these was not told of.
    if event.series.contains(where: { seen.isAhead($0) }), try !catchUp() { return false }
    return try show(event.series)
  }

  private mutating func show(_ parts: [SamplesEvent.Part]) throws(Failure) -> Bool {
    let new = parts.map { seen.take($0) }.filter { !$0.points.isEmpty }
    return try terminal.print(new.flatMap { lines($0) }.joined(separator: "\n"))
  }

  private func lines(_ part: SamplesEvent.Part) -> [String] {
    if isJSON { return [String(decoding: JSONWriter.bytes(of: part), as: UTF8.self)] }
    let head = "\(printable(part.executionID)) \(printable(part.key)) "
    return part.points.map { head + "\(sampleText($0.at)) \(sampleText($0.value))" }
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
