import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxNet
import CalibraxRPC
import CalibraxStore
import Glibc

/// Serves the connections of a loop.
struct ServerLoop: ~Copyable, LoopHandler {
  private static let rescanSeconds = 60
  /// Seconds that handlers have at the end for what they were not told yet.
  private static let farewell = 3.0
  /// Milliseconds between two times that subscribers are told, so that what happens in between is told together.
  private static let tellEvery: Int64 = 20

  private var service: Service
  private let disk: DiskQueue
  private let pool: WorkerPool
  private let sources: Sources
  private let log: LogWriter
  private let watch: DirectoryWatch
  private let signals: Signals?
  private let room: Int
  private let retention: SeriesRetention
  private var ticks = 0
  /// The connections that have answers held, and the commit that the first of these waits for.
  private var holding: [(id: ConnectionID, commit: Int)] = []
  private var subscribers: Set<ConnectionID> = []
  private var looks = Looks()
  private var told = (seq: 0, at: Int64(0))
  private var alertRecording = AlertRecording()

  init(
    service: consuming Service, disk: DiskQueue, pool: WorkerPool, sources: Sources, log: LogWriter,
    watch: DirectoryWatch,
    signals: Signals?, limits: NetLimits, retention: SeriesRetention
  ) {
    self.service = service
    self.disk = disk
    self.pool = pool
    self.sources = sources
    self.log = log
    self.watch = watch
    self.signals = signals
    room = limits.outputSoft
    self.retention = retention
    for sealing in self.service.calls.state.series.unsealed(now: Self.now.unixSeconds) { disk.seal(sealing) }
  }

  mutating func open(_ id: ConnectionID, isLocal: Bool) -> Session {
    service.calls.state.info.connections.open += 1
    service.calls.state.info.connections.accepted += 1
    // Whoever may open the Unix socket may open the files too.
    return Session(role: isLocal || service.calls.state.tokens == nil ? .writer : nil)
  }

  mutating func close(_ id: ConnectionID) {
    service.calls.state.info.connections.open -= 1
    subscribers.remove(id)
  }

  mutating func dropped(_ id: ConnectionID) {
    service.calls.state.info.connections.dropped += 1
    log.log("closed a connection that did not take its output")
  }

  mutating func line(
    _ bytes: Span<UInt8>, from id: ConnectionID, session: inout Session, output: inout OutputBuffer
  ) -> Bool {
    let isHandled = service.receive(bytes, session: &session, output: &output.bytes) { [disk, pool] work in
      if let write = work.write {
        disk.commit(work, write, for: id)
      } else {
        pool.compute(work, for: id)
      }
    }
    if !session.isHolding, let held = session.held.first {
      session.isHolding = true
      holding.append((id, held.commit))
    }
    if !session.subscriptions.isEmpty {
      subscribers.insert(id)
      if session.subscriptions.isBehind(service.calls.state.events.next) { told.seq = 0 }
    }
    return isHandled
  }

  mutating func tooLong(session: inout Session, output: inout OutputBuffer) -> Bool {
    service.refuseTooLong(session: &session, output: &output.bytes)
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
        if case .success(let outcome) = result { take(outcome.changes) }
      }
      for (connection, work, result) in commits {
        let response = work.response(to: result, &service.calls.state)
        connections.update(connection) { session, output in
          service.finish(work, response: response, session: &session, output: &output.bytes)
        }
        if case .failure(.unwritable(let error)) = result { log.log("cannot store: \(error)") }
      }
      // Now that all that was written is taken in.
      for (_, _, result) in commits { turn(result) }
    case .stored(let alerts, let results):
      if let error = alertRecording.end(alerts, results, &service.calls.state) {
        log.log("cannot store what became of alerts: \(error)")
      }
      for result in results { turn(result) }
    case .unkept(let error): log.log("cannot write a snapshot: \(error)")
    case .computed(let connection, let work, let response):
      connections.update(connection) { session, output in
        service.finish(work, response: response, session: &session, output: &output.bytes)
      }
    case .changed(let changes): take(changes)
    case .recorded(let result):
      if case .failure(let error) = result { log.log("cannot record: \(error)") }
      service.calls.state.series.settle(result)
      service.calls.state.takeRecorded()
    case .synced(let result):
      if case .failure(let error) = result { log.log("recorded samples may not be safe: \(error)") }
      service.calls.state.series.took(sync: result)
    case .opened(let result):
      if case .failure(let error) = result { log.log("cannot begin another log: \(error)") }
      service.calls.state.series.take(result)
    case .unremoved(let errors): for error in errors { log.log("cannot prune: \(error)") }
    case .sealed(let sealed):
      if let error = sealed.error { log.log("cannot turn a log into a block: \(error)") }
      service.calls.state.series.install(sealed)
    case .looked(let readings):
      looks.end()
      service.calls.state.observe(readings)
    case .stop: return false
    }
    return true
  }

  /// Has a snapshot written if the log has gone on in another file.
  private func turn(_ result: Result<StoreOutcome, StoreError>) {
    guard case .success(let outcome) = result else { return }
    for case .journalTurned(let turn) in outcome.changes {
      let cutoff = retention.age.map { Self.now.microseconds * 1_000 - Int64($0) * 1_000_000_000 }
      disk.keep(service.calls.state.monitoring, at: turn, removingBefore: cutoff)
    }
  }

  private mutating func take(_ changes: [StoreChange]) {
    service.calls.state.take(changes)
    for line in changes.compactMap(\.complaint) { log.log(line) }
  }

  mutating func readable(_ descriptor: Int32) -> Bool {
    if descriptor == watch.descriptor {
      disk.refresh(watch.take())
      return true
    }
    return signals?.next() == nil
  }

  // MARK: Turns

  mutating func settle(connections: inout Connections<Session>) {
    service.calls.commit()
    if let (log, sealing) = service.calls.state.series.rotate(now: Self.now.unixSeconds) {
      if let log { disk.sync(log) }
      disk.seal(sealing)
    }
    if let write = service.calls.state.series.takeWrite() { disk.write(write) }
    release(&connections)
    if let opening = service.calls.state.series.takeOpening() { disk.open(opening) }
    alertRecording.tell(&service.calls.state, disk)
    if let interval = service.calls.state.monitoring.interval {
      let uptime = service.calls.state.clock.uptime()
      if looks.begin(interval, now: uptime) { sources.look(at: uptime) }
    }
    for removal in service.calls.state.removals { disk.remove(removal) }
    service.calls.state.removals = []
    if isNews && Self.milliseconds() - told.at >= Self.tellEvery { tell(&connections) }
  }

  /// Answers what does not have to wait for a commit any more.
  private mutating func release(_ connections: inout Connections<Session>) {
    let settled = service.calls.state.series.settled
    let held = holding
    holding.removeAll(keepingCapacity: true)
    for (id, commit) in held {
      guard commit <= settled else {
        holding.append((id, commit))
        continue
      }
      connections.update(id) { session, output in
        service.calls.settle(&session, &output.bytes)
        session.isHolding = !session.held.isEmpty
        if let next = session.held.first { holding.append((id, next.commit)) }
      }
    }
    if holding.isEmpty { service.calls.state.series.forgetFailures() }
  }

  private var isNews: Bool { !subscribers.isEmpty && told.seq < service.calls.state.events.next }

  private mutating func tell(_ connections: inout Connections<Session>) {
    var isDone = true
    for id in subscribers {
      connections.update(id) { session, output in
        let room = room - output.count
        guard room > 0, session.subscriptions.tell(service.calls.state, room: room, &output.bytes) else {
          isDone = false
          return
        }
      }
    }
    told = (isDone ? service.calls.state.events.next : told.seq, Self.milliseconds())
  }

  var patience: Int32 {
    let untilTold = max(0, min(Self.tellEvery, Self.tellEvery - (Self.milliseconds() - told.at)))
    let untilNews = isNews ? Double(untilTold) : 1_000
    guard let interval = service.calls.state.monitoring.interval else { return Int32(untilNews) }
    let untilLook = looks.pause(interval, now: service.calls.state.clock.uptime()).map { ($0 * 1_000).rounded(.up) }
    return Int32(min(untilNews, untilLook ?? untilNews))
  }

  mutating func tick(connections: inout Connections<Session>) {
    ticks += 1
    // For file systems that do not tell of changes.
    if ticks % Self.rescanSeconds == 0 { disk.refresh([.everything]) }
    if ticks % Self.rescanSeconds == 0 || service.calls.state.series.isFull {
      for sealing in service.calls.state.series.unsealed(now: Self.now.unixSeconds) { disk.seal(sealing) }
    }
    if let log = service.calls.state.series.takeUnsynced() { disk.sync(log) }
    service.calls.state.findLost()
    service.calls.state.monitoring.tick(service.calls.state.moment)
    alertRecording.tell(
      &service.calls.state, disk, withUpdates: true, withCounts: ticks % Self.rescanSeconds == 0)
    if ticks % Self.rescanSeconds == 1 { prune() }
    let heartbeat = service.calls.limits.heartbeat
    for id in subscribers {
      connections.update(id) { session, output in
        session.subscriptions.tick(heartbeat: heartbeat, &output.bytes)
      }
    }
  }

  /// Forgets what is not to be kept.
  private mutating func prune() {
    let expired = service.calls.state.series.expired(retention, now: Self.now.unixSeconds)
    guard !expired.isEmpty else { return }
    for head in expired { log.log("removing \(head.file): \(head.samples) samples until \(head.recordedUntil)") }
    service.calls.state.removals.append(service.calls.state.series.forget(oldest: expired.count))
  }

  private static var now: Timestamp { Clock.system.now() }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Ends: what was recorded is on the disk then, and the next start is fast.
  consuming func finish() {
    alertRecording.tell(&service.calls.state, disk, withUpdates: true, withCounts: true)
    disk.finish()
    service.calls.state.dispatcher?.finish(seconds: Self.farewell)
    service.calls.state.series.close(now: Self.now.unixSeconds)
    service.calls.state.store.close()
  }
}

extension Timestamp {
  /// Whole seconds since 1970.
  var unixSeconds: Int { Int(microseconds / 1_000_000) }
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
