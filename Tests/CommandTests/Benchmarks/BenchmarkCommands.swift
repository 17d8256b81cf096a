import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// The commands of benchmarks on a store of their own, with configurations and sources beside it.
struct BenchmarkCommands {
  let directory = TemporaryDirectory()

  /// Where runs and benchmarks are stored.
  var store: String { directory.path("store") }

  /// Writes a file of the configuration.
  func configure(_ yaml: String, as name: String = "benchmarks.yaml") { directory.write(yaml, to: "config/" + name) }

  /// Writes a result file into the folder `results`, which configurations call `../results`.
  func write(_ text: String, to name: String) { directory.write(text, to: "results/" + name) }

  /// Collects all benchmarks.
  func collect(_ options: String..., environment: [String: String] = [:]) throws -> CommandRun {
    try CommandRun("calibraxctl", collecting + options, environment: environment)
  }

  /// The arguments that collect all benchmarks.
  var collecting: [String] {
    ["benchmarks", "collect", directory.path("config"), "--data", store, "--clones", directory.path("clones")]
  }

  /// Shows how benchmarks fared.
  func status(_ arguments: String...) throws -> CommandRun {
    try CommandRun("calibraxctl", ["benchmarks", "status"] + arguments + ["--data", store])
  }

  /// What there is to be shown of a benchmark.
  func report(_ name: String) throws -> JSON {
    try JSON(parsing: Array(status(name, "--format", "json").output.utf8))
  }

  /// The rows of a tab: their identifiers with their histories.
  func rows(_ name: String, tab: Int = 0) throws -> [String: String] {
    let rows = try report(name)["tabs"]?[tab]?["rows"]?.elements ?? []
    return Dictionary(
      rows.map { ($0["id"]?.string ?? "", $0["runs"]?["status"]?.string ?? "") }, uniquingKeysWith: { $1 })
  }

  /// Every point of a tab, in the order of time.
  func points(_ name: String, tab: Int = 0) throws -> [JSON] {
    let params = #"{"name": "\#(name)", "points": true}"#
    let run = try CommandRun("calibraxctl", ["call", "benchmark", params, "--data", store])
    return try JSON(parsing: Array(run.output.utf8))["tabs"]?[tab]?["points"]?.elements ?? []
  }

  /// The status of every point of a tab, in the order of time.
  func statuses(_ name: String, tab: Int = 0) throws -> String {
    try points(name, tab: tab).map { $0["status"]?.string ?? "?" }.joined()
  }

  /// The error console of all benchmarks.
  func messages() throws -> [JSON] {
    try JSON(parsing: Array(status("--console", "--format", "json").output.utf8))["messages"]?.elements ?? []
  }

  /// The files of runs with when they were written.
  func runs() throws -> [String: Date] {
    let names = directory.list("store/runs")
    return Dictionary(
      uniqueKeysWithValues: try names.map { name in
        let attributes = try FileManager.default.attributesOfItem(atPath: store + "/runs/" + name)
        return (name, try #require(attributes[.modificationDate] as? Date))
      })
  }

  /// Runs of a result file, by where they say that they are from.
  func run(of path: String) throws -> JSON? {
    try directory.list("store/runs").map { try JSON(parsing: directory.bytes(of: "store/runs/" + $0)) }
      .first { $0["metadata"]?["source"]?["path"]?.string == path }
  }
}

/// A line of an error console, as people look for it.
func place(_ message: JSON) -> String {
  let file = message["file"]?.string ?? ""
  return (file.isEmpty ? "" : file) + (message["line"]?.double.map { ":\(Int($0))" } ?? "")
}
