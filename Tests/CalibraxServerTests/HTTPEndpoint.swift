import Foundation
import Glibc
import Synchronization

/// An HTTP server on the loopback interface that answers as a test says, and remembers what it was asked.
final class HTTPEndpoint: Sendable {
  struct Request: Sendable {
    var path: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    var answer: Answer

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
  }

  enum Answer: Sendable, Equatable {
    case status(Int, headers: String = "")
    /// None, as long as the client waits.
    case silence
    case hangUp
  }

  let port: UInt16
  private let listener: Int32
  private let answered = Mutex<[Request]>([])
  private let answer: @Sendable (_ place: Int) -> Answer

  /// - Parameter answer: That to a request, by its place.
  init(_ answer: @escaping @Sendable (_ place: Int) -> Answer = { _ in .status(204) }) throws {
    self.answer = answer
    (listener, port) = try loopbackSocket()
    guard listen(listener, 100) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else { return }
        Thread.detachNewThread {
          self.serve(connection)
          close(connection)
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  var requests: [Request] { answered.withLock { $0 } }

  private func serve(_ connection: Int32) {
    var bytes: [UInt8] = []
    func receive(until isEnough: ([UInt8]) -> Int?) -> Int? {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        if let end = isEnough(bytes) { return end }
        let count = read(connection, &buffer, buffer.count)
        guard count > 0 else { return nil }
        bytes += buffer.prefix(count)
      }
    }
    guard let end = receive(until: { $0.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound }) else { return }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(parts[0]), value: parts.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
    }
    let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
    guard receive(until: { $0.count >= end + length ? $0.count : nil }) != nil else { return }
    let answer = answered.withLock { answered in
      let answer = self.answer(answered.count)
      let words = lines[0].split(separator: " ")
      answered.append(
        Request(
          path: words.count > 1 ? String(words[1]) : "", headers: headers, body: Array(bytes[end...]), answer: answer))
      return answer
    }
    switch answer {
    case .hangUp: return
    case .silence:
      var byte: UInt8 = 0
      _ = read(connection, &byte, 1)
    case .status(let status, let more):
      let text = Array("HTTP/1.1 \(status) Status\r\nContent-Length: 2\r\nConnection: close\r\n\(more)\r\nok".utf8)
      _ = send(connection, text, text.count, Int32(MSG_NOSIGNAL))
    }
  }
}

/// A port that nobody listens at, and that nobody else gets.
final class ClosedPort {
  let port: UInt16
  private let socket: Int32

  init() throws {
    (socket, port) = try loopbackSocket()
  }

  deinit { close(socket) }
}

/// A socket with a port of its own.
private func loopbackSocket() throws -> (socket: Int32, port: UInt16) {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
    }
  }
  guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  return (socket, UInt16(bigEndian: address.sin_port))
}
