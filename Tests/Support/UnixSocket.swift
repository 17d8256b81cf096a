import Glibc

/// Sockets at paths, for what tests put at either end of a connection.
enum UnixSocket {
  /// A socket that is connected to the one that listens at a path.
  static func connect(_ path: String) throws -> Int32 {
    try open(path, "connect", Glibc.connect)
  }

  /// A socket that listens at a path.
  static func listen(_ path: String) throws -> Int32 {
    let socket = try open(path, "bind", bind)
    guard Glibc.listen(socket, 8) == 0 else { throw LineSocket.Failure(description: "listen \(path): errno \(errno)") }
    return socket
  }

  private static func open(
    _ path: String, _ name: String, _ call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
  ) throws -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        call(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if result != 0 { throw LineSocket.Failure(description: "\(name) \(path): errno \(errno)") }
    return socket
  }
}
