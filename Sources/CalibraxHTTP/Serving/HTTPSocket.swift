import Glibc

/// A socket that is waited for, and closed when nobody has it any more: its number goes to another file then.
final class HTTPSocket: Sendable {
  /// POLLRDHUP of <poll.h>.
  private static let peerEnded: Int16 = 0x2000

  let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Ends both directions and wakes whoever waits.
  func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Says that no more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What became of an attempt to receive.
  enum Received {
    case bytes(Int)
    case ended
    case timedOut
  }

  /// Waits for bytes and puts them in front of a buffer.
  func receive(into buffer: inout [UInt8], until deadline: ContinuousClock.Instant) -> Received {
    while true {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 { return .bytes(count) }
      if count < 0 && errno == EINTR { continue }
      guard count < 0, errno == EAGAIN else { return .ended }
      guard wait(for: Int16(POLLIN), until: deadline) else { return .timedOut }
    }
  }

  /// Sends all the bytes.
  ///
  /// - Parameter isFollowed: More will be sent at once.
  /// - Returns: `false` when the peer has gone, or has not taken them in time.
  func send(_ bytes: [UInt8], isFollowed: Bool = false, until deadline: ContinuousClock.Instant) -> Bool {
    let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT | (isFollowed ? MSG_MORE : 0))
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, flags)
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        guard wait(for: Int16(POLLOUT), until: deadline) else { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Whether the peer has ended its side, or the connection is broken.
  var isLeft: Bool { wait(for: Self.peerEnded, until: .now) }

  /// Waits until the peer has gone; `false` when the time has passed before.
  func waitForEnd(until deadline: ContinuousClock.Instant) -> Bool { wait(for: Self.peerEnded, until: deadline) }

  private func wait(for events: Int16, until deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let rest = max(.zero, ContinuousClock.now.duration(to: deadline))
      // Rounded up: a wait that is too short would become a busy loop.
      let milliseconds = Int32(
        clamping: (rest.components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
          + rest.components.seconds * 1_000)
      var ready = pollfd(fd: descriptor, events: events, revents: 0)
      let count = poll(&ready, 1, milliseconds)
      if count > 0 { return true }
      if count == 0 && ContinuousClock.now >= deadline { return false }
      if count < 0 && errno != EINTR { return false }
    }
  }
}
