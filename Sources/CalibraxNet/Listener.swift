import CLinux
import Glibc

/// A socket that accepts connections.
public struct Listener: Sendable {
  /// Where it listens, as a client writes it: `/path/to.sock` or `127.0.0.1:7777`.
  public let address: String
  let socket: Int32
  let isTCP: Bool

  /// Listens on a Unix socket that only this user may open. A socket that nobody serves any more is replaced.
  ///
  /// - Throws: ``NetError``: the path is too long or taken, or the system refuses.
  public static func unix(_ path: String) throws(NetError) -> Listener {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1
    guard path.utf8.count <= room else {
      throw NetError(
        "the socket path \(path) has \(path.utf8.count) bytes, and a Unix socket's may have \(room); choose a shorter one with --socket PATH"
      )
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let socket = try open(AF_UNIX)
    if connects(to: &address) {
      close(socket)
      throw NetError("another server answers on the socket \(path); choose another with --socket PATH")
    }
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    let mask = umask(0o177)
    let bound = withSockaddr(&address) { bind(socket, $0, $1) }
    let code = errno
    umask(mask)
    guard bound == 0, Glibc.listen(socket, 1_024) == 0 else {
      close(socket)
      throw NetError("cannot listen on the socket \(path)", bound == 0 ? errno : code)
    }
    return Listener(address: path, socket: socket, isTCP: false)
  }

  /// Listens on a TCP port; port 0 has the system choose one.
  ///
  /// - Parameter loopbackOnly: Whether only this machine may connect.
  /// - Throws: ``NetError``: the host is unknown or not loopback, or the port is taken.
  public static func tcp(_ text: String, loopbackOnly: Bool = true) throws(NetError) -> Listener {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      throw NetError("\"\(text)\" is not HOST:PORT, as 127.0.0.1:7777")
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, String(port), &hints, &found)
    defer { freeaddrinfo(found) }
    guard result == 0, let info = found?.pointee, let address = info.ai_addr else {
      throw NetError("cannot find the host \"\(host)\": \(String(cString: gai_strerror(result)))")
    }
    guard !loopbackOnly || isLoopback(address) else {
      throw NetError("\(text) is not a loopback address; without --token-file TCP is served on 127.0.0.1 or [::1] only")
    }
    let socket = try open(info.ai_family)
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(socket, address, info.ai_addrlen) == 0, Glibc.listen(socket, 1_024) == 0 else {
      let code = errno
      close(socket)
      throw NetError("cannot listen on \(text)", code)
    }
    let shown = info.ai_family == AF_INET6 ? "[\(host)]" : host
    return Listener(address: "\(shown):\(localPort(of: socket))", socket: socket, isTCP: true)
  }

  /// The next connection that waits, ready for a loop; `nil` when none does.
  func accept() -> Int32? {
    while true {
      let connection = Glibc.accept(socket, nil, nil)
      if connection >= 0 {
        _ = fcntl(connection, F_SETFL, O_NONBLOCK)
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        if isTCP {
          var yes: Int32 = 1
          setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        return connection
      }
      if errno != EINTR && errno != ECONNABORTED { return nil }
    }
  }

  /// Stops listening and takes a Unix socket's file away.
  public func close() {
    Glibc.close(socket)
    if !isTCP { unlink(address) }
  }

  private static func open(_ family: Int32) throws(NetError) -> Int32 {
    let socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if socket < 0 { throw NetError("cannot make a socket", errno) }
    return socket
  }

  private static func close(_ socket: Int32) { Glibc.close(socket) }

  private static func withSockaddr<Result>(
    _ address: inout sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }

  private static func connects(to address: inout sockaddr_un) -> Bool {
    guard let probe = try? open(AF_UNIX) else { return false }
    defer { close(probe) }
    return withSockaddr(&address) { connect(probe, $0, $1) } == 0
  }

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
