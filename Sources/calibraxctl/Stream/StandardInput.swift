import Glibc

/// Lines of standard input as they come, counted from 1.
struct StandardInput {
  /// Bytes of a line at most.
  static let longest = 1 << 20

  /// A line, or that one was longer than lines may be.
  struct Line {
    var number: Int
    /// `nil` for one that was too long.
    var bytes: [UInt8]?
  }

  /// Whether there will be no more.
  private(set) var isAtEnd = false
  private var rest: [UInt8] = []
  private var isTooLong = false
  private var number = 0

  /// Waits until there is something to read, a descriptor is readable, or a moment has come.
  ///
  /// - Parameter reads: Whether to wait for lines.
  /// - Returns: What can be read.
  func wait(for descriptor: Int32, until moment: ContinuousClock.Instant?, reads: Bool) -> (lines: Bool, other: Bool) {
    let milliseconds = moment.map { min(max(0, ($0 - .now) / .milliseconds(1)).rounded(.up), 1e9) } ?? -1
    // A descriptor below 0 is passed over.
    var ready = [
      pollfd(fd: reads && !isAtEnd ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&ready, nfds_t(ready.count), Int32(milliseconds)) > 0 else { return (false, false) }
    return (ready[0].revents != 0, ready[1].revents != 0)
  }

  /// Reads what is there. The last line need not be ended.
  mutating func read() -> [Line] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 && errno == EINTR { return [] }
    guard count > 0 else {
      isAtEnd = true
      return rest.isEmpty && !isTooLong ? [] : [end()]
    }
    var lines: [Line] = []
    var bytes = buffer[..<count]
    while let newline = bytes.firstIndex(of: 0x0A) {
      take(bytes[..<newline])
      lines.append(end())
      bytes = bytes[(newline + 1)...]
    }
    take(bytes)
    return lines
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    rest += bytes
    if rest.count > Self.longest {
      isTooLong = true
      rest = []
    }
  }

  private mutating func end() -> Line {
    number += 1
    defer {
      rest = []
      isTooLong = false
    }
    return Line(number: number, bytes: isTooLong ? nil : rest)
  }
}
