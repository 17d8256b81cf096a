package import CalibraxJSON
import CalibraxServer
import CalibraxStore

/// The ways to reach a server; what holds through one holds through all.
package enum Driver: String, CaseIterable, Sendable {
  case inProcess, unix, tcp

  /// A server on a directory, reached this way.
  ///
  /// - Parameter tokens: What its token file holds.
  package func start(
    _ directory: TemporaryDirectory = TemporaryDirectory(), tokens: String? = nil
  ) throws -> any Driven {
    switch self {
    case .inProcess: try InProcessDriven(directory, tokens)
    case .unix, .tcp: try SocketDriven(directory, self, tokens)
    }
  }
}

/// A server that answers lines, on named connections.
package protocol Driven: AnyObject {
  var files: FaultyFiles { get }
  /// Sends a line on a connection.
  func send(_ line: [UInt8], on connection: String) throws
  /// The next line of a connection.
  func receive(on connection: String) throws -> String
}

extension Driven {
  /// Calls a method and returns the whole response.
  package func call(_ method: String, _ params: JSON = [:]) throws -> JSON {
    try send(Array(request(method, params).utf8), on: "1")
    return try JSON(parsing: Array(receive(on: "1").utf8))
  }
}

private final class InProcessDriven: Driven {
  let files = FaultyFiles()
  private let directory: TemporaryDirectory
  private var server: InProcessServer
  private var answers: [String: [String]] = [:]

  init(_ directory: TemporaryDirectory, _ tokens: String?) throws {
    self.directory = directory
    let layout = StoreLayout(directory.path)
    server = InProcessServer(
      store: try DirectoryStore(layout, files: files), series: try SeriesStore(layout, files: files),
      tokens: try tokens.map { try Tokens(text: $0, path: "tokens") })
  }

  func send(_ line: [UInt8], on connection: String) throws {
    let output = server.exchange(line.span)
    answers[connection, default: []] += String(decoding: output, as: UTF8.self).split(separator: "\n").map {
      String($0)
    }
  }

  func receive(on connection: String) throws -> String {
    guard let line = answers[connection]?.first else { throw LineSocket.Failure(description: "no response") }
    answers[connection]?.removeFirst()
    return line
  }
}

private final class SocketDriven: Driven {
  private let server: TestServer
  private let driver: Driver
  private var sockets: [String: LineSocket] = [:]

  init(_ directory: TemporaryDirectory, _ driver: Driver, _ tokens: String?) throws {
    if let tokens { directory.write(tokens, to: "tokens") }
    server = try TestServer(directory) { $0.tokenFile = tokens.map { _ in directory.path("tokens") } }
    self.driver = driver
  }

  var files: FaultyFiles { server.files }

  private func socket(_ name: String) throws -> LineSocket {
    if let socket = sockets[name] { return socket }
    let socket = try driver == .tcp ? server.tcp() : server.unix()
    sockets[name] = socket
    return socket
  }

  func send(_ line: [UInt8], on connection: String) throws {
    try socket(connection).send(line + [0x0A])
  }

  func receive(on connection: String) throws -> String {
    guard let line = try socket(connection).line() else { throw LineSocket.Failure(description: "closed") }
    return line
  }
}
