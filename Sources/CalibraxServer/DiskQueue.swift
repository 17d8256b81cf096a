import CalibraxJSON
import CalibraxMonitoring
import CalibraxNet
import CalibraxStore
import CalibraxSystem
import Dispatch
import Synchronization

/// The thread that waits for the disk. Writes that come while it waits are done together (group commit).
final class DiskQueue: Sendable {
  private struct Commit: Sendable {
    var connection: ConnectionID
    var work: Work
    var write: StoreWrite
  }

  /// Records of alerts that nobody waits for.
  private struct Records: Sendable {
    var alerts: Set<String>
    var records: [[UInt8]]
  }

  private struct Waiting {
    var commits: [Commit] = []
    var records: [Records] = []
    var notices: Set<StoreNotice> = []
    var isScheduled = false
  }

  private let writer: any StoreWriter
  private let mailbox: Mailbox<ServerMail>
  private let waiting = Mutex(Waiting())
  private let queue = DispatchQueue(label: "calibrax.disk")
  private let sealingQueue = DispatchQueue(label: "calibrax.sealing", qos: .utility)

  init(writer: any StoreWriter, mailbox: Mailbox<ServerMail>) {
    self.writer = writer
    self.mailbox = mailbox
  }

  /// Has a write done; the mailbox gets the response.
  func commit(_ work: Work, _ write: StoreWrite, for connection: ConnectionID) {
    schedule { $0.commits.append(Commit(connection: connection, work: work, write: write)) }
  }

  /// Has records of alerts put into the log; the mailbox gets the result.
  func store(_ alerts: Set<String>, _ records: [[UInt8]]) {
    schedule { $0.records.append(Records(alerts: alerts, records: records)) }
  }

  /// Has a snapshot of the log written, beside the writes.
  ///
  /// - Parameter cutoff: Logs that were last written before this are removed, nanoseconds since 1970; none when `nil`.
  func keep(_ monitoring: Monitoring, at turn: JournalTurn, removingBefore cutoff: Int64?) {
    sealingQueue.async { [mailbox] in
      let records = monitoring.snapshot.map { JSONWriter.bytes(of: $0) }
      if case .failure(let error) = turn.keep(records, removingBefore: cutoff) { mailbox.post(.unkept(error)) }
    }
  }

  /// Has files looked at that others may have changed; the mailbox gets the changes.
  func refresh(_ notices: [StoreNotice]) {
    schedule { $0.notices.formUnion(notices) }
  }

  /// Has frames of samples written and synced; the mailbox gets the result.
  func write(_ write: LogWrite) {
    queue.async { [mailbox] in mailbox.post(.recorded(write())) }
  }

  /// Has what was written to a log synced; the mailbox gets the result.
  func sync(_ log: LogFile) {
    queue.async { [mailbox] in
      mailbox.post(.synced(Result { () throws(FileError) in try log.sync() }))
    }
  }

  /// Has the next log made, beside the writes; the mailbox gets it.
  func open(_ opening: LogOpening) {
    sealingQueue.async { [mailbox] in mailbox.post(.opened(opening())) }
  }

  /// Has a segment turned into a block, beside the writes; the mailbox gets it.
  func seal(_ sealing: SeriesStore.Sealing) {
    sealingQueue.async { [mailbox] in mailbox.post(.sealed(sealing())) }
  }

  /// Has files removed, beside the writes; the mailbox is told of failures.
  func remove(_ files: FilesToRemove) {
    sealingQueue.async { [mailbox] in
      let errors = files()
      if !errors.isEmpty { mailbox.post(.unremoved(errors)) }
    }
  }

  /// Returns when everything that was asked for is done.
  func finish() {
    queue.sync {}
    sealingQueue.sync {}
  }

  private func schedule(_ add: (inout Waiting) -> Void) {
    let isFirst = waiting.withLock { waiting in
      add(&waiting)
      defer { waiting.isScheduled = true }
      return !waiting.isScheduled
    }
    if isFirst { queue.async { [self] in drain() } }
  }

  private func drain() {
    let (commits, records, notices) = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return (waiting.commits, waiting.records, waiting.notices)
    }
    // First: what follows may be about them.
    for records in records {
      let results = writer.commit(records.records.map { .journal($0) })
      mailbox.post(.stored(records.alerts, results))
    }
    if !commits.isEmpty {
      let results = writer.commit(commits.map(\.write))
      mailbox.post(.committed(zip(commits, results).map { ($0.connection, $0.work, $1) }))
    }
    if !notices.isEmpty {
      let changes = writer.refresh(Array(notices))
      if !changes.isEmpty { mailbox.post(.changed(changes)) }
    }
  }
}

/// What other threads tell the loop.
enum ServerMail: Sendable {
  case committed([(ConnectionID, Work, Result<StoreOutcome, StoreError>)])
  case stored(Set<String>, [Result<StoreOutcome, StoreError>])
  case unkept(FileError)
  case computed(ConnectionID, Work, [UInt8])
  case changed([StoreChange])
  case recorded(Result<Void, FileError>)
  case synced(Result<Void, FileError>)
  case opened(Result<OpenedLog, FileError>)
  case unremoved([FileError])
  case sealed(SeriesStore.SealedBlock)
  case looked([ResourceReading])
  case stop
}
