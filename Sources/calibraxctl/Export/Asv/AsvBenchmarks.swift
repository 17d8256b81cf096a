import CalibraxJSON
import CalibraxModel

/// The benchmarks of all exported runs: a metric of a point of a scenario each, as it is measured.
struct AsvBenchmarks {
  private var list: [AsvBenchmark] = []
  /// Which of them a run measured.
  private var measured: [String: [Int]] = [:]
  /// Values that another of their run takes the place of.
  private(set) var repeated = 0

  /// What makes values those of one benchmark; one whose unit has changed is another.
  private struct Identity: Hashable {
    var scenario: Spelling
    var point: Spelling
    var metric: Spelling
    var measure: AsvMeasure
  }

  init(_ runs: [ExportedRun]) {
    var places: [Identity: Int] = [:]
    var names: Set<String> = []
    for run in runs {
      for point in run.run.points {
        for metric in point.metrics where metric.value.finiteValue != nil {
          let measure = AsvMeasure(run.definitions[metric.key])
          let identity = Identity(
            scenario: Spelling(point.scenario), point: Spelling(point.name), metric: Spelling(metric.key),
            measure: measure)
          let place = places[identity] ?? list.count
          if place == list.count {
            places[identity] = place
            list.append(AsvBenchmark(Self.name(point, metric.key, &names), measure))
          }
          if !list[place].isMeasured(in: run.run.id) { measured[run.run.id, default: []].append(place) }
          if !list[place].add(metric.value, of: point.tags, in: run.run.id, run.definitions[metric.key]) {
            repeated += 1
          }
        }
      }
    }
    for place in list.indices { list[place].arrange() }
  }

  /// A name of its own, also for systems that do not tell capitals from small letters.
  private static func name(_ point: Point, _ metric: String, _ names: inout Set<String>) -> String {
    let scenario = Spelling(point.scenario) == Spelling(point.name) ? "" : point.scenario
    let plain = [scenario, point.name, metric].filter { !$0.isEmpty }.map(AsvName.part).joined(separator: ".")
    var (name, number) = (plain, 1)
    while !names.insert(name.lowercased()).inserted {
      number += 1
      name = "\(plain)_\(number)"
    }
    return name
  }

  /// The results of a run by benchmark.
  func rows(of run: String, startedAt: Int) -> OrderedMap<AsvRow> {
    var rows = OrderedMap<AsvRow>()
    for place in measured[run] ?? [] { rows[list[place].name] = list[place].row(of: run, startedAt: startedAt) }
    return rows
  }

  /// What stands in `benchmarks.json`.
  var definitions: JSON {
    var definitions = OrderedMap<JSON>()
    for benchmark in list { definitions[benchmark.name] = benchmark.definition }
    definitions["version"] = 2
    return .object(definitions)
  }
}
