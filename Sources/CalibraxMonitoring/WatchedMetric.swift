import CalibraxModel

/// A metric of one execution, point or host, as thresholds see it.
struct WatchedMetric: Sendable {
  /// How many values a trend is told from.
  static let historyCount = 100

  let name: String
  let subject: String?
  var history = LatestValues<Double>(historyCount)
  var lastHeard: Double
  /// When the last run was that it is of.
  var lastRun: Timestamp?
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
    let (before, count) = (Double(summary.samples), Double(summary.samples + values.count))
    let sum = values.reduce(summary.mean * before, +)
    // The sum of large values may be too large.
    summary.mean = sum.isFinite ? sum / count : values.reduce(summary.mean * (before / count)) { $0 + $1 / count }
    summary.samples += values.count
    summary.latest = latest
  }
}
