import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel

/// Samples as lines, as they come: for pipes and files.
struct PlainWatch {
  let terminal: Terminal
  let feed: EventFeed
  /// The only execution that is followed.
  let only: String?
  /// Whether a line is a JSON object with the samples of a series, rather than one sample in words.
  let isJSON: Bool

  /// The samples that have been seen of each series.
  private var counts: [SeriesName: Int] = [:]

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
      switch news {
      case .connected: if try isOver() { return .passed }
      case .event(.samples(let event, _)): if !(try show(event)) { return .passed }
      case .event(.execution(let execution, _)): if isOver(execution) { return .passed }
      default: break
      }
    }
  }

  /// Whether the execution that is followed is over, as the server says.
  private func isOver() throws(Failure) -> Bool {
    guard let only, let execution = try feed.executions(only)?.first else { return false }
    return isOver(execution)
  }

  private func isOver(_ execution: Execution) -> Bool {
    guard execution.executionID == only, execution.state != .running else { return false }
    terminal.complain("calibraxctl: \(printable(execution.executionID)) \(execution.state.sentence)")
    return true
  }

  /// - Returns: Whether somebody reads it.
  private mutating func show(_ event: SamplesEvent) throws(Failure) -> Bool {
    var lines: [String] = []
    for part in event.series {
      let name = SeriesName(execution: part.executionID, key: part.key)
      let seen = counts[name] ?? part.first
      if part.first > seen {
        terminal.complain("calibraxctl: \(part.first - seen) samples of \(printable(part.key)) were missed")
      }
      let new = part.points.dropFirst(max(0, seen - part.first))
      counts[name] = max(seen, part.first + part.points.count)
      if isJSON {
        var part = part
        part.first += part.points.count - new.count
        part.points = Array(new)
        lines.append(String(decoding: JSONWriter.bytes(of: part), as: UTF8.self))
      } else {
        let head = "\(printable(part.executionID)) \(printable(part.key)) "
        lines += new.map { head + "\(sampleText($0.at)) \(sampleText($0.value))" }
      }
    }
    return try terminal.print(lines.joined(separator: "\n"))
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
