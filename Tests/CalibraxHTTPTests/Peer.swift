import Foundation
import Glibc

/// A client's side of a connection, byte by byte.
final class Peer {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let socket: Int32
  private var received: [UInt8] = []

  init(_ port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
  }

  deinit { close(socket) }

  /// Sends a text, as far as the server takes it.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Says that no more will be sent.
  func finish() { shutdown(socket, Int32(SHUT_WR)) }

  /// Ends the connection as a program that is killed does.
  func vanish() {
    var off = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &off, socklen_t(MemoryLayout<linger>.size))
    shutdown(socket, Int32(SHUT_RDWR))
  }

  /// Whether something came within so many milliseconds.
  func isAnswered(within milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) > 0
  }

  /// What comes up to an end, with it.
  func text(to end: String) throws -> String {
    let end = Array(end.utf8)
    while true {
      if let found = received.firstRange(of: end) {
        defer { received.removeSubrange(..<found.upperBound) }
        return String(decoding: received[..<found.upperBound], as: UTF8.self)
      }
      guard try receive() else {
        throw Failure(description: "ended after \(String(decoding: received, as: UTF8.self))")
      }
    }
  }

  /// What comes until the server closes.
  func rest() throws -> String {
    while try receive() {}
    defer { received = [] }
    return String(decoding: received, as: UTF8.self)
  }

  /// A response with a body of a length.
  func response() throws -> (status: Int, head: String, body: String) {
    let head = try text(to: "\r\n\r\n")
    let length = head.lowercased().firstMatch(of: #/content-length: (\d+)/#).flatMap { Int($0.1) } ?? 0
    while received.count < length, try receive() {}
    defer { received.removeSubrange(..<length) }
    let status = head.firstMatch(of: #/^HTTP/1\.1 (\d+) /#).flatMap { Int($0.1) } ?? 0
    return (status, head, String(decoding: received.prefix(length), as: UTF8.self))
  }

  private func receive() throws -> Bool {
    var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, 10_000) == 0 { throw Failure(description: "nothing came within 10 s") }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count < 0 { throw Failure(description: "receive: \(String(cString: strerror(errno)))") }
    received += buffer[..<count]
    return count > 0
  }
}
