/// The body of a response on its way to the client, piece by piece.
public struct HTTPStream: ~Copyable {
  private let socket: HTTPSocket
  private let limits: HTTPLimits
  private let isChunked: Bool
  private var isBroken = false

  init(_ socket: HTTPSocket, _ limits: HTTPLimits, isChunked: Bool) {
    self.socket = socket
    self.limits = limits
    self.isChunked = isChunked
  }

  /// Whether the client is there and the server goes on. It is a question to the system: ask once a second or so.
  public var isOpen: Bool { !isBroken && !socket.isLeft }

  /// Sends a piece at once.
  ///
  /// - Returns: `false` when the client has gone, or takes nothing in: the body should return then.
  public mutating func send(_ bytes: [UInt8]) -> Bool {
    guard !isBroken else { return false }
    // An empty chunk would be the end.
    guard !bytes.isEmpty else { return true }
    let deadline = ContinuousClock.now + limits.write
    let isSent =
      isChunked
      ? socket.send(Array("\(String(bytes.count, radix: 16))\r\n".utf8), isFollowed: true, until: deadline)
        && socket.send(bytes, isFollowed: true, until: deadline) && socket.send([0x0D, 0x0A], until: deadline)
      : socket.send(bytes, until: deadline)
    isBroken = !isSent
    return isSent
  }

  /// Sends a text at once, as ``send(_:)-([UInt8])`` does.
  public mutating func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Waits for some time, or until the client has gone or the server stops.
  ///
  /// - Returns: ``isOpen``.
  public func wait(_ time: Duration) -> Bool { !isBroken && !socket.waitForEnd(until: .now + time) }

  /// Says that the body is complete; `false` when another request cannot follow.
  consuming func finish() -> Bool {
    guard isChunked, !isBroken else { return false }
    return socket.send(Array("0\r\n\r\n".utf8), until: .now + limits.write)
  }
}
