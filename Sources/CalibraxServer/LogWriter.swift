import Dispatch
import Glibc
import Synchronization

/// Lines for the operator on stderr, in order. A reader that has stopped reading costs lines, which are counted, and
/// never holds up whoever logs.
public final class LogWriter: Sendable {
  private static let capacity = 1_000

  private struct Waiting {
    var lines: [String] = []
    var lost = 0
  }

  private let waiting = Mutex(Waiting())
  private let queue = DispatchQueue(label: "calibrax.log")
  private let descriptor: Int32

  /// A log that goes to a descriptor, stderr unless another is given.
  public init(descriptor: Int32 = 2) {
    self.descriptor = descriptor
  }

  /// Logs a line.
  public func log(_ line: String) {
    let isFirst = waiting.withLock { waiting in
      guard waiting.lines.count < Self.capacity else {
        waiting.lost += 1
        return false
      }
      waiting.lines.append(line)
      return waiting.lines.count == 1
    }
    if isFirst { queue.async { [self] in drain() } }
  }

  private func drain() {
    let (lines, lost) = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return (waiting.lines, waiting.lost)
    }
    var text = Array((lines.map { "calibraxd: " + $0 } + [""]).joined(separator: "\n").utf8)
    if lost > 0 { text += Array("calibraxd: \(lost) lines lost because nobody read them\n".utf8) }
    var written = 0
    while written < text.count {
      let result = text.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written) }
      if result < 0 && errno != EINTR { return }
      written += max(0, result)
    }
  }
}
