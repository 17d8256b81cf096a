import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import Glibc

/// Storing runs so that they survive a power cut.
enum IngestRow: Row {
  static let name = "ingest"
  static let summary = "store runs durably over a Unix socket, beside the bare system calls"

  private static let runs = 400

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let server = try ServerProcess.calibraxd()
    let directory = try Leftovers.makeDirectory()
    var next = 0
    func lines() -> [[UInt8]] {
      defer { next += runs }
      return (next..<next + runs).map { number in
        var params = Ingest.Params()
        params.run = SampleDocuments.run(number: number)
        return Array(#"{"jsonrpc":"2.0","id":1,"method":"ingest","params":"#.utf8) + JSONWriter.bytes(of: params)
          + [UInt8(ascii: "}")]
      }
    }
    func ingest(connections: Int) throws -> Double {
      try Load(lines: lines()).send(
        to: server, over: .unix, connections: connections, pipelined: 1, warmup: 0, requests: runs
      ).requestsPerSecond
    }
    let document = JSONWriter.indented(JSONWriter.bytes(of: SampleDocuments.run(number: 0)))
    return try [1, 16].map { connections in
      try .take(
        "runs of 20 points × 5 metrics, on the disk when answered, c=\(connections) P1", "runs/s", better: .higher,
        repeats: settings.repeats,
        [
          Subject("calibraxd") { try ingest(connections: connections) },
          Subject("bare system calls, 1 thread") {
            let numbers = next..<next + runs
            next += runs
            return try Double(runs) / seconds { for number in numbers { try put(document, directory, number) } }
          },
        ])
    }
  }

  /// The least that makes one file durable: write, sync, rename, sync the directory.
  private static func put(_ bytes: [UInt8], _ directory: String, _ number: Int) throws {
    let file = open(directory + "/new", O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    let folder = open(directory, O_RDONLY)
    defer {
      close(file)
      close(folder)
    }
    guard file >= 0, folder >= 0, write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0,
      rename(directory + "/new", directory + "/\(number).json") == 0, fsync(folder) == 0
    else { throw BenchError("cannot write in \(directory): \(String(cString: strerror(errno)))") }
  }
}
