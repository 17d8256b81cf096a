import Glibc

/// Bytes on their way to a socket.
public struct OutputBuffer: Sendable {
  /// An idle connection gives back a buffer larger than this, one in use a much larger one.
  private static let keptCapacity = (idle: 1_024, used: 256 << 10)

  /// What is to be sent; append to it.
  public var bytes: [UInt8] = []
  private var sent = 0

  /// Nothing to send.
  public init() {}

  /// How many bytes wait.
  public var count: Int { bytes.count - sent }

  /// What became of an attempt to send.
  enum Progress {
    case done, blocked, failed
  }

  /// Sends as much as the socket takes.
  mutating func flush(to socket: Int32) -> (progress: Progress, sent: Int) {
    var total = 0
    while count > 0 {
      let result = bytes.withUnsafeBytes {
        send(socket, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if result < 0 {
        if errno == EINTR { continue }
        compact()
        return (errno == EAGAIN ? .blocked : .failed, total)
      }
      sent += result
      total += result
    }
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity.used)
    sent = 0
    return (.done, total)
  }

  /// Nothing was sent for a while.
  mutating func trim() {
    if bytes.isEmpty && bytes.capacity > Self.keptCapacity.idle { bytes = [] }
  }

  private mutating func compact() {
    guard sent > bytes.count / 2 else { return }
    bytes.removeSubrange(0..<sent)
    sent = 0
  }
}
