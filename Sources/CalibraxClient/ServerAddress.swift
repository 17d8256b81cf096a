import CalibraxJSON
import Glibc

/// Where a server listens.
public enum ServerAddress: Equatable, Sendable {
  /// A Unix socket.
  case unix(path: String)
  /// A TCP port.
  case tcp(host: String, port: UInt16)

  /// Reads `unix:/path`, `tcp:host:port`, or a path with a slash in it.
  ///
  /// - Throws: ``ClientError/address(_:)``.
  public init(_ text: String) throws(ClientError) {
    if text.hasPrefix("unix:") {
      self = .unix(path: String(text.dropFirst("unix:".count)))
    } else if text.hasPrefix("tcp:") {
      let rest = text.dropFirst("tcp:".count)
      guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...]), port > 0 else {
        throw .address("\"\(text)\" is not tcp:HOST:PORT, as tcp:127.0.0.1:7777")
      }
      var host = String(rest[..<colon])
      if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
      self = .tcp(host: host, port: port)
    } else if text.contains("/") {
      self = .unix(path: text)
    } else {
      throw .address("\"\(text)\" is no address; write unix:/path/to/calibrax.sock or tcp:127.0.0.1:7777")
    }
  }

  /// Where the server of a data directory listens, as its lock file says; `nil` when no server does. One that was killed
  /// may still stand there, and is then not reachable.
  public static func serving(directory: String) -> ServerAddress? {
    let descriptor = open(directory + "/calibrax.lock", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0, let holder = try? JSON(parsing: Array(bytes.prefix(count))) else { return nil }
    if let path = holder["unix"]?.string { return .unix(path: path) }
    return holder["tcp"]?.string.flatMap { try? ServerAddress("tcp:" + $0) }
  }
}

extension ServerAddress: CustomStringConvertible {
  /// The address as it is written.
  public var description: String {
    switch self {
    case .unix(let path): "unix:\(path)"
    case .tcp(let host, let port): "tcp:\(host):\(port)"
    }
  }
}
