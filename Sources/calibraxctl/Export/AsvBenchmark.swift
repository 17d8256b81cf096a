import CalibraxJSON
import CalibraxModel

/// A benchmark of asv with its values in all runs. Tags are its parameters: each combination of their values has a place,
/// also one that no point has.
struct AsvBenchmark {
  let name: String
  private let measure: AsvMeasure
  /// The tags that points have, in the order they came, and where each stands among these.
  private var points: [OrderedMap<String>] = []
  private var numbers: [OrderedMap<String>: Int] = [:]
  /// By run, and there by the number of the point.
  private var values: [String: [Int: Metric]] = [:]
  private var parameters: [(name: String, values: [String])] = []
  /// The place of each point among the combinations.
  private var places: [Int] = []

  /// Where there are more combinations than this, and few have a point, all tags are one parameter.
  private static let limit = 1_000

  init(_ name: String, _ measure: AsvMeasure) {
    self.name = name
    self.measure = measure
  }

  /// Takes a value; `false` where it takes the place of another of the run.
  mutating func add(
    _ metric: Metric, of tags: OrderedMap<String>, in run: String, _ definition: MetricDef?
  ) -> Bool {
    let number = numbers[tags] ?? points.count
    if number == points.count {
      numbers[tags] = number
      points.append(tags)
    }
    return values[run, default: [:]].updateValue(measure.converted(metric, definition), forKey: number) == nil
  }

  /// Makes the parameters when all values are there.
  mutating func arrange() {
    var keys = OrderedMap<OrderedMap<Int>>()
    for key in points.flatMap(\.keys) { keys[key] = [:] }
    for point in points {
      for key in keys.keys {
        // One without the tag has an empty one.
        let value = point[key] ?? ""
        if let count = keys[key]?.count, keys[key]?[value] == nil { keys[key]?[value] = count }
      }
    }
    let most = max(Self.limit, 4 * points.count)
    let count = keys.reduce(1) { min($0 * $1.value.count, most + 1) }
    if count > most {
      parameters = [("tags", points.map(tagText))]
      places = Array(points.indices)
    } else {
      parameters = keys.map { ($0.key, $0.value.keys) }
      // Of two combinations that follow one another the last parameter differs first.
      places = points.map { point in
        keys.reduce(0) { $0 * $1.value.count + ($1.value[point[$1.key] ?? ""] ?? 0) }
      }
    }
  }

  /// What stands in `benchmarks.json`. Without a version results of any are taken.
  var definition: JSON {
    [
      "code": "", "name": .string(name), "param_names": .array(parameters.map { .string($0.name) }),
      "params": JSON(writing: parameters.map(\.values)), "type": .string(measure.type), "unit": .string(measure.unit),
    ]
  }

  /// The results of a run; `nil` where it has none.
  func row(of run: String, startedAt: Int) -> AsvRow? {
    guard let found = values[run] else { return nil }
    var metrics = [Metric?](repeating: nil, count: parameters.reduce(1) { $0 * $1.values.count })
    for (number, metric) in found { metrics[places[number]] = metric }
    return AsvRow(metrics: metrics, parameters: parameters.map(\.values), unit: measure.unit, startedAt: startedAt)
  }
}
