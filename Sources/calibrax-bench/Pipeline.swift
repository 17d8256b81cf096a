import Foundation
import Glibc

/// One connection over which requests go without waiting for answers, as a client sends them that has many.
struct Pipeline {
  let server: ServerProcess

  /// Requests a second, from the first that is sent to the last that is answered.
  ///
  /// - Parameter lines: Whole lines, sent over and over.
  func send(_ lines: [UInt8], times: Int) throws -> Double {
    let socket = try server.connect(.unix)
    defer { close(socket) }
    let count = times * lines.count { $0 == UInt8(ascii: "\n") }
    var answered = 0
    let seconds = try seconds {
      Thread.detachNewThread {
        for _ in 0..<times {
          var sent = 0
          while sent < lines.count {
            let result = lines.withUnsafeBytes {
              Glibc.send(socket, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            if result <= 0 { return }
            sent += result
          }
        }
      }
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      while answered < count {
        let size = recv(socket, &buffer, buffer.count, 0)
        guard size > 0 else { throw BenchError("\(count - answered) requests were not answered") }
        answered += buffer[..<size].count { $0 == UInt8(ascii: "\n") }
      }
    }
    return Double(count) / seconds
  }
}
