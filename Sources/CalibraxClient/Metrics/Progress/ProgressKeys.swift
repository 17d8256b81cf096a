import CalibraxModel

/// The two series of a loop.
struct ProgressMetrics: Sendable {
  /// How many items are done.
  let done: Metric
  /// How it ended: one sample, ``ProgressEnd``.
  let end: Metric

  fileprivate init(_ key: String, _ group: MetricGroup?, total: Int?) {
    done = Metric(key, group: group, scale: MetricScale(upper: total.map(Double.init), progress: true))
    end = Metric(key + ProgressEnd.suffix, throttle: nil)
  }
}

/// Which loops of an execution record under which keys. A loop whose key is taken by one that goes on, or that had
/// another total or group, gets the next: `progress`, `progress 2`, …
struct ProgressKeys: Sendable {
  private struct Loop: Sendable {
    var metrics: ProgressMetrics
    var group: MetricGroup?
    var total: Int?
    var goesOn = true
  }

  private var loops: [String: [Loop]] = [:]

  /// - Parameter total: How many items there will be; below 0 nobody knows.
  mutating func begin(_ key: String, _ group: MetricGroup?, total: Int?) -> ProgressMetrics {
    let total = total.flatMap { $0 < 0 ? nil : $0 }
    let others = loops[key] ?? []
    if let place = others.firstIndex(where: { !$0.goesOn && $0.group == group && $0.total == total }) {
      loops[key]?[place].goesOn = true
      return others[place].metrics
    }
    let name = others.isEmpty ? key : "\(key) \(others.count + 1)"
    let metrics = ProgressMetrics(name, group, total: total)
    loops[key, default: []].append(Loop(metrics: metrics, group: group, total: total))
    return metrics
  }

  /// A loop is over; returns whether it went on.
  mutating func end(_ metrics: ProgressMetrics) -> Bool {
    for (key, others) in loops {
      guard let place = others.firstIndex(where: { $0.metrics.done === metrics.done }) else { continue }
      loops[key]?[place].goesOn = false
      return others[place].goesOn
    }
    return false
  }

  /// The loops that are not over.
  var goingOn: [ProgressMetrics] { loops.values.joined().filter(\.goesOn).map(\.metrics) }
}
