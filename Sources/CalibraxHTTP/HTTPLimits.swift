/// How much one connection, and all of them, may take.
public struct HTTPLimits: Sendable {
  /// Bytes of the line that a request begins with.
  public var requestLine = 8 << 10
  /// Bytes of a request's header fields.
  public var headers = 16 << 10
  /// Header fields of a request.
  public var headerCount = 100
  /// Bytes of a request's body.
  public var body = 64 << 10
  /// Connections at a time.
  public var connections = 64
  /// Connections above that which are told so at a time; more are closed without a word.
  public var refusals = 16
  /// How long a connection may wait for its next request.
  public var idle = Duration.seconds(60)
  /// How long a request may take to come in, from its first byte to its last.
  public var request = Duration.seconds(10)
  /// How long a response, or a piece of a stream, may wait to be taken.
  public var write = Duration.seconds(30)

  /// The limits a server starts with.
  public init() {}
}
