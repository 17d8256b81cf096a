import Glibc

/// Where the program prints, and what it can show there.
struct Terminal: Sendable {
  /// Whether stdout is a terminal that people look at.
  let isInteractive: Bool
  /// Whether it is one whose cursor can be moved.
  var hasScreen = false
  /// Whether colours are wanted (https://no-color.org).
  let hasColor: Bool
  /// Columns.
  let width: Int

  static func current() -> Terminal {
    let isInteractive = isatty(STDOUT_FILENO) == 1
    func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    let hasScreen = isInteractive && variable("TERM") != "dumb"
    let hasColor = hasScreen && variable("NO_COLOR").isEmpty
    let columns = Int(variable("COLUMNS")).flatMap { $0 > 0 ? $0 : nil }
    let width = columns ?? (isInteractive ? size?.columns : nil) ?? 80
    return Terminal(isInteractive: isInteractive, hasScreen: hasScreen, hasColor: hasColor, width: width)
  }

  /// Columns and rows.
  struct Size: Equatable {
    var columns: Int
    var rows: Int
  }

  /// What the terminal has now; `nil` when stdout is none.
  static var size: Size? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  enum Color: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
    case bold = "1"
    case faint = "2"
  }

  func colored(_ text: String, _ color: Color) -> String {
    hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Prints lines on stdout. What a reader that has gone, as `head` does, did not want is dropped without a word, and
  /// the exit status is still that of the command: a gate does not pass because nobody read to the end.
  ///
  /// - Returns: Whether all of it found a reader.
  @discardableResult
  func print(_ text: String) throws(Failure) -> Bool {
    guard !text.isEmpty, let code = write(closed(text), to: STDOUT_FILENO)
    else { return true }
    if code == EPIPE { return false }
    throw Failure(
      code: .unreachable, message: "cannot write to standard output: \(String(cString: strerror(code)))")
  }

  /// Whether somebody may read what is printed: the other end of a pipe may have gone.
  var hasReader: Bool {
    var polled = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&polled, 1, 0) <= 0 || polled.revents & Int16(POLLERR | POLLNVAL) == 0
  }

  /// Prints lines on stderr.
  func complain(_ text: String) {
    _ = write(text + "\n", to: STDERR_FILENO)
  }

  /// Puts a text in place of the line that stands on stderr, which is a terminal.
  func rewrite(_ text: String) {
    _ = write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// Sends a text to the terminal as it is.
  ///
  /// - Returns: Whether the terminal is there still.
  @discardableResult
  func send(_ text: String) -> Bool { write(text, to: STDOUT_FILENO) == nil }

  /// Writes all of a text, or returns the number of the error that it met.
  private func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return errno }
      written += count
    }
    return nil
  }
}

/// A text whose last line is ended, also when that is by a carriage return and a line feed, one character to Swift.
func closed(_ text: String) -> String { text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n" }
