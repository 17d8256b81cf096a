import CalibraxNet
import Dispatch
import Glibc
import Synchronization

/// A few threads for what takes long: reading documents, computing.
final class WorkerPool: Sendable {
  private let queues: [DispatchQueue]
  private let next = Atomic<Int>(0)
  private let mailbox: Mailbox<ServerMail>

  init(mailbox: Mailbox<ServerMail>) {
    self.mailbox = mailbox
    let cores = max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    queues = (0..<cores).map { DispatchQueue(label: "calibrax.worker.\($0)") }
  }

  /// Has work done; the mailbox gets the response.
  func compute(_ work: Work, for connection: ConnectionID) {
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    queues[abs(index % queues.count)].async { [mailbox] in
      mailbox.post(.computed(connection, work, work.compute()))
    }
  }
}
