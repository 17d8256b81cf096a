import CalibraxModel
import CalibraxNet
import Glibc

/// Executions on the whole terminal, until somebody has seen enough.
struct LiveWatch {
  /// Why it ended.
  private enum Ending: Equatable {
    case quit
    case signal(Int32)
  }

  /// How long a change may wait to be shown.
  private static let frame = Duration.milliseconds(100)

  private let terminal: Terminal
  private let signals: Signals
  private let follower: Follower
  private var scroll = Scroll()

  /// - Parameter open: Connects to the server for the first time.
  init(_ terminal: Terminal, only: String?, _ open: @escaping @Sendable () throws(Failure) -> EventFeed) {
    self.terminal = terminal
    signals = Signals([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
    // Threads take over which signals are held back.
    follower = Follower(only: only, open)
  }

  /// Shows it, and leaves behind how everything stood.
  mutating func run() throws(Failure) -> ExitCode {
    let ending: Ending
    if let early = try awaitAnswer() { ending = early } else { ending = try show() }
    switch ending {
    case .quit, .signal(SIGINT), .signal(SIGTERM):
      if follower.state.version > 0 { try terminal.print(view(size).summary.text(on: terminal)) }
    case .signal: break
    }
    switch ending {
    case .quit: return .passed
    case .signal(SIGINT): return .interrupted
    case .signal(let number):
      die(of: number)
      return .interrupted
    }
  }

  /// Waits for the server's first answer: what cannot be shown is said before the terminal is taken over.
  private func awaitAnswer() throws(Failure) -> Ending? {
    while follower.state.version == 0 {
      wait(for: [signals.descriptor], upTo: .milliseconds(20))
      if let signal = signals.next(), ![SIGTSTP, SIGCONT, SIGWINCH].contains(signal) { return .signal(signal) }
    }
    if let failure = follower.state.failure { throw failure }
    return nil
  }

  private mutating func show() throws(Failure) -> Ending {
    var screen = Screen(terminal)
    var version = 0
    var drawn = ContinuousClock.now - .seconds(1)
    var isUrgent = true
    while true {
      let state = follower.state
      if let failure = state.failure { throw failure }
      let age = ContinuousClock.now - drawn
      // The clocks go on even when nothing happens.
      if isUrgent || age >= Self.frame && state.version != version || age >= .seconds(1) {
        guard draw(state, on: &screen) else { return .signal(SIGHUP) }
        (version, drawn, isUrgent) = (state.version, .now, false)
      }
      wait(for: [signals.descriptor, screen.input], upTo: Self.frame)
      while let signal = signals.next() {
        switch signal {
        case SIGTSTP: screen.suspend()
        case SIGCONT: screen.resume()
        case SIGWINCH: break
        default: return .signal(signal)
        }
        isUrgent = true
      }
      guard let keys = screen.keys() else { return .signal(SIGHUP) }
      for key in keys {
        if key == .quit { return .quit }
        if key == .redraw { screen.forget() }
        let size = size
        scroll.go(key, count: view(size).count, room: size.rows - 1)
        isUrgent = true
      }
    }
  }

  /// - Returns: Whether the terminal is there still.
  private mutating func draw(_ state: Follower.State, on screen: inout Screen) -> Bool {
    let size = size
    let room = max(1, size.rows - 1)
    let view = view(size)
    scroll.stay(count: view.count, room: room)
    let last = min(view.count, scroll.first + room)
    let lines = view.lines(scroll.first..<last)
    let space = Array(repeating: StyledText(), count: room - lines.count)
    let footer = Footer(
      isConnected: state.isConnected, hasKeys: screen.input >= 0, first: scroll.first, last: last, count: view.count)
    return screen.draw(lines + space + [footer.line(width: size.columns)], on: size)
  }

  private var size: Terminal.Size { Terminal.size ?? Terminal.Size(columns: terminal.width, rows: 24) }

  private func view(_ size: Terminal.Size) -> WatchView {
    WatchView(
      follower.state.following.executions, width: size.columns, height: max(1, size.rows - 1),
      hasColor: terminal.hasColor, now: unixSeconds())
  }
}

/// Waits until one of some descriptors is readable or a time has passed; negative ones are passed over.
private func wait(for descriptors: [Int32], upTo time: Duration) {
  var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  _ = poll(&polled, nfds_t(polled.count), Int32(clamping: Int(clamping: time / .milliseconds(1))))
}
