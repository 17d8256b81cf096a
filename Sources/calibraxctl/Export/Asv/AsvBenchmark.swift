import CalibraxJSON
import CalibraxModel

/// A benchmark of asv with its values in all runs; tags are its parameters.
struct AsvBenchmark {
  let name: String
  private let measure: AsvMeasure
  /// The tags that points have, in the order they came, and where each stands among these.
  private var points: [OrderedMap<String>] = []
  private var numbers: [OrderedMap<String>: Int] = [:]
  /// By run, and there by the number of the point.
  private var values: [String: [Int: Metric]] = [:]
  /// The tags that are a parameter each; `nil` for one parameter of all tags.
  private var keys: [String]? = []

  init(_ name: String, _ measure: AsvMeasure) {
    self.name = name
    self.measure = measure
  }

  /// Whether a run has a value.
  func isMeasured(in run: String) -> Bool { values[run] != nil }

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

  /// Chooses the parameters when all values are there.
  mutating func arrange() { keys = AsvParameters.keys(of: points) }

  /// What stands in `benchmarks.json`. Without a version results of any are taken.
  var definition: JSON {
    let parameters = AsvParameters(points, keys: keys)
    return [
      "code": "", "name": .string(name), "param_names": JSON(writing: parameters.names),
      "params": JSON(writing: parameters.values), "type": .string(measure.type), "unit": .string(measure.unit),
    ]
  }

  /// The results of a run, with the values that its own points have as parameters; `nil` where it has none.
  func row(of run: String, startedAt: Int) -> AsvRow? {
    guard let found = values[run]?.sorted(by: { $0.key < $1.key }) else { return nil }
    let parameters = AsvParameters(found.map { points[$0.key] }, keys: keys)
    var metrics = [Metric?](repeating: nil, count: parameters.count)
    for (place, metric) in zip(parameters.places, found.map(\.value)) { metrics[place] = metric }
    return AsvRow(metrics: metrics, parameters: parameters.values, unit: measure.unit, startedAt: startedAt)
  }
}
