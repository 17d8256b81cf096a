public import CalibraxJSON
public import CalibraxModel

/// Compares a run with a baseline, metric by metric, each in its own direction (calibrax, `detect_regressions`).
///
/// Points match by name and tags; of several alike in the baseline the last counts. A `higher` metric regresses when it
/// falls, a `lower` one when it rises, by more than the threshold relative to the baseline's absolute value. Any change
/// for the better is an improvement.
///
/// - Parameters:
///   - definitions: Definitions that the baseline's, and then the run's own, are laid over.
///   - threshold: The relative change allowed; 0.05 is 5 %.
public func check(
  _ current: Run, against baseline: Run, definitions: OrderedMap<MetricDef>, threshold: Double
) -> CheckReport {
  let definitions = definitions.overlaid(by: baseline.metricDefs).overlaid(by: current.metricDefs)
  let before = Dictionary(baseline.points.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  var report = CheckReport()
  report.baselineID = baseline.id
  report.currentID = current.id
  report.threshold = threshold
  var seen = Set<PointKey>()
  for point in current.points {
    seen.insert(point.key)
    if let old = before[point.key] {
      report.compare(point, with: old, definitions: definitions)
    } else {
      report.onlyInCurrent.append(point.key)
    }
  }
  for point in baseline.points where seen.insert(point.key).inserted { report.onlyInBaseline.append(point.key) }
  report.passed = report.compared > 0 && report.regressions.isEmpty
  return report
}

extension CheckReport {
  fileprivate mutating func compare(_ point: Point, with old: Point, definitions: OrderedMap<MetricDef>) {
    for (name, metric) in point.metrics.members.map({ ($0.key, $0.value) }) {
      guard let direction = definitions[name]?.direction else { skip(name, of: point, .undefined); continue }
      if direction == .info { skip(name, of: point, .info); continue }
      guard let oldMetric = old.metrics[name] else { skip(name, of: point, .missingInBaseline); continue }
      guard let value = metric.finiteValue, let oldValue = oldMetric.finiteValue else {
        skip(name, of: point, .notFinite)
        continue
      }
      if oldValue == 0 { skip(name, of: point, .baselineZero); continue }
      compared += 1
      let deltaPct = (value - oldValue) / abs(oldValue) * 100
      let gain = direction == .higher ? deltaPct : -deltaPct
      guard gain < -threshold * 100 || gain > 0 else { continue }
      var change = MetricChange()
      change.metric = name
      change.pointName = point.name
      change.tags = point.tags
      change.baselineValue = oldValue
      change.currentValue = value
      change.deltaPct = deltaPct
      change.direction = direction
      if gain > 0 { improvements.append(change) } else { regressions.append(change) }
    }
    for name in old.metrics.keys where point.metrics[name] == nil { skip(name, of: point, .missingInCurrent) }
  }

  private mutating func skip(_ metric: String, of point: Point, _ reason: SkipReason) {
    var entry = SkippedMetric()
    entry.pointName = point.name
    entry.tags = point.tags
    entry.metric = metric
    entry.reason = reason
    skipped.append(entry)
  }
}
