public import CalibraxJSON
public import CalibraxModel

/// Judges each metric of a run by earlier runs, or by runs made in turns with it, and all of them together, so that among
/// many metrics few are called regressions by chance.
public struct Gate: Sendable {
  /// How metrics are judged; not by threshold.
  public var method = CheckMethod.history
  /// What is demanded of which metrics.
  public var policies = GatePolicies()
  /// What is demanded of the run's samples whatever earlier runs are.
  public var objectives: [ServiceLevelObjective] = []
  /// The relative change that is allowed, in place of what policies say.
  public var threshold: Double?
  /// The share of the regressions reported that may be false.
  public var falseDiscoveryRate = 0.05
  /// The run whose values were accepted as the level.
  public var accepted: String?
  /// Whether earlier runs are those of the judged one's own branch.
  public var continuesHistory = false

  /// A gate to be set up.
  public init() {}

  /// Judges a run.
  ///
  /// - Parameters:
  ///   - current: The run.
  ///   - runs: Earlier runs, and those of the same code, of which the run itself is the last.
  ///   - turns: Runs of both codes in the order they were made, where it may be judged by those.
  ///   - baseline: What values are compared with where they can be judged in no better way; only by `auto`.
  ///   - definitions: Definitions that those of earlier runs, and then the run's own, are laid over.
  public func check(
    _ current: Run, runs: GateRuns, turns: GateRuns?, baseline: Run?, definitions: OrderedMap<MetricDef>
  ) -> CheckReport {
    var report = CheckReport()
    report.method = method
    report.currentID = current.id
    report.threshold = threshold ?? GatePolicy().threshold
    report.falseDiscoveryRate = falseDiscoveryRate
    report.take(objectives, current, definitions)
    let definitions = definitions.overlaid(by: runs.definitions).overlaid(by: current.metricDefs)
    let turns = turns.flatMap { areInTurns($0) ? $0 : nil }
    let before = Dictionary((baseline?.points ?? []).map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    var seen = Set<GateRuns.MetricKey>()
    for point in current.points {
      for metric in point.metrics {
        let key = GateRuns.MetricKey(point.key, metric.key)
        guard !seen.contains(key) else { continue }
        guard let direction = definitions[metric.key]?.direction, direction != .info else {
          seen.insert(key)
          report.skip(metric.key, of: point.key, definitions[metric.key]?.direction == nil ? .undefined : .info)
          continue
        }
        guard metric.value.finiteValue != nil else { report.skip(metric.key, of: point.key, .notFinite); continue }
        seen.insert(key)
        let old = before[point.key]?.metrics[metric.key]?.finiteValue
        if let verdict = judge(key, direction, runs, turns, old: old) { report.verdicts.append(verdict) }
      }
    }
    report.verdicts += missing(seen, runs, turns, definitions)
    report.keepSignificant(rate: falseDiscoveryRate)
    report.sumUp(policies)
    return report
  }

  private func judge(
    _ key: GateRuns.MetricKey, _ direction: Direction, _ runs: GateRuns, _ turns: GateRuns?, old: Double?
  ) -> MetricVerdict? {
    var (policy, place) = policies.policy(of: key.metric, key.point)
    if policy.isIgnored { return nil }
    if let threshold { policy.threshold = threshold }
    var verdict =
      switch method == .auto ? policy.method ?? .auto : method {
      case .paired: inTurns(key, direction, policy, turns)
      case .threshold: byThreshold(key, direction, policy, runs, old)
      case .history: byHistory(key, direction, policy, runs)
      case .auto: best(key, direction, policy, runs, turns, old)
      }
    (verdict.pointName, verdict.tags, verdict.metric) = (key.point.pointName, key.point.tags, key.metric)
    verdict.direction = direction
    verdict.evidence.policy = place
    return verdict
  }

  private func best(
    _ key: GateRuns.MetricKey, _ direction: Direction, _ policy: GatePolicy, _ runs: GateRuns, _ turns: GateRuns?,
    _ old: Double?
  ) -> MetricVerdict {
    if turns != nil {
      let verdict = inTurns(key, direction, policy, turns)
      if verdict.verdict != .insufficient && verdict.verdict != .new { return verdict }
    }
    let verdict = byHistory(key, direction, policy, runs)
    guard verdict.verdict == .new || verdict.verdict == .insufficient, old != nil else { return verdict }
    return byThreshold(key, direction, policy, runs, old)
  }

  private func inTurns(
    _ key: GateRuns.MetricKey, _ direction: Direction, _ policy: GatePolicy, _ turns: GateRuns?
  ) -> MetricVerdict {
    var gate = PairedGate()
    (gate.policy, gate.direction) = (policy, direction)
    guard let turns else {
      var verdict = MetricVerdict()
      verdict.method = .paired
      verdict.verdict = .insufficient
      verdict.evidence.reason =
        "\(PairedGate.leastCount) runs of each code, made in turns in one environment, are needed"
      return verdict
    }
    return gate.judge(turns.values(of: key, as: .contender).values, base: turns.values(of: key, as: .base).values)
  }

  private func byThreshold(
    _ key: GateRuns.MetricKey, _ direction: Direction, _ policy: GatePolicy, _ runs: GateRuns, _ old: Double?
  ) -> MetricVerdict {
    var verdict = MetricVerdict()
    verdict.direction = direction
    let value = runs.values(of: key, as: .contender).values.last
    if let value, let old {
      verdict.compare(value, with: old, threshold: policy.threshold)
    } else {
      (verdict.verdict, verdict.currentValue) = (.insufficient, value)
      verdict.evidence.reason = "no baseline has it"
    }
    return verdict
  }

  private func byHistory(
    _ key: GateRuns.MetricKey, _ direction: Direction, _ policy: GatePolicy, _ runs: GateRuns
  ) -> MetricVerdict {
    let (history, places) = runs.values(of: key, as: .history)
    var gate = HistoryGate()
    (gate.policy, gate.direction) = (policy, direction)
    gate.continuesHistory = continuesHistory
    gate.acceptedPlace = accepted.flatMap { id in places.firstIndex { runs.runs[$0].id == id } }
    var verdict = gate.judge(runs.values(of: key, as: .contender).values, history: history)
    if let count = verdict.evidence.levelCount {
      verdict.evidence.levelSince = runs.runs[places[places.count - count]].id
    }
    let foreign = runs.values(of: key, as: .foreign).values.count
    if !verdict.verdict.isJudged, verdict.verdict != .noisy, foreign > 0 {
      verdict.verdict = .incomparable
      verdict.evidence.reason = "\(foreign) earlier runs are of other environments, \(history.count) of this one"
    }
    return verdict
  }

  /// What the newest earlier run, or most of the last ten, have, of the same environment where there are some, and the
  /// judged one has not.
  private func missing(
    _ seen: Set<GateRuns.MetricKey>, _ runs: GateRuns, _ turns: GateRuns?, _ definitions: OrderedMap<MetricDef>
  ) -> [MetricVerdict] {
    let (source, role): (GateRuns, GateRuns.Role) =
      method == .paired ? (turns ?? GateRuns(), .base) : (runs, runs.count(.history) > 0 ? .history : .foreign)
    let last = source.places(role).suffix(10)
    guard let newest = last.last else { return [] }
    let keys = source.keys.filter { key in
      !seen.contains(key)
        && (source.has(key, at: newest) || 2 * last.count { source.has(key, at: $0) } > last.count)
    }
    return keys.sorted { ($0.point.pointName, $0.metric) < ($1.point.pointName, $1.metric) }.compactMap { key in
      let (policy, place) = policies.policy(of: key.metric, key.point)
      guard let direction = definitions[key.metric]?.direction, direction != .info, !policy.isIgnored else {
        return nil
      }
      var verdict = MetricVerdict(key.point, key.metric, direction)
      verdict.verdict = .missing
      verdict.method = method == .auto ? .history : method
      verdict.baselineValue = source.values(of: key, as: role).values.last
      verdict.evidence.policy = place
      if policy.allowsMissing { verdict.evidence.reason = "its policy allows that" }
      return verdict
    }
  }
}

/// Whether runs of both codes are enough, and alternate often enough.
private func areInTurns(_ runs: GateRuns) -> Bool {
  let sides = runs.roles.filter { $0 == .base || $0 == .contender }
  let counts = (sides.count { $0 == .base }, sides.count { $0 == .contender })
  let turns = zip(sides, sides.dropFirst()).count { $0 != $1 }
  return min(counts.0, counts.1) >= PairedGate.leastCount && turns >= min(counts.0, counts.1)
}
