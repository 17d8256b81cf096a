import CalibraxAPI
import CalibraxJSON
import CalibraxNet
import CalibraxRPC
import CalibraxStore

/// Serves the connections of a loop.
struct ServerLoop: ~Copyable, LoopHandler {
  private static let rescanSeconds = 60

  private var service: Service
  private let disk: DiskQueue
  private let pool: WorkerPool
  private let log: LogWriter
  private let watch: DirectoryWatch
  private let signals: Signals?
  private var ticks = 0

  init(
    service: consuming Service, disk: DiskQueue, pool: WorkerPool, log: LogWriter, watch: DirectoryWatch,
    signals: Signals?
  ) {
    self.service = service
    self.disk = disk
    self.pool = pool
    self.log = log
    self.watch = watch
    self.signals = signals
  }

  mutating func open(_ id: ConnectionID) -> Session {
    service.calls.state.info.connections.open += 1
    service.calls.state.info.connections.accepted += 1
    return Session()
  }

  mutating func close(_ id: ConnectionID) {
    service.calls.state.info.connections.open -= 1
  }

  mutating func dropped(_ id: ConnectionID) {
    service.calls.state.info.connections.dropped += 1
    log.log("closed a connection that did not take its output")
  }

  mutating func line(
    _ bytes: Span<UInt8>, from id: ConnectionID, session: inout Session, output: inout OutputBuffer
  ) -> Bool {
    service.receive(bytes, session: &session, output: &output.bytes) { [disk, pool] work in
      if let write = work.write {
        disk.commit(work, write, for: id)
      } else {
        pool.compute(work, for: id)
      }
    }
  }

  mutating func tooLong(session: inout Session, output: inout OutputBuffer) -> Bool {
    service.refuseTooLong(session: &session, output: &output.bytes)
    return true
  }

  func refusal() -> [UInt8] {
    var writer = JSONWriter()
    writer.response(
      to: .null,
      error: RPCError(.limitExceeded, "The server has as many connections as it allows.", hint: "Try again later."))
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  func isIdle(_ session: borrowing Session) -> Bool { session.isIdle }

  mutating func receive(_ mail: ServerMail, connections: inout Connections<Session>) -> Bool {
    switch mail {
    case .committed(let commits):
      for (_, _, result) in commits {
        if case .success(let outcome) = result { apply(outcome.changes) }
      }
      for (connection, work, result) in commits {
        connections.update(connection) { session, output in
          service.finish(work, response: work.response(to: result), session: &session, output: &output.bytes)
        }
        if case .failure(.unwritable(let error)) = result { log.log("cannot store: \(error)") }
      }
    case .computed(let connection, let work, let response):
      connections.update(connection) { session, output in
        service.finish(work, response: response, session: &session, output: &output.bytes)
      }
    case .changed(let changes): apply(changes)
    case .stop: return false
    }
    return true
  }

  private mutating func apply(_ changes: [StoreChange]) {
    service.calls.state.store.apply(changes)
    for line in changes.compactMap(\.complaint) { log.log(line) }
  }

  mutating func readable(_ descriptor: Int32) -> Bool {
    if descriptor == watch.descriptor {
      disk.refresh(watch.take())
      return true
    }
    return signals?.next() == nil
  }

  mutating func tick() {
    ticks += 1
    // For file systems that do not tell of changes.
    if ticks % Self.rescanSeconds == 0 { disk.refresh([.everything]) }
  }

  consuming func takeStore() -> any Store { service.calls.state.store }
}

extension StoreChange {
  /// What the operator should know of a change.
  var complaint: String? {
    switch self {
    case .damaged(let folder, let file, let reason): "cannot use \(folder.rawValue)/\(file): \(reason)"
    case .configurationDamaged(let reason): "cannot use \(StoreLayout.configuration): \(reason)"
    default: nil
    }
  }
}
