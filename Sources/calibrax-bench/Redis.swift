import CBench
import CalibraxStore
import Foundation

/// The Redis server that is measured beside us.
enum Redis {
  /// Where it is installed: what `CALIBRAX_BENCH_REDIS` names, or in a folder of `PATH`; `nil` when it is nowhere.
  static let program: String? = {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["CALIBRAX_BENCH_REDIS"].map { [$0] }
    let found = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/redis-server" }
    return (named ?? found).first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// A server on an empty directory that appends every command to a file; `nil` when it is not installed.
  static func start(durability: SeriesStore.Durability) throws -> ServerProcess? {
    guard let program else { return nil }
    let directory = try Leftovers.makeDirectory()
    let unix = directory + "/socket"
    let port = calibrax_unused_port()
    let identifier = try ServerProcess.launch(
      program,
      [
        "--dir", directory, "--unixsocket", unix, "--bind", "127.0.0.1", "--port", "\(port)", "--save", "",
        "--appendonly", "yes", "--appendfsync", durability.rawValue,
        // It would begin to write the file anew in the middle of a round.
        "--auto-aof-rewrite-percentage", "0",
      ], output: FileHandle.nullDevice)
    let server = ServerProcess(identifier: identifier, unix: unix, port: port)
    for _ in 0..<500 {
      if let answer = try? server.ask("PING"), answer.hasPrefix("+PONG") { return server }
      usleep(10_000)
    }
    throw BenchError("\(program) did not start")
  }
}
