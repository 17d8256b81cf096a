import Glibc

/// A blocking client socket that sends bytes and receives lines.
package final class LineSocket {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Open as long as somebody may use it: its number goes to another file then.
  fileprivate final class Handle: Sendable {
    let socket: Int32

    init(_ socket: Int32) { self.socket = socket }

    deinit { close(socket) }
  }

  private let handle: Handle
  private var received: [UInt8] = []

  package init(unix path: String) throws {
    handle = Handle(try UnixSocket.connect(path))
  }

  package init(tcp text: String) throws {
    let port = UInt16(text.split(separator: ":").last ?? "") ?? 0
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    handle = Handle(socket)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Failure(description: "connect \(text): errno \(errno)") }
  }

  /// What sends, for another thread than the one that receives.
  package struct Sender: Sendable {
    fileprivate let handle: Handle

    /// Sends bytes; throws when the peer is gone.
    package func send(_ bytes: [UInt8]) throws {
      var sent = 0
      while sent < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.send(handle.socket, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
        }
        if count <= 0 { throw Failure(description: "send: errno \(errno)") }
        sent += count
      }
    }
  }

  package var sender: Sender { Sender(handle: handle) }

  /// Sends bytes; throws when the peer is gone.
  package func send(_ bytes: [UInt8]) throws {
    try sender.send(bytes)
  }

  package func send(_ line: String) throws {
    try send(Array((line + "\n").utf8))
  }

  /// Says that no more will be sent.
  package func finish() {
    shutdown(handle.socket, Int32(SHUT_WR))
  }

  /// The next line, or `nil` when the peer has closed. Throws when none comes in time.
  package func line(seconds: Double = 20) throws -> String? {
    while true {
      if let end = received.firstIndex(of: 0x0A) {
        defer { received.removeSubrange(...end) }
        return String(decoding: received[..<end], as: UTF8.self)
      }
      guard try receive(seconds: seconds) else { return nil }
    }
  }

  private func receive(seconds: Double) throws -> Bool {
    var ready = pollfd(fd: handle.socket, events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, Int32(seconds * 1_000)) == 0 { throw Failure(description: "no line within \(seconds) s") }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(handle.socket, &buffer, buffer.count, 0)
    if count > 0 { received += buffer[..<count] }
    return count > 0
  }
}
