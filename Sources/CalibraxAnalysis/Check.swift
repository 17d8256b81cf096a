public import CalibraxJSON
public import CalibraxModel

/// Compares a run with a baseline, metric by metric, each in its own direction (calibrax, `detect_regressions`).
///
/// Points match by name and tags; of several alike in the baseline the last counts. A `higher` metric regresses when it
/// falls, a `lower` one when it rises, by more than the threshold relative to the baseline's absolute value. Any change
/// for the better is listed as an improvement; the verdict says so of one beyond the threshold.
///
/// - Parameters:
///   - definitions: Definitions that the baseline's, and then the run's own, are laid over.
///   - threshold: The relative change allowed; 0.05 is 5 %.
///   - objectives: What is demanded of the current run whatever the baseline is; they need its samples.
public func check(
  _ current: Run, against baseline: Run, definitions: OrderedMap<MetricDef>, threshold: Double,
  objectives: [ServiceLevelObjective] = []
) -> CheckReport {
  let before = Dictionary(baseline.points.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  var report = CheckReport()
  report.baselineID = baseline.id
  report.currentID = current.id
  report.threshold = threshold
  report.take(objectives, current, definitions)
  let definitions = definitions.overlaid(by: baseline.metricDefs).overlaid(by: current.metricDefs)
  var seen = Set<PointKey>()
  for point in current.points {
    seen.insert(point.key)
    if let old = before[point.key] {
      report.compare(point, with: old, definitions: definitions)
    } else {
      report.onlyInCurrent.append(point.key)
      report.list(point, as: .new, definitions)
    }
  }
  for point in baseline.points where seen.insert(point.key).inserted {
    report.onlyInBaseline.append(point.key)
    report.list(point, as: .missing, definitions)
  }
  report.passed = report.isJudgedAndMeetsObjectives && report.regressions.isEmpty
  return report
}

extension CheckReport {
  fileprivate mutating func compare(_ point: Point, with old: Point, definitions: OrderedMap<MetricDef>) {
    for (name, metric) in point.metrics.members.map({ ($0.key, $0.value) }) {
      guard let direction = definitions[name]?.direction else { skip(name, of: point.key, .undefined); continue }
      if direction == .info { skip(name, of: point.key, .info); continue }
      var verdict = MetricVerdict(point.key, name, direction)
      verdict.currentValue = metric.finiteValue
      guard let oldMetric = old.metrics[name] else {
        verdict.verdict = .new
        verdicts.append(verdict)
        skip(name, of: point.key, .missingInBaseline)
        continue
      }
      guard let value = metric.finiteValue, let oldValue = oldMetric.finiteValue else {
        skip(name, of: point.key, .notFinite)
        continue
      }
      verdict.compare(value, with: oldValue, threshold: threshold)
      verdicts.append(verdict)
      if oldValue == 0 { skip(name, of: point.key, .baselineZero); continue }
      compared += 1
      switch verdict.gainPct {
      case let gain where gain > 0: improvements.append(MetricChange(verdict))
      case _ where verdict.verdict == .regressed: regressions.append(MetricChange(verdict))
      default: break
      }
    }
    for name in old.metrics.keys where point.metrics[name] == nil {
      skip(name, of: point.key, .missingInCurrent)
      guard let direction = definitions[name]?.direction, direction != .info else { continue }
      var verdict = MetricVerdict(point.key, name, direction)
      verdict.verdict = .missing
      verdict.baselineValue = old.metrics[name]?.finiteValue
      verdicts.append(verdict)
    }
  }

  /// Lists what only one of the runs has.
  fileprivate mutating func list(_ point: Point, as verdict: Verdict, _ definitions: OrderedMap<MetricDef>) {
    for metric in point.metrics {
      guard let direction = definitions[metric.key]?.direction, direction != .info else { continue }
      var entry = MetricVerdict(point.key, metric.key, direction)
      entry.verdict = verdict
      if verdict == .new {
        entry.currentValue = metric.value.finiteValue
      } else {
        entry.baselineValue = metric.value.finiteValue
      }
      verdicts.append(entry)
    }
  }

  mutating func skip(_ metric: String, of point: PointKey, _ reason: SkipReason) {
    var entry = SkippedMetric()
    entry.pointName = point.pointName
    entry.tags = point.tags
    entry.metric = metric
    entry.reason = reason
    skipped.append(entry)
  }
}

extension MetricVerdict {
  /// Judges a value by its size relative to another.
  mutating func compare(_ value: Double, with old: Double, threshold: Double) {
    (method, currentValue, baselineValue) = (.threshold, value, old)
    evidence.threshold = threshold
    guard old != 0 else {
      verdict = .insufficient
      evidence.reason = "the baseline is 0, and no change is relative to that"
      return
    }
    deltaPct = (value - old) / abs(old) * 100
    verdict = gainPct < -threshold * 100 ? .regressed : gainPct > threshold * 100 ? .improved : .pass
  }

  /// How much better the value is, in percent; negative where it is worse.
  fileprivate var gainPct: Double { (direction == .higher ? 1 : -1) * (deltaPct ?? 0) }
}
