import CalibraxJSON
import CalibraxModel

/// A value that a tool has measured, as it says it.
struct Measurement {
  /// What of the samples the value is.
  enum Statistic: String {
    case value, median, mean, slope
  }

  /// The metric's name.
  var metric: String
  /// The unit as the tool writes it: `ns/op`.
  var unit: String
  /// Which way it improves; what its unit says when `nil`.
  var direction: Direction?
  /// The value in the unit; `nil` when the samples make it, or there is none.
  var value: Double?
  /// What the value is.
  var statistic = Statistic.value
  /// The confidence interval or range, in the unit.
  var lower: Double?
  var upper: Double?
  /// What was measured one after the other, in the unit.
  var samples: [Double] = []
  /// How many measurements the value is of, where the samples do not say it.
  var count: Int?
  /// What the tool says went wrong: there is no value then.
  var error: String?
  /// What the tool says it measures.
  var description = ""

  /// A value.
  init(_ metric: String, _ value: Double?, _ unit: String, _ direction: Direction? = nil) {
    self.metric = metric
    self.value = value
    self.unit = unit
    self.direction = direction
  }

  /// The median of samples.
  init(_ metric: String, samples: [Double], _ unit: String, _ direction: Direction? = nil) {
    self.init(metric, nil, unit, direction)
    self.samples = samples
    statistic = .median
  }

  /// The metric of a point that this is, in SI base units; its unit stays with it until the run is whole.
  var converted: Metric {
    let unit = Unit(unit)
    var metric = Metric()
    metric.unknownMembers["unit"] = .string(unit.name)
    if let error {
      metric.unknownMembers["error"] = .string(error)
      return metric
    }
    let found = value ?? (samples.isEmpty || !samples.allSatisfy(\.isFinite) ? nil : samples.median)
    func finite(_ value: Double?) -> Double? { value.map { $0 * unit.factor }.flatMap { $0.isFinite ? $0 : nil } }
    guard let found, let value = finite(found) else {
      metric.unknownMembers["error"] = "non-finite value"
      return metric
    }
    metric.value = value
    // A bound that is not finite bounds nothing; a sample that is not stays, as one that is missing.
    metric.lower = finite(lower)
    metric.upper = finite(upper)
    if !samples.isEmpty { metric.samples = samples.map(finite) }
    if statistic != .value { metric.unknownMembers["statistic"] = .string(statistic.rawValue) }
    if let count, samples.isEmpty { metric.unknownMembers["n"] = .number(JSONNumber(count)) }
    if unit.name != self.unit {
      metric.unknownMembers["original"] = ["value": .number(JSONNumber(found)), "unit": .string(self.unit)]
    }
    return metric
  }

  /// The definition of the metric; its unit is found when the run is whole.
  var definition: MetricDef {
    var definition = MetricDef()
    definition.name = metric
    definition.direction = direction ?? Unit(unit).direction
    definition.description = description
    return definition
  }
}
