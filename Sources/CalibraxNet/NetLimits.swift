/// How much one connection, and all of them, may take.
public struct NetLimits: Sendable {
  /// Bytes of one line.
  public var line = 64 << 20
  /// Connections at a time.
  public var connections = 10_000
  /// Bytes read from one connection before the others have their turn.
  public var readPerTurn = 256 << 10
  /// Unsent bytes above which nothing more is read from that connection.
  public var outputSoft = 1 << 20
  /// Unsent bytes above which the connection is closed.
  public var outputHard = 256 << 20
  /// Seconds without taking a byte of what waits for it after which a connection is closed.
  public var stallSeconds = 30
  /// Seconds that what is in flight may take to finish when the server stops.
  public var drainSeconds = 10

  /// The limits a server starts with.
  public init() {}
}
