import CLinux
import Glibc

/// A TCP socket that accepts connections.
struct HTTPListener: Sendable {
  private let socket: HTTPSocket
  /// The port it listens on, the one that the system chose where none was asked for.
  let port: UInt16

  /// Listens on a host's first address that this machine has.
  ///
  /// - Parameter loopbackOnly: Whether only this machine may connect.
  init(host: String, port: UInt16, loopbackOnly: Bool) throws(HTTPListenError) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, String(port), &hints, &found)
    defer { if let found { freeaddrinfo(found) } }
    guard result == 0 else {
      throw HTTPListenError("cannot find the host \"\(host)\": \(String(cString: gai_strerror(result)))")
    }
    let shown = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    var code = EADDRNOTAVAIL
    var next = found
    while let info = next?.pointee {
      next = info.ai_next
      guard let address = info.ai_addr else { continue }
      guard !loopbackOnly || Self.isLoopback(address) else {
        throw HTTPListenError("\(shown) is not a loopback address; choose 127.0.0.1, [::1] or localhost")
      }
      if let socket = Self.listen(info, address) {
        self.socket = socket
        self.port = Self.localPort(of: socket.descriptor)
        return
      }
      code = errno
      // A name may stand for addresses of a family that this machine has not; any other trouble is told of.
      if code != EADDRNOTAVAIL && code != EAFNOSUPPORT { break }
    }
    throw HTTPListenError(shown, code)
  }

  /// A socket that listens at an address; `nil` when the system refuses, with `errno` saying why.
  private static func listen(_ info: addrinfo, _ address: UnsafeMutablePointer<sockaddr>) -> HTTPSocket? {
    let descriptor = Glibc.socket(info.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, address, info.ai_addrlen) == 0, Glibc.listen(descriptor, 128) == 0 else {
      let code = errno
      close(descriptor)
      errno = code
      return nil
    }
    return HTTPSocket(descriptor)
  }

  /// Waits for a connection; `nil` when there is none to be had just now, or never again.
  func accept() -> HTTPSocket? {
    while true {
      let descriptor = accept4(socket.descriptor, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
      if descriptor >= 0 {
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        return HTTPSocket(descriptor)
      }
      if errno != EINTR && errno != ECONNABORTED { return nil }
    }
  }

  /// Accepts no more, and wakes whoever waits.
  func end() { socket.end() }

  private static func isLoopback(_ address: UnsafeMutablePointer<sockaddr>) -> Bool {
    if Int32(address.pointee.sa_family) == AF_INET {
      return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
      }
    }
    return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
      withUnsafeBytes(of: &pointer.pointee.sin6_addr) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
  }

  private static func localPort(of socket: Int32) -> UInt16 {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    // The port stands at the same place in the addresses of both families.
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
    }
    return UInt16(bigEndian: address.sin6_port)
  }
}
