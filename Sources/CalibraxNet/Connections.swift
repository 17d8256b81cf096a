import Glibc

/// One client's socket and what is on its way in and out. The loop's thread alone has it, and holds on to no member across
/// calls: its members need no checks of overlapping access at run time, which cost a twentieth of a recorded sample.
final class Connection<Session> {
  let id: ConnectionID
  let socket: Int32
  @exclusivity(unchecked) var framer: LineFramer
  @exclusivity(unchecked) var output = OutputBuffer()
  @exclusivity(unchecked) var session: Session
  /// The next line cannot be handled before something in flight is done.
  @exclusivity(unchecked) var isWaiting = false
  /// The client will send no more.
  @exclusivity(unchecked) var isEnded = false
  /// The client is gone: nothing is sent to it, and the poller does not know it any more.
  @exclusivity(unchecked) var isAbandoned = false
  /// Something came or was sent since it was last trimmed.
  @exclusivity(unchecked) var wasUsed = false
  /// The loop will see to it in this turn or the next.
  @exclusivity(unchecked) var isTouched = false
  /// What the poller was last told to watch for.
  @exclusivity(unchecked) var reads = true
  @exclusivity(unchecked) var writes = false
  /// Since when the client has taken nothing of what waits for it, in the loop's seconds; `nil` while nothing waits.
  @exclusivity(unchecked) var stalledSince: Int?

  init(id: ConnectionID, socket: Int32, framer: LineFramer, session: Session) {
    self.id = id
    self.socket = socket
    self.framer = framer
    self.session = session
  }

  deinit { close(socket) }

  /// Gives back what a connection that did nothing since this was last called does not need.
  func trim() {
    if !wasUsed {
      framer.trim()
      output.trim()
    }
    wasUsed = false
  }
}

/// The connections of a loop. What is written to one is sent in the same turn, and its waiting line is tried again.
public struct Connections<Session> {
  private var slots: [Connection<Session>?] = []
  private var free: [Int] = []
  private var generation: UInt32 = 0
  private(set) var touched: [ConnectionID] = []
  /// How many connections there are.
  public private(set) var count = 0

  subscript(id: ConnectionID) -> Connection<Session>? {
    guard Int(id.slot) < slots.count, let connection = slots[Int(id.slot)], connection.id == id else { return nil }
    return connection
  }

  var all: [Connection<Session>] { slots.compactMap { $0 } }

  /// Writes to a connection, if it is still there, and lets it go on.
  public mutating func update(_ id: ConnectionID, _ body: (inout Session, inout OutputBuffer) -> Void) {
    guard let connection = self[id] else { return }
    body(&connection.session, &connection.output)
    connection.isWaiting = false
    touch(id)
  }

  mutating func add(_ socket: Int32, framer: LineFramer, session: (ConnectionID) -> Session) -> Connection<Session> {
    let slot = free.popLast() ?? slots.count
    generation = generation &+ 1 & 0x7FFF_FFFF
    let id = ConnectionID(slot: slot, generation: generation)
    let connection = Connection(id: id, socket: socket, framer: framer, session: session(id))
    if slot == slots.count { slots.append(connection) } else { slots[slot] = connection }
    count += 1
    return connection
  }

  mutating func remove(_ id: ConnectionID) {
    guard self[id] != nil else { return }
    slots[Int(id.slot)] = nil
    free.append(Int(id.slot))
    count -= 1
  }

  mutating func touch(_ id: ConnectionID) {
    guard let connection = self[id], !connection.isTouched else { return }
    connection.isTouched = true
    connection.wasUsed = true
    touched.append(id)
  }

  mutating func takeTouched() -> [ConnectionID] {
    defer { touched.removeAll(keepingCapacity: true) }
    for id in touched { self[id]?.isTouched = false }
    return touched
  }
}
