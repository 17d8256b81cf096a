import Glibc

/// A small HTTP/1.1 server for the pages of one machine: a thread for each connection, and a guard against the pages of
/// other origins in front of the handler.
public final class HTTPServer: Sendable {
  /// Where it listens, as it stands in a URL: `127.0.0.1:8173`.
  public let address: String
  /// The port, the one that the system chose where 0 was asked for.
  public let port: UInt16
  private let listener: HTTPListener
  private let connections: HTTPConnections

  /// Where its pages are: `http://127.0.0.1:8173/`.
  public var url: String { "http://\(address)/" }

  /// Listens and begins to serve.
  ///
  /// - Parameters:
  ///   - host: An address of this machine or a name of one, an IPv6 address with or without brackets.
  ///   - port: The port; 0 has the system choose one.
  ///   - loopbackOnly: Whether only this machine may connect.
  ///   - others: Further `HOST:PORT` by which clients may call the server, as through a forwarded port.
  ///   - handler: What answers.
  /// - Throws: ``HTTPListenError``: the host is unknown or not loopback, or the port is taken.
  public init(
    host: String = "127.0.0.1", port: UInt16 = 0, loopbackOnly: Bool = true, others: [String] = [],
    limits: HTTPLimits = HTTPLimits(), handler: @escaping HTTPHandler
  ) throws(HTTPListenError) {
    let name = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    let listener = try HTTPListener(host: name, port: port, loopbackOnly: loopbackOnly)
    let gate = HTTPGuard(host: name, port: listener.port, others: others)
    let connections = HTTPConnections(limits: limits) { request in
      gate.refusal(of: request).map { .response($0.response) } ?? handler(request)
    }
    self.port = listener.port
    address = name.contains(":") ? "[\(name)]:\(listener.port)" : "\(name):\(listener.port)"
    self.listener = listener
    self.connections = connections
    connections.start("calibrax.http.listener") {
      while !connections.isStopped {
        if let socket = listener.accept() {
          connections.add(socket)
        } else if !connections.isStopped {
          // No descriptor is free: one may be given back soon.
          usleep(20_000)
        }
      }
    }
  }

  deinit { end() }

  /// Ends listening and every connection, and returns when all threads have ended: the handler and the bodies of streams
  /// have returned then. Not to be called by them.
  public func stop() {
    end()
    connections.wait()
  }

  private func end() {
    connections.stop()
    listener.end()
  }
}
