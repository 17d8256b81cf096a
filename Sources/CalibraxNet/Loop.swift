import Glibc

/// One thread that reads lines from many connections, has them handled and sends what they answer.
///
/// It is not Sendable: it is made, runs and ends on one thread, without locks. Everything another thread has to say
/// comes through the ``Mailbox``.
public struct Loop<Handler: LoopHandler & ~Copyable>: ~Copyable {
  private enum Token {
    static var wakeup: UInt64 { .max }
    /// Tokens from here on are listeners and watched descriptors; a connection's generation keeps below.
    static var first: UInt64 { 1 << 63 }
  }

  private var handler: Handler
  private var poller: Poller
  private let mailbox: Mailbox<Handler.Mail>
  private let limits: NetLimits
  private let listeners: [Listener]
  private let watched: [Int32]
  private var connections = Connections<Handler.Session>()
  private var readBuffer: [UInt8]
  private var now = 0
  private var deadline: Int?

  /// A loop that serves listeners and watches descriptors that the handler knows what to do with.
  ///
  /// - Throws: ``NetError`` when the system refuses to watch them.
  public init(
    listeners: [Listener], watching watched: [Int32], mailbox: Mailbox<Handler.Mail>, limits: NetLimits,
    handler: consuming Handler
  ) throws(NetError) {
    let poller = try Poller()
    try poller.add(mailbox.wakeup.descriptor, token: Token.wakeup)
    for (index, listener) in listeners.enumerated() {
      try poller.add(listener.socket, token: Token.first + UInt64(index))
    }
    for (index, descriptor) in watched.enumerated() {
      try poller.add(descriptor, token: Token.first + UInt64(listeners.count + index))
    }
    self.poller = poller
    self.listeners = listeners
    self.watched = watched
    self.mailbox = mailbox
    self.limits = limits
    self.handler = handler
    readBuffer = [UInt8](repeating: 0, count: limits.readPerTurn)
  }

  /// Serves until the handler stops it, then finishes what is in flight.
  ///
  /// A turn takes in what has come, lets the handler settle all of it at once, and then sends what was answered.
  public mutating func run() {
    now = Self.seconds()
    while !isDrained {
      let count = poller.wait(milliseconds: connections.touched.isEmpty ? handler.patience : 0)
      for index in 0..<count { dispatch(poller.event(index)) }
      let taken = connections.takeTouched()
      for id in taken {
        if let connection = connections[id] { handleLines(of: connection) }
      }
      handler.settle(connections: &connections)
      let settled = connections.takeTouched()
      for id in taken + settled {
        if let connection = connections[id] { send(connection) }
      }
      let second = Self.seconds()
      if second != now {
        now = second
        handler.tick(connections: &connections)
        dropStalled()
        for connection in connections.all { connection.trim() }
      }
    }
  }

  /// Handles the messages that came after the loop ended.
  public mutating func handleRemainingMail() {
    for mail in mailbox.take() { _ = handler.receive(mail, connections: &connections) }
  }

  /// Ends the loop and gives back its handler.
  public consuming func takeHandler() -> Handler { handler }

  private static func seconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return time.tv_sec
  }

  private mutating func dispatch(_ event: Poller.Event) {
    if event.token < Token.first {
      guard let connection = connections[ConnectionID(token: event.token)] else { return }
      if event.isReadable { read(connection) }
      connections.touch(connection.id)
    } else if event.token == Token.wakeup {
      for mail in mailbox.take() where !handler.receive(mail, connections: &connections) { stop() }
    } else {
      let index = Int(event.token - Token.first)
      if index < listeners.count {
        accept(from: listeners[index])
      } else if !handler.readable(watched[index - listeners.count]) {
        stop()
      }
    }
  }

  private mutating func accept(from listener: Listener) {
    guard deadline == nil else { return }
    // A bounded number a turn, so that a storm of connections does not starve the others.
    for _ in 0..<64 {
      guard let socket = listener.accept() else { return }
      if connections.count >= limits.connections {
        let refusal = handler.refusal()
        _ = refusal.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        close(socket)
        continue
      }
      let connection = connections.add(socket, framer: LineFramer(maximum: limits.line)) { id in
        handler.open(id, isLocal: !listener.isTCP)
      }
      do throws(NetError) {
        try poller.add(socket, token: connection.id.token)
      } catch {
        remove(connection)
      }
    }
  }

  private mutating func read(_ connection: Connection<Handler.Session>) {
    // Not being read, so this is a hang-up.
    guard connection.reads else { return abandon(connection) }
    receive(connection)
  }

  /// Takes in what has come, or that no more will.
  private mutating func receive(_ connection: Connection<Handler.Session>) {
    let count = readBuffer.withUnsafeMutableBytes { recv(connection.socket, $0.baseAddress, $0.count, 0) }
    if count > 0 {
      readBuffer.withUnsafeBytes { connection.framer.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    } else if count == 0 {
      connection.isEnded = true
      connection.framer.finish()
    } else if errno != EAGAIN && errno != EINTR {
      connection.isEnded = true
      abandon(connection)
    }
  }

  /// There is nobody left to answer; what was asked for, and may not have been read yet, is still done.
  private func abandon(_ connection: Connection<Handler.Session>) {
    poller.remove(connection.socket)
    connection.isAbandoned = true
  }

  /// Handles the lines that have come, as long as their answers find room.
  private mutating func handleLines(of connection: Connection<Handler.Session>) {
    connection.isWaiting = false
    while connection.output.count < limits.outputSoft, let frame = connection.framer.next() {
      guard handle(frame, connection) else {
        connection.isWaiting = true
        return
      }
      connection.framer.consume()
    }
  }

  /// Sends what was answered, and decides what to watch for next.
  private mutating func send(_ connection: Connection<Handler.Session>) {
    if connection.isAbandoned {
      connection.output = OutputBuffer()
      // The poller does not tell of it any more; a read that would wait is the end too.
      if !connection.isWaiting && !connection.isEnded {
        let before = connection.framer.count
        receive(connection)
        connection.isEnded = connection.isEnded || connection.framer.count == before
      }
    } else {
      let (progress, sent) = connection.output.flush(to: connection.socket)
      if progress == .failed {
        abandon(connection)
        connection.output = OutputBuffer()
      }
      if connection.output.count == 0 {
        connection.stalledSince = nil
      } else if sent > 0 || connection.stalledSince == nil {
        connection.stalledSince = now
      }
      if connection.output.count > limits.outputHard { return drop(connection) }
    }
    let hasLine = connection.framer.next() != nil
    let isDone = connection.isEnded && !hasLine && handler.isIdle(connection.session)
    if isDone && connection.output.count == 0 { return remove(connection) }
    let goesOn = hasLine || connection.isAbandoned && !connection.isEnded
    if goesOn && !connection.isWaiting && connection.output.count < limits.outputSoft {
      connections.touch(connection.id)
    }
    if !connection.isAbandoned { watch(connection) }
  }

  private mutating func handle(_ frame: LineFramer.Frame, _ connection: Connection<Handler.Session>) -> Bool {
    switch frame {
    case .tooLong: handler.tooLong(session: &connection.session, output: &connection.output)
    case .line(let line):
      connection.framer.bytes(line) { bytes in
        handler.line(bytes, from: connection.id, session: &connection.session, output: &connection.output)
      }
    }
  }

  private func watch(_ connection: Connection<Handler.Session>) {
    let reads =
      !connection.isEnded && !connection.isWaiting && deadline == nil && connection.output.count < limits.outputSoft
    let writes = connection.output.count > 0
    guard reads != connection.reads || writes != connection.writes else { return }
    connection.reads = reads
    connection.writes = writes
    poller.set(connection.socket, token: connection.id.token, reads: reads, writes: writes)
  }

  private mutating func remove(_ connection: Connection<Handler.Session>) {
    poller.remove(connection.socket)
    handler.close(connection.id)
    connections.remove(connection.id)
  }

  private mutating func drop(_ connection: Connection<Handler.Session>) {
    handler.dropped(connection.id)
    remove(connection)
  }

  private mutating func dropStalled() {
    for connection in connections.all
    where connection.stalledSince.map({ now - $0 > limits.stallSeconds }) ?? false { drop(connection) }
  }

  private mutating func stop() {
    guard deadline == nil else { return }
    deadline = now + limits.drainSeconds
    for listener in listeners { poller.remove(listener.socket) }
    for connection in connections.all {
      connection.isEnded = true
      connections.touch(connection.id)
    }
  }

  private var isDrained: Bool {
    guard let deadline else { return false }
    return connections.count == 0 || now > deadline
  }
}
