import CBench
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

  /// calibraxd, from the folder that the bench itself is in, on an empty data directory.
  static func calibraxd() throws -> ServerProcess {
    let directory = try Leftovers.makeDirectory()
    return try ServerProcess(
      "calibraxd", ["--data", directory + "/data", "--socket", directory + "/socket", "--tcp", "127.0.0.1:0"])
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

  private init(_ program: String, _ arguments: [String]) throws {
    let path = Self.programs + "/" + program
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw BenchError("there is no \(path): build it first, swift build -c release")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    identifier = process.processIdentifier
    Leftovers.add(process)
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

  /// Its resident memory in KiB.
  func residentMemory() throws -> Double {
    let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
    for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
      if let figure = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) }) {
        return figure
      }
    }
    throw BenchError("process \(identifier) does not tell its memory")
  }
}
