import Foundation
import Glibc

/// Something that accepts a connection and a request, and answers only what a test says.
package final class SilentServer {
  private let directory = TemporaryDirectory()
  private let listener: Int32
  private var connection: Int32 = -1

  package var path: String { directory.path("silent.sock") }

  package init() throws {
    listener = try UnixSocket.listen(directory.path("silent.sock"))
  }

  deinit {
    hangUp()
    close(listener)
  }

  /// Waits for a client, which must be another process, and for its first line. A test that suspends for it may wait
  /// for all others before it goes on.
  package func acceptLine() -> String {
    connection = accept(listener, nil, nil)
    return Self.line(of: connection)
  }

  /// Waits for a client and for its first line, on a thread of its own: tasks have few.
  package func acceptLine() async -> String {
    let listener = listener
    let (connection, line) = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let connection = accept(listener, nil, nil)
        continuation.resume(returning: (connection, Self.line(of: connection)))
      }
    }
    self.connection = connection
    return line
  }

  /// Waits for the client's next line, which must be another process.
  package func nextLine() -> String { Self.line(of: connection) }

  private static func line(of connection: Int32) -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(connection, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Sends the client a line.
  package func answer(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  package func hangUp() {
    guard connection >= 0 else { return }
    // Programs that were started meanwhile may hold it too.
    shutdown(connection, Int32(SHUT_RDWR))
    close(connection)
    connection = -1
  }
}
