import CalibraxSystem
import Glibc

/// A line on stderr that says how far something is: rewritten in place on a terminal, a new one now and then elsewhere.
struct ProgressLine {
  private let terminal: Terminal
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var next: Double
  private var isShown = false

  init(_ terminal: Terminal) {
    self.terminal = terminal
    // What is over at once needs no progress.
    next = uptime() + (isatty(STDERR_FILENO) == 1 ? 0.2 : 10)
  }

  /// Shows a text, unless one was shown a moment ago.
  mutating func show(_ text: () -> String) {
    let now = uptime()
    guard now >= next else { return }
    next = now + (isTerminal ? 0.1 : 10)
    if isTerminal {
      terminal.rewrite(text())
      isShown = true
    } else {
      terminal.complain(text())
    }
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { terminal.rewrite("") }
    isShown = false
  }
}
