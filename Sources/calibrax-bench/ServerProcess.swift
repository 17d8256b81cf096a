import CBench
import CalibraxStore
import Foundation

/// A server in a process of its own, ours or another, started for one row.
struct ServerProcess {
  /// Its process.
  let identifier: Int32
  /// The path of its Unix socket.
  let unix: String
  /// The port of 127.0.0.1 it listens on.
  let port: UInt16

  /// Where to connect.
  enum Transport: String {
    case unix = "Unix"
    case tcp = "TCP"
  }

  /// A server that has been started.
  init(identifier: Int32, unix: String, port: UInt16) {
    self.identifier = identifier
    self.unix = unix
    self.port = port
  }

  /// calibraxd, from the folder that the bench itself is in, on an empty data directory.
  static func calibraxd(durability: SeriesStore.Durability = .everysec) throws -> ServerProcess {
    let directory = try Leftovers.makeDirectory()
    return try ServerProcess(
      "calibraxd",
      [
        "--data", directory + "/data", "--socket", directory + "/socket", "--tcp", "127.0.0.1:0",
        "--durability", durability.rawValue,
      ])
  }

  /// calibraxd on a data directory.
  static func calibraxd(serving directory: String) throws -> ServerProcess {
    try ServerProcess("calibraxd", ["--data", directory, "--tcp", "127.0.0.1:0"])
  }

  /// Where the package's programs are built: beside the bench.
  static let programs =
    ((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) as NSString? ?? "")
    .deletingLastPathComponent

  /// What we are measured against at most.
  static func limit(_ server: LimitServer) throws -> ServerProcess {
    try ServerProcess("calibrax-bench", ["--serve", server.rawValue, Leftovers.makeDirectory() + "/socket"])
  }

  /// Starts a program that is killed in the end, and returns its process.
  static func launch(_ path: String, _ arguments: [String], output: Any) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    return try Leftovers.run(process)
  }

  private init(_ program: String, _ arguments: [String]) throws {
    let path = Self.programs + "/" + program
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw BenchError("there is no \(path): build it first, swift build -c release")
    }
    let output = Pipe()
    identifier = try Self.launch(path, arguments, output: output)
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw BenchError("\(program) did not start") }
      line += String(decoding: data, as: UTF8.self)
    }
    var fields: [Substring: String] = [:]
    for word in line.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { fields[parts[0]] = String(parts[1]) }
    }
    guard let unix = fields["unix"], let port = fields["tcp"]?.split(separator: ":").last.flatMap({ UInt16($0) })
    else { throw BenchError("\(program) says \(line)") }
    self.unix = unix
    self.port = port
  }

  /// Calls the body with the address for one of its transports.
  func withAddress<Result>(_ transport: Transport, _ body: (calibrax_address) throws -> Result) rethrows -> Result {
    try unix.withCString { path in
      try body(calibrax_address(unix_path: transport == .unix ? path : nil, port: port))
    }
  }

  /// A socket connected to it.
  func connect(_ transport: Transport) throws -> Int32 {
    let socket = withAddress(transport) { calibrax_connect($0) }
    guard socket >= 0 else { throw BenchError("cannot connect: \(String(cString: strerror(-socket)))") }
    return socket
  }

  /// What it answers to a line, on a connection of its own.
  func ask(_ line: String) throws -> String {
    let socket = try connect(.unix)
    defer { close(socket) }
    return try Self.ask(line, on: socket)
  }

  /// The line that is answered to one sent over a socket.
  static func ask(_ line: String, on socket: Int32) throws -> String {
    let request = Array((line + "\n").utf8)
    guard send(socket, request, request.count, 0) == request.count else { throw BenchError("cannot send \(line)") }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while answer.last != UInt8(ascii: "\n") {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { throw BenchError("\(line) was not answered") }
      answer += buffer[..<count]
    }
    return String(decoding: answer.dropLast(), as: UTF8.self)
  }
}
