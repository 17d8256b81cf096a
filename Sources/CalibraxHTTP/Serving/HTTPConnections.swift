import Dispatch
import Synchronization

/// The connections of a server, each on a thread of its own.
final class HTTPConnections: Sendable {
  private struct Table {
    var served: [ObjectIdentifier: HTTPSocket] = [:]
    var refused: [ObjectIdentifier: HTTPSocket] = [:]
    var isStopped = false
  }

  private enum Place {
    case served, refused
  }

  private let table = Mutex(Table())
  private let threads = DispatchGroup()
  private let limits: HTTPLimits
  private let handler: HTTPHandler

  init(limits: HTTPLimits, handler: @escaping HTTPHandler) {
    self.limits = limits
    self.handler = handler
  }

  var isStopped: Bool { table.withLock { $0.isStopped } }

  /// Runs on a thread of its own, which ``wait()`` waits for.
  func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    DispatchQueue(label: name).async(group: threads, execute: body)
  }

  /// Serves a connection, or says why not.
  func add(_ socket: HTTPSocket) {
    guard let place = place(for: socket) else { return }
    let connection = HTTPConnection(socket: socket, limits: limits, handler: handler)
    start("calibrax.http.connection") { [self] in
      switch place {
      case .served: connection.serve()
      case .refused:
        connection.refuse(
          HTTPRefusal(503, "All \(limits.connections) connections are in use; close pages that are not needed."))
      }
      remove(socket)
    }
  }

  private func place(for socket: HTTPSocket) -> Place? {
    table.withLock { table in
      guard !table.isStopped else { return nil }
      if table.served.count < limits.connections {
        table.served[ObjectIdentifier(socket)] = socket
        return .served
      }
      guard table.refused.count < limits.refusals else { return nil }
      table.refused[ObjectIdentifier(socket)] = socket
      return .refused
    }
  }

  private func remove(_ socket: HTTPSocket) {
    table.withLock { table in
      table.served[ObjectIdentifier(socket)] = nil
      table.refused[ObjectIdentifier(socket)] = nil
    }
  }

  /// Ends all connections, and takes no more.
  func stop() {
    table.withLock { table in
      table.isStopped = true
      for socket in table.served.values { socket.end() }
      for socket in table.refused.values { socket.end() }
    }
  }

  /// Waits until all threads have ended.
  func wait() { threads.wait() }
}
