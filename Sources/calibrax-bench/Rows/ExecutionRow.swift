import Glibc

/// Executions that count for the health of their pipelines, safe from a power cut when they are answered.
enum ExecutionRow: Row {
  static let name = "execution"
  static let summary = "record executions durably over a Unix socket, beside the bare system calls"

  private static let executions = 200_000
  private static let pipelines = 100
  private static let pipelined = 1_000

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let server = try ServerProcess.calibraxd()
    let lines = (0..<pipelined).map { number in
      #"{"jsonrpc":"2.0","id":1,"method":"recordExecution","params":{"pipeline_name":"pipeline \#(number % pipelines)","execution_time":0.125,"success":true}}"#
    }
    let (load, bytes) = (Load(lines: lines.map { Array($0.utf8) }), Array((lines.joined(separator: "\n") + "\n").utf8))
    let pipeline = Pipeline(server: server)
    let directory = try Leftovers.makeDirectory()
    let rate = try Measurement.take(
      "executions of \(pipelines) pipelines, on the disk when answered, one pipelined connection", "executions/s",
      better: .higher, budgets: [.median(100_000)], repeats: settings.repeats,
      [
        Subject("calibraxd") { try pipeline.send(bytes, times: executions / pipelined) },
        Subject("as many bytes, written and synced, \(pipelined) at a time") {
          try Double(executions) / seconds { try append(directory, times: executions / pipelined) }
        },
      ])
    let single = try Measurement.take(
      "the same, c=16 P1", "executions/s", better: .higher, repeats: settings.repeats,
      [
        Subject("calibraxd") {
          try load.send(to: server, over: .unix, connections: 16, pipelined: 1, warmup: 0, requests: 4_000)
            .requestsPerSecond
        }
      ])
    let before = try server.residentMemory()
    _ = try pipeline.send(bytes, times: executions * 5 / pipelined)
    let growth = Measurement(
      title: "resident memory, \(executions * 5) executions later", unit: "KiB more", better: .lower,
      series: [Measurement.Series(subject: "calibraxd", figures: [try server.residentMemory() - before])])
    return [rate, single, growth]
  }

  /// The least that makes groups of executions durable one after the other.
  private static func append(_ directory: String, times: Int) throws {
    let file = open(directory + "/log", O_WRONLY | O_CREAT | O_APPEND, 0o666)
    defer { close(file) }
    let bytes = [UInt8](repeating: 0, count: 140 * pipelined)
    for _ in 0..<times {
      guard file >= 0, write(file, bytes, bytes.count) == bytes.count, fdatasync(file) == 0 else {
        throw BenchError("cannot write in \(directory): \(String(cString: strerror(errno)))")
      }
    }
  }
}
