/// What a loop serves: it is told of lines and messages, on the loop's thread, one at a time.
public protocol LoopHandler: ~Copyable {
  /// What the handler keeps for each connection.
  associatedtype Session
  /// What other threads send.
  associatedtype Mail: Sendable

  /// The session of a new connection.
  ///
  /// - Parameter isLocal: It came through a Unix socket, which only this user may open.
  mutating func open(_ id: ConnectionID, isLocal: Bool) -> Session
  /// Handles a line. `false` when it cannot be handled yet: it will come again after the connection is resumed.
  mutating func line(
    _ bytes: Span<UInt8>, from id: ConnectionID, session: inout Session, output: inout OutputBuffer
  ) -> Bool
  /// Handles a line that was longer than the limit. `false` as for a line.
  mutating func tooLong(session: inout Session, output: inout OutputBuffer) -> Bool
  /// What a connection is sent that cannot be served because there are too many.
  func refusal() -> [UInt8]
  /// Whether nothing is in flight for a connection.
  func isIdle(_ session: borrowing Session) -> Bool
  /// Handles a message of another thread. `false` stops the loop.
  mutating func receive(_ mail: Mail, connections: inout Connections<Session>) -> Bool
  /// A descriptor that the loop was given to watch is readable. `false` stops the loop.
  mutating func readable(_ descriptor: Int32) -> Bool
  /// A connection is gone.
  mutating func close(_ id: ConnectionID)
  /// A connection is about to be closed because it does not take its output.
  mutating func dropped(_ id: ConnectionID)
  /// The lines of a turn have been handled, and nothing was sent yet: what they have in common is done now.
  mutating func settle(connections: inout Connections<Session>)
  /// How long the loop may wait for something to happen, in milliseconds.
  var patience: Int32 { get }
  /// A second or so has passed.
  mutating func tick(connections: inout Connections<Session>)
}
