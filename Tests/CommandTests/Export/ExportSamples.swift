import CalibraxAdapters
import CalibraxJSON
import CalibraxModel
import CalibraxReading

@testable import calibraxctl

/// Runs to be exported in any format.
enum ExportSamples {
  static let commit = "0123456789abcdef0123456789abcdef01234567"

  /// A run whose names mean something in every format, and not all of whose values are numbers.
  static var hostile: Run {
    var run = Self.run("hostile", at: "2026-03-01T12:00:00.123456", commit: nil)
    run.branch = "feature/\"a\", b=c"
    run.metricDefs = ["t, m=e": definition("t, m=e", .lower, "m,s")]
    var odd = point(
      "a,\"b\"\nc\\", "s=1 x", ["k, k=": "v \\", "é": "ü\r\nü", "=cmd": "@x", "commit": "none", "_field": "x"],
      [
        "t, m=e": Metric(value: 0.1, lower: -1.5, upper: 2.5), "=1+1": Metric(value: -2),
        "#": Metric(value: .leastNonzeroMagnitude),
      ])
    odd.metrics["nan"] = Metric(value: .nan)
    odd.metrics["none"] = Metric()
    odd.metrics["infinite"] = Metric(value: .infinity)
    run.points = [
      odd, point("same", "one", [:], ["latency": Metric(value: 1)]),
      point("same", "two", [:], ["latency": Metric(value: 2)]), point("", "", ["k": ""], ["latency": Metric(value: 3)]),
    ]
    return run
  }

  static func run(_ id: String, at timestamp: String, commit: String?, _ points: [Point] = []) -> Run {
    var run = Run()
    (run.id, run.timestamp, run.commit, run.points) = (id, timestamp, commit, points)
    return run
  }

  static func point(
    _ name: String, _ scenario: String, _ tags: OrderedMap<String>, _ metrics: OrderedMap<Metric>
  ) -> Point {
    var point = Point()
    (point.name, point.scenario, point.tags, point.metrics) = (name, scenario, tags, metrics)
    return point
  }

  static func definition(_ name: String, _ direction: Direction, _ unit: String) -> MetricDef {
    var definition = MetricDef()
    (definition.name, definition.direction, definition.unit) = (name, direction, unit)
    return definition
  }

  static func data(_ runs: [Run]) -> ExportedData {
    .runs(runs.map { ExportedRun(run: $0, definitions: $0.metricDefs) })
  }

  /// An execution that began at Unix second 1,000 with one series.
  static func execution(_ key: String, units: String?, _ samples: [Sample]) -> ExportedData {
    var exported = ExportedExecution()
    exported.execution.executionID = "night"
    exported.execution.pipelineName = "train, all"
    exported.execution.startedAt = "1970-01-01T00:16:40"
    var series = ExportedSeries()
    series.key = key
    series.group = units.map { MetricGroup("g", units: $0) }
    series.samples = samples
    exported.series = [series]
    return .execution(exported)
  }

  /// What an adapter of ours reads in exported files.
  static func read(_ files: [(path: String, text: String)], by adapter: String) throws -> [Run] {
    final class Runs { var all: [Run] = [] }
    let runs = Runs()
    var conversion = Conversion { run, _ in
      runs.all.append(run)
      return true
    }
    try conversion.read(
      files.map { SourceFile(name: $0.path, bytes: Array($0.text.utf8)) }, by: try Detection.adapter(named: adapter))
    return runs.all
  }
}
