import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// A run as a file of results of asv.
struct AsvRun {
  let exported: ExportedRun
  /// The name of the machine, which is that of its folder.
  let folder: String

  private static let environmentName = "calibrax"

  /// `nil` for a run without a commit.
  init?(_ run: ExportedRun) {
    guard run.run.commit?.isEmpty == false else { return nil }
    exported = run
    let host = AsvName.part(run.run.environment["host"]?.tag ?? "")
    folder = host.isEmpty || host.hasPrefix(".") ? "unknown" + host : host
  }

  private var commit: String { exported.run.commit ?? "" }

  /// Where its results stand: asv finds them by what stands before the first `-`.
  var file: String {
    let begin = String(String.UnicodeScalarView(commit.unicodeScalars.filter(AsvName.isWord)).prefix(8))
    return "\(folder)/\(begin.isEmpty ? "unknown" : begin)-\(Self.environmentName).json"
  }

  /// Whether a commit is spelled in full, as asv and git look for it.
  static func isFull(_ commit: String) -> Bool { commit.utf8.count == 40 && commit.allSatisfy(\.isHexDigit) }

  /// What asv calls what a run says of its machine.
  private static let names = ["cpu": "cpu", "architecture": "arch", "cores": "num_cpu", "os": "os", "ram": "ram"]

  private var parameters: OrderedMap<JSON> {
    var parameters: OrderedMap<JSON> = ["machine": .string(folder)]
    for (own, name) in Self.names.sorted(by: { $0.key < $1.key }) {
      parameters[name] = exported.run.environment[own].map { .string($0.tag) }
    }
    return parameters
  }

  /// What stands in `machine.json`.
  var machine: JSON {
    var machine = parameters
    machine["version"] = 1
    return .object(machine)
  }

  /// The file of results.
  func document(_ benchmarks: AsvBenchmarks) -> [UInt8] {
    let milliseconds = Timestamp(exported.run.timestamp).map { Int($0.microseconds / 1_000) } ?? 0
    let head: OrderedMap<JSON> = [
      "commit_hash": .string(commit), "env_name": .string(Self.environmentName),
      "date": .number(JSONNumber(milliseconds)), "params": .object(parameters), "python": "", "requirements": [:],
      "env_vars": [:], "durations": [:], "version": 2, "result_columns": JSON(writing: AsvRow.columns),
    ]
    var writer = JSONWriter()
    var first = true
    writer.raw("{")
    for member in head {
      writer.key(member.key, first: &first)
      member.value.write(to: &writer)
    }
    writer.key("results", first: &first)
    benchmarks.rows(of: exported.run.id, startedAt: milliseconds).write(to: &writer)
    writer.raw("}")
    return writer.bytes
  }
}
