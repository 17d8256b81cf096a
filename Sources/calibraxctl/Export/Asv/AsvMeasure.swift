import CalibraxAdapters
import CalibraxModel

/// What a benchmark of asv measures, and in which unit.
struct AsvMeasure: Hashable {
  let type: String
  let unit: String

  init(_ definition: MetricDef?) {
    let unit = Unit(definition?.unit ?? "")
    // Of times and sizes asv, too, thinks that less is better.
    let isCost = definition?.direction == .lower
    switch unit.name {
    case "s": (type, self.unit) = (isCost ? "time" : "track", "seconds")
    case "B": (type, self.unit) = (isCost ? "memory" : "track", "bytes")
    default: (type, self.unit) = ("track", definition?.unit.isEmpty == false ? definition?.unit ?? "" : "unit")
    }
  }

  /// A metric in this unit.
  func converted(_ metric: Metric, _ definition: MetricDef?) -> Metric {
    guard ["seconds", "bytes"].contains(unit) else { return metric }
    let factor = Unit(definition?.unit ?? "").factor
    // By a whole number, which 0.001 is not exactly: 13 ms are 0.013 s.
    func base(_ value: Double) -> Double { factor < 1 ? value / (1 / factor).rounded() : value * factor }
    var converted = metric
    converted.value = metric.value.map(base)
    converted.lower = metric.lower.map(base)
    converted.upper = metric.upper.map(base)
    converted.samples = metric.samples?.map { $0.map(base) }
    return converted
  }
}
