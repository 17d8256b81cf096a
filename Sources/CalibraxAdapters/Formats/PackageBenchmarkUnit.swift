import CalibraxModel
import CalibraxReading

/// In what package-benchmark gives a metric. It writes a unit of time, or of counts how they are scaled: `M`.
struct PackageBenchmarkUnit {
  /// What a written value is multiplied with.
  var scale = 1.0
  var unit: String

  private static let scales = ["": 1, "#": 1, "*": 1, "count": 1, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15]

  /// - Parameter written: The unit; empty where only the metric tells it.
  init(written: String, of metric: String) {
    guard let scale = Self.scales[written] else {
      unit = written
      return
    }
    self.scale = scale
    let name = metric.lowercased()
    if name.hasPrefix("throughput") {
      unit = "1/s"
    } else if name.contains("memory") || name.contains("bytes") {
      unit = "B"
    } else {
      // Of the names in code, these are times.
      unit = ["wallClock", "cpuUser", "cpuSystem", "cpuTotal"].contains(metric) ? "ns" : "count"
    }
  }

  /// A heading's metric and unit: `Time (wall clock) (ms)`, `Malloc (total) (K)`. Not all that stands in brackets is a
  /// unit.
  static func split(_ heading: String) -> (name: String, unit: PackageBenchmarkUnit) {
    guard heading.hasSuffix(")"), let bracket = heading.lastIndex(of: "(") else {
      return (heading, PackageBenchmarkUnit(written: "", of: heading))
    }
    let inner = heading[heading.index(after: bracket)...].dropLast().trimmed
    guard scales[inner] != nil || Unit(inner).name == "s" else {
      return (heading, PackageBenchmarkUnit(written: "", of: heading))
    }
    let name = heading[..<bracket].trimmed
    return (name, PackageBenchmarkUnit(written: inner, of: name))
  }

  /// What was measured of a metric, in the unit.
  func measurement(_ metric: String, _ value: Double?) -> Measurement {
    Measurement(metric, value.map { $0 * scale }, unit)
  }
}
