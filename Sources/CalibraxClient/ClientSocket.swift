import CalibraxSystem
import Glibc

/// Bytes to a server and back: a socket, or a server in this process.
public protocol ByteStream {
  /// Sends all the bytes.
  func send(_ bytes: [UInt8]) throws(ClientError)
  /// Waits for bytes, at most until a deadline in seconds of the clock that never jumps.
  ///
  /// - Returns: `nil` when the deadline passed.
  func receive(until deadline: Double?) throws(ClientError) -> [UInt8]?
}

/// A connected socket whose reads and writes wait.
final class ClientSocket: ByteStream, Sendable {
  private let descriptor: Int32

  /// Connects.
  ///
  /// - Parameter timeout: Seconds that connecting or sending may be held up; `nil` for as long as it takes.
  /// - Throws: ``ClientError/unreachable(_:)``.
  init(_ address: ServerAddress, timeout: Double? = nil) throws(ClientError) {
    switch address {
    case .unix(let path): descriptor = try Self.connect(unix: path, timeout)
    case .tcp(let host, let port): descriptor = try Self.connect(host, port, timeout)
    }
  }

  deinit { close(descriptor) }

  private static func connect(unix path: String, _ timeout: Double?) throws(ClientError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw .unreachable("the socket path \(path) is longer than a Unix socket's may be")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = socket(AF_UNIX, streamType, 0)
    limit(descriptor, timeout)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return try checked(descriptor, result, "unix:\(path)")
  }

  private static func connect(_ host: String, _ port: UInt16, _ timeout: Double?) throws(ClientError) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, String(port), &hints, &found)
    defer { freeaddrinfo(found) }
    guard result == 0, let info = found?.pointee else {
      throw .unreachable("cannot find the host \"\(host)\": \(String(cString: gai_strerror(result)))")
    }
    let descriptor = socket(info.ai_family, streamType, 0)
    limit(descriptor, timeout)
    let connected = Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen)
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return try checked(descriptor, connected, "tcp:\(host):\(port)")
  }

  private static func limit(_ descriptor: Int32, _ timeout: Double?) {
    guard let timeout else { return }
    var time = timeval(tv_sec: Int(timeout), tv_usec: Int(timeout.truncatingRemainder(dividingBy: 1) * 1e6))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  private static var streamType: Int32 { Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) }

  private static func checked(_ descriptor: Int32, _ result: Int32, _ address: String) throws(ClientError) -> Int32 {
    if descriptor >= 0 && result == 0 { return descriptor }
    let code = errno
    if descriptor >= 0 { close(descriptor) }
    throw .unreachable("cannot reach a server at \(address): \(String(cString: strerror(code)))")
  }

  /// Sends all the bytes.
  func send(_ bytes: [UInt8]) throws(ClientError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { throw .disconnected("the server takes nothing in") }
      if count <= 0 { throw .disconnected("the server closed the connection") }
      sent += count
    }
  }

  /// Waits for bytes, at most until a deadline of ``uptime()``.
  ///
  /// - Returns: `nil` when the deadline passed.
  func receive(until deadline: Double?) throws(ClientError) -> [UInt8]? {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let wait = deadline.map { max(0, ($0 - uptime()) * 1_000).rounded(.up) } ?? -1
      let result = poll(&ready, 1, Int32(min(wait, 1e9)))
      if result < 0 && errno == EINTR { continue }
      if result == 0 { return nil }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .disconnected("the server closed the connection") }
      buffer.removeLast(buffer.count - count)
      return buffer
    }
  }

  /// Ends the connection; whoever waits for bytes is told.
  func shut() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}
