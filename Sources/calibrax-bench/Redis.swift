import CBench
import CalibraxStore
import Foundation

/// The Redis server that is measured beside us.
enum Redis {
  /// Where it is installed: what `CALIBRAX_BENCH_REDIS` names, or in a folder of `PATH`; `nil` when it is nowhere.
  static let program: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["CALIBRAX_BENCH_REDIS"] { return named }
    return (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/redis-server" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }()

  /// A server on an empty directory that appends every command to a file; `nil` when it is not installed.
  static func start(durability: SeriesStore.Durability) throws -> ServerProcess? {
    guard let program else { return nil }
    guard FileManager.default.isExecutableFile(atPath: program) else { throw BenchError("there is no \(program)") }
    let directory = try Leftovers.makeDirectory()
    let (unix, log) = (directory + "/socket", directory + "/log")
    let port = calibrax_unused_port()
    let identifier = try ServerProcess.launch(
      program,
      [
        "--dir", directory, "--unixsocket", unix, "--bind", "127.0.0.1", "--port", "\(port)", "--logfile", log,
        "--save", "", "--appendonly", "yes", "--appendfsync", durability.rawValue,
        // It would begin to write the file anew in the middle of a round.
        "--auto-aof-rewrite-percentage", "0",
      ], output: FileHandle.nullDevice)
    let server = ServerProcess(identifier: identifier, unix: unix, port: port)
    for _ in 0..<500 where kill(identifier, 0) == 0 {
      if let answer = try? server.ask("PING"), answer.hasPrefix("+PONG") { return server }
      usleep(10_000)
    }
    let lines = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n") ?? []
    throw BenchError((["\(program) did not start"] + lines.suffix(3)).joined(separator: "\n  "))
  }

  /// A command as clients send it.
  static func command(_ words: [String]) -> [UInt8] {
    Array("*\(words.count)\r\n".utf8) + words.flatMap { Array("$\($0.utf8.count)\r\n\($0)\r\n".utf8) }
  }
}
