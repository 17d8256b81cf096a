import Foundation
import Glibc
import Synchronization

/// Stands between a client and a server's Unix socket, so that a connection can break while both live on.
package final class Relay: Sendable {
  private let directory = TemporaryDirectory()
  private let listener: Int32
  private let open = Mutex<[Int32]>([])

  package var path: String { directory.path("relay.sock") }

  package init(to target: String) throws {
    listener = try UnixSocket.listen(directory.path("relay.sock"))
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let server = try? UnixSocket.connect(target) else {
          close(client)
          continue
        }
        self?.open.withLock { $0 += [client, server] }
        Self.pass(from: client, to: server)
        Self.pass(from: server, to: client)
      }
    }
  }

  deinit {
    hangUp()
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// Breaks every connection; new ones may come.
  package func hangUp() {
    let sockets = open.withLock { sockets in
      defer { sockets = [] }
      return sockets
    }
    for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
  }

  /// Passes bytes on, on a thread of its own, until one of the two is gone.
  private static func pass(from source: Int32, to target: Int32) {
    Thread.detachNewThread {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = recv(source, &buffer, buffer.count, 0)
        guard count > 0, send(target, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
      }
      shutdown(source, Int32(SHUT_RDWR))
      shutdown(target, Int32(SHUT_RDWR))
    }
  }
}
