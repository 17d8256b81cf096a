import CalibraxModel

/// A metric of one execution, point or host, as thresholds see it.
struct WatchedMetric: Sendable {
  /// How many values a trend is told from.
  static let historyCount = 100

  let name: String
  let subject: String?
  var history = LatestValues<Double>(historyCount)
  var lastHeard: Double
  /// Since when each kind of threshold is violated, and by what.
  var violations: [ThresholdKind: Violation] = [:]

  struct Violation: Sendable {
    var since: Double
    var value: Double
    /// Which side of the threshold is bad.
    var kind: ThresholdKind
  }

  init(_ name: String, _ subject: String?, at uptime: Double) {
    self.name = name
    self.subject = subject
    lastHeard = uptime
  }

  /// Its values as the summary shows them, merged with those of the same metric elsewhere.
  func merge(into summary: inout MetricHistory) {
    let values = history.values
    guard let latest = values.last, let min = values.min(), let max = values.max() else { return }
    let isFirst = summary.samples == 0
    summary.min = isFirst ? min : Swift.min(summary.min, min)
    summary.max = isFirst ? max : Swift.max(summary.max, max)
    let sum = summary.mean * Double(summary.samples) + values.reduce(0, +)
    summary.samples += values.count
    summary.mean = sum / Double(summary.samples)
    summary.latest = latest
  }
}
