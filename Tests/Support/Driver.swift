package import CalibraxJSON
import CalibraxServer
import CalibraxStore

/// The ways to reach a server; what holds through one holds through all.
package enum Driver: String, CaseIterable, Sendable {
  case inProcess, unix, tcp

  /// A server on a directory, reached this way.
  package func start(_ directory: TemporaryDirectory = TemporaryDirectory()) throws -> any Driven {
    switch self {
    case .inProcess: try InProcessDriven(directory)
    case .unix, .tcp: try SocketDriven(directory, self)
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

  init(_ directory: TemporaryDirectory) throws {
    self.directory = directory
    server = InProcessServer(store: try DirectoryStore(StoreLayout(directory.path), files: files))
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

  init(_ directory: TemporaryDirectory, _ driver: Driver) throws {
    server = try TestServer(directory)
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
