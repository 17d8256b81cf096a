import Glibc

/// Where the program prints, and what it can show there.
struct Terminal: Sendable {
  /// Whether stdout is a terminal that people look at.
  let isInteractive: Bool
  /// Whether colours are wanted (https://no-color.org).
  let hasColor: Bool
  /// Columns.
  let width: Int

  static func current() -> Terminal {
    let isInteractive = isatty(STDOUT_FILENO) == 1
    func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    let hasColor = isInteractive && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
    var size = winsize()
    let isKnown = isInteractive && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let width = Int(variable("COLUMNS")) ?? (isKnown ? Int(size.ws_col) : 80)
    return Terminal(isInteractive: isInteractive, hasColor: hasColor, width: max(20, width))
  }

  enum Color: String {
    case red = "31"
    case green = "32"
    case bold = "1"
  }

  func colored(_ text: String, _ color: Color) -> String {
    hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Prints lines on stdout. A reader that has gone, as `head` does, ends the program as it ends others: at once.
  func print(_ text: String) {
    if !text.isEmpty { write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO) }
  }

  /// Prints lines on stderr.
  func complain(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  private func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        if errno == EPIPE { exit(ExitCode.passed.rawValue) }
        return
      }
      written += count
    }
  }
}
