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
    var wasConnected = true
    while true {
      let news = try feed.next(until: .now + .seconds(1))
      if feed.isConnected != wasConnected {
        wasConnected = feed.isConnected
        terminal.complain("calibraxctl: " + (wasConnected ? "connected again" : "the server is away, reconnecting…"))
      }
      let isRead =
        switch news {
        case .connected: try hasBegun ? catchUp() : begin()
        case .event(.dropped), .event(.restarted): try catchUp()
        case .event(.samples(let event, _)): try show(event)
        default: true
        }
      if !isRead { return .passed }
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
  private mutating func catchUp() throws(Failure) -> Bool {
    for head in try heads() where seen.count(of: head.name) < head.count {
      var params = QuerySeries.Params()
      params.series = head.series
      params.order = .recorded
      guard let result = try feed.call(QuerySeries.self, params) else { return true }
      var part = SamplesEvent.Part()
      (part.series, part.executionID, part.key) = (result.series, result.executionID, result.key)
      // Those that cannot be read are not among the points.
      (part.first, part.points) = (result.total - result.points.count, result.points)
      guard try show([part]) else { return false }
    }
    return true
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
