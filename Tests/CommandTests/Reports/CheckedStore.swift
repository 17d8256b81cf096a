import CalibraxJSON
import CalibraxTestSupport

/// A store with runs of one benchmark, to be checked by the built program.
struct CheckedStore {
  /// What is in it.
  enum Content: CaseIterable {
    case regressedByThreshold, regressedByHistory, passing, nothing

    /// The flags of a check that finds what the name says.
    var flags: [String] { self == .regressedByHistory ? ["--method", "history"] : [] }
    /// The exit status of that check.
    var code: Int32 {
      switch self {
      case .regressedByThreshold, .regressedByHistory: 1
      case .passing: 0
      case .nothing: 4
      }
    }
  }

  let directory = TemporaryDirectory()

  init(_ content: Content) throws {
    switch content {
    case .regressedByThreshold: try ingest([("a", 100), ("b", 125)])
    case .regressedByHistory:
      try ingest((0..<10).map { ("m\($0)", 100 + Double($0 % 3)) })
      try ingest([("f1", 125), ("f2", 126)], commit: "f00d")
    case .passing: try ingest([("a", 100), ("b", 101)])
    case .nothing: try ingest([("a", 100), ("b", 125)], direction: "info")
    }
  }

  /// A store of two runs of points with some names, all of whose values but the first's doubled.
  init(names: [String]) throws {
    for (id, value) in [("a", 1), ("b", 2)] {
      let points = names.map { name in
        JSON.object(["name": .string(name), "metrics": ["latency": ["value": .number(JSONNumber(Double(value)))]]])
      }
      try ingest([
        "id": .string(id), "timestamp": .string("2026-03-0\(value)"),
        "metric_defs": ["latency": ["direction": "lower"]], "points": .array(points),
      ])
    }
  }

  /// Runs a command on the store.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandRun {
    try CommandRun("calibraxctl", arguments + ["--data", directory.path], environment: environment)
  }

  /// Where a report may be written, beside the store.
  func file(_ name: String) -> String { directory.path(name) }

  private func ingest(_ values: [(id: String, value: Double)], commit: String? = nil, direction: String = "lower")
    throws
  {
    for (id, value) in values {
      try ingest([
        "id": .string(id), "commit": .string(commit ?? id), "branch": "main",
        "metric_defs": ["latency": ["direction": .string(direction)]],
        "points": [
          ["name": "p", "tags": ["size": "small"], "metrics": ["latency": ["value": .number(JSONNumber(value))]]]
        ],
      ])
    }
  }

  /// Stores a run; the first becomes the baseline.
  private func ingest(_ run: JSON) throws {
    directory.write(run, to: "run.json")
    let isFirst = directory.list("runs").isEmpty
    let stored = try self.run(
      ["ingest", "--input", directory.path("run.json")] + (isFirst ? ["--set-baseline", "main"] : []))
    struct NotStored: Error { let complaints: String }
    guard stored.code == 0 else { throw NotStored(complaints: stored.complaints) }
  }
}
