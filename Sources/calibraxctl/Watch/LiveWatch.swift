import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxNet
import Glibc

/// Executions on the whole terminal, until somebody has seen enough.
struct LiveWatch {
  /// Why it ended.
  enum Ending {
    case quit, interrupted, terminated
  }

  /// How long a key may wait, and how long a change.
  private static let turn = Duration.milliseconds(50)
  private static let frame = Duration.milliseconds(100)

  private let terminal: Terminal
  private let feed: EventFeed
  private var following: Following
  private var scroll = Scroll()

  init(_ terminal: Terminal, _ feed: EventFeed, only: String?) {
    self.terminal = terminal
    self.feed = feed
    following = Following(only: only)
  }

  /// Shows it, and leaves behind how everything stood.
  mutating func run() throws(Failure) -> ExitCode {
    let signals = Signals([SIGINT, SIGTERM, SIGTSTP])
    let ending = try show(signals)
    try terminal.print(view(Terminal.Size(columns: terminal.width, rows: 0)).summary().text(on: terminal))
    if ending == .terminated { die(of: SIGTERM) }
    return ending == .quit ? .passed : .interrupted
  }

  private mutating func show(_ signals: Signals) throws(Failure) -> Ending {
    // What cannot be shown is said before the terminal is taken over.
    try takeIn(until: .now + Self.turn)
    var screen = Screen(terminal)
    var size = Terminal.size ?? Terminal.Size(columns: terminal.width, rows: 24)
    var drawn = ContinuousClock.now - .seconds(1)
    var isChanged = true
    while true {
      if isChanged && drawn + Self.frame <= .now || drawn + .seconds(1) <= .now {
        draw(on: &screen, size)
        (drawn, isChanged) = (.now, false)
      }
      if try takeIn(until: .now + Self.turn) { isChanged = true }
      while let signal = signals.next() {
        switch signal {
        case SIGINT: return .interrupted
        case SIGTERM: return .terminated
        default: screen.suspend()
        }
        isChanged = true
      }
      for key in screen.keys() {
        if key == .quit { return .quit }
        scroll.go(key, count: view(size).lines().count, room: size.rows - 1)
        isChanged = true
      }
      let current = Terminal.size ?? size
      if current != size { (size, isChanged) = (current, true) }
    }
  }

  // MARK: What the server tells

  /// Takes in what comes until a deadline, and asks for what is missing.
  ///
  /// - Returns: Whether anything has changed.
  @discardableResult
  private mutating func takeIn(until deadline: ContinuousClock.Instant) throws(Failure) -> Bool {
    var isChanged = false
    let wasConnected = feed.isConnected
    repeat {
      guard let news = try feed.next(until: deadline) else { continue }
      isChanged = true
      let now = unixSeconds()
      switch news {
      case .connected: try begin()
      case .event(.samples(let event, _)): following.take(event, at: now)
      case .event(.execution(let execution, _)): following.take(execution)
      case .event(.dropped), .event(.restarted): try begin()
      case .event(.heartbeat), .event(.run): break
      }
    } while .now < deadline
    try fill()
    return isChanged || feed.isConnected != wasConnected
  }

  private mutating func begin() throws(Failure) {
    guard let executions = try feed.executions(following.only) else { return }
    following.begin(with: executions)
    for followed in following.executions {
      for head in try feed.series(of: followed.execution.executionID) { try fill(head) }
    }
  }

  /// Asks for what events did not tell.
  private mutating func fill() throws(Failure) {
    for id in following.unknown {
      guard let found = try feed.executions(id) else { return }
      if let execution = found.first { following.take(execution) }
      following.forget(execution: id)
    }
    for name in following.unfilled {
      let heads = try feed.series(of: name.execution, key: name.key)
      for head in heads { try fill(head) }
      if heads.isEmpty, feed.isConnected { following.forget(name) }
    }
  }

  private mutating func fill(_ head: SeriesHead) throws(Failure) {
    var params = QuerySeries.Params()
    params.series = head.series
    params.maxPoints = FollowedSeries.room
    guard let result = try feed.call(QuerySeries.self, params) else { return }
    following.fill(head, result, at: unixSeconds())
  }

  // MARK: What is shown

  private mutating func draw(on screen: inout Screen, _ size: Terminal.Size) {
    let room = max(1, size.rows - 1)
    let lines = view(size).lines()
    scroll.stay(count: lines.count, room: room)
    let shown = Array(lines.dropFirst(scroll.first).prefix(room))
    let space = Array(repeating: StyledText(), count: room - shown.count)
    screen.draw(shown + space + [footer(size, lines.count)], on: size)
  }

  private func view(_ size: Terminal.Size) -> WatchView {
    WatchView(
      executions: following.executions, width: size.columns, height: size.rows - 1, hasColor: terminal.hasColor,
      now: unixSeconds())
  }

  private func footer(_ size: Terminal.Size, _ count: Int) -> StyledText {
    let room = size.rows - 1
    var line = feed.isConnected ? StyledText() : StyledText("reconnecting…  ", .yellow)
    line += StyledText("q quit", .faint)
    if count > room {
      line += StyledText("  ↑↓ scroll  \(scroll.first + 1)–\(min(count, scroll.first + room)) of \(count)", .faint)
    }
    return line.truncated(to: size.columns)
  }
}

/// The time, seconds since 1970.
private func unixSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Ends the program as a signal does that nobody takes.
private func die(of number: Int32) {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, number)
  pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  raise(number)
}
