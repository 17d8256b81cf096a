import Foundation

/// A history of years from the shell: a file of github-action-benchmark, read, sent and stored.
enum ImportRow: Row {
  static let name = "import"
  static let summary = "import a history of 3 and 30 MB into a server, and the memory that takes"

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let directory = try Leftovers.makeDirectory()
    var speeds: [Measurement] = []
    var memory = Measurement(
      title: "memory of calibraxctl import", unit: "MiB", better: .lower, budgets: [.advantage(0.8, over: "3 MB")])
    for entries in [6_000, 600] {
      let path = directory + "/\(entries).js"
      let size = try write(entries, to: path)
      var series = Measurement.Series(subject: "\(size / 1_000_000) MB", figures: [])
      speeds.append(
        try Measurement.take(
          "calibraxctl import, \(entries) runs of 40 points", "MB/s", better: .higher, repeats: settings.repeats,
          [
            Subject("calibrax") {
              let server = try ServerProcess.calibraxd()
              defer { kill(server.identifier, SIGTERM) }
              let command = try CommandTime(
                [ServerProcess.programs + "/calibraxctl", "import", path, "--server", "unix:" + server.unix],
                watchesMemory: true)
              series.figures.append(command.memory)
              return Double(size) / 1e6 / command.seconds
            },
            Subject("json.load of Python alone") {
              let command = [
                "/usr/bin/env", Python.interpreter, "-c",
                "import json, sys; json.loads(open(sys.argv[1]).read().split('=', 1)[1])", path,
              ]
              return Double(size) / 1e6 / (try CommandTime(command).seconds)
            },
          ]))
      memory.series.append(series)
    }
    return speeds + [memory]
  }

  /// Writes a history and returns its size in bytes.
  private static func write(_ entries: Int, to path: String) throws -> Int {
    var text = #"window.BENCHMARK_DATA = {"lastUpdate": 1, "repoUrl": "https://example.com", "entries": {"Rust": ["#
    for entry in 0..<entries {
      let benches = (0..<40).map { number in
        """

                  {"name": "bench_\(number)", "value": \(1_000 + (entry * 7 + number * 13) % 100), "range": "± 12",
                   "unit": "ns/iter", "extra": "a line that nobody reads"}
        """
      }
      text += """
        \(entry == 0 ? "" : ",")
            {"commit": {"id": "\(String(0xFFFF_FFFF + entry, radix: 16))", "message": "change \(entry)"},
             "date": \(1_500_000_000_000 + entry * 3_600_000), "tool": "cargo", "benches": [\(benches.joined(separator: ","))]}
        """
    }
    let bytes = Array((text + "]}}\n").utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return bytes.count
  }
}
