public import CalibraxJSON
public import CalibraxModel

/// Which threshold the noise of each metric of some runs lets a gate by history have.
///
/// - Parameters:
///   - runs: The runs, as history.
///   - policies: What is demanded now.
///   - definitions: Definitions that those of the runs are laid over.
///   - point: The only points' name, where not all are wanted.
///   - metric: The only metric's name, where not all are wanted.
/// - Returns: A suggestion of each metric that gates judge, by points and metrics in alphabetical order.
public func policySuggestions(
  _ runs: GateRuns, policies: GatePolicies, definitions: OrderedMap<MetricDef>, point: String? = nil,
  metric: String? = nil
) -> [PolicySuggestion] {
  let definitions = definitions.overlaid(by: runs.definitions)
  var series: [Subject: [NoisyMetric]] = [:]
  for key in runs.keys {
    guard point.map({ Spelling($0) == Spelling(key.point.pointName) }) ?? true,
      metric.map({ Spelling($0) == Spelling(key.metric) }) ?? true,
      let direction = definitions[key.metric]?.direction, direction != .info
    else { continue }
    let (policy, place) = policies.policy(of: key.metric, key.point)
    let values = runs.values(of: key, as: .history).values
    guard !policy.isIgnored, !values.isEmpty else { continue }
    let subject = Subject(point: Spelling(key.point.pointName), metric: Spelling(key.metric), rule: place)
    series[subject, default: []].append(NoisyMetric(values, tags: key.point.tags, policy, direction))
  }
  return series.map { suggestion(on: $0, $1) }.sorted {
    ($0.pointName, $0.metric, $0.rule ?? .max) < ($1.pointName, $1.metric, $1.rule ?? .max)
  }
}

/// What a suggestion is about: a metric of the points of one name that one policy is for.
private struct Subject: Hashable {
  let point: Spelling
  let metric: Spelling
  let rule: Int?
}

/// A metric of a point through the runs, as a gate sees it.
private struct NoisyMetric {
  let tags: OrderedMap<String>
  let policy: GatePolicy
  /// What the newest value, held against all of them, rests on.
  let evidence: VerdictEvidence
  let falseAlarms: FalseAlarms

  init(_ values: [Double], tags: OrderedMap<String>, _ policy: GatePolicy, _ direction: Direction) {
    var gate = HistoryGate()
    (gate.policy, gate.direction) = (policy, direction)
    self.tags = tags
    self.policy = policy
    evidence = gate.judge(Array(values.suffix(1)), history: values).evidence
    falseAlarms = FalseAlarms(of: values, by: gate)
  }
}

private func suggestion(on subject: Subject, _ series: [NoisyMetric]) -> PolicySuggestion {
  var suggestion = PolicySuggestion()
  (suggestion.pointName, suggestion.metric, suggestion.rule) = (subject.point.text, subject.metric.text, subject.rule)
  suggestion.points = series.count
  suggestion.judged = series.reduce(0) { $0 + $1.falseAlarms.judged }
  if suggestion.judged > 0 {
    suggestion.falseAlarmRate = Double(series.reduce(0) { $0 + $1.falseAlarms.count }) / Double(suggestion.judged)
  }
  guard let worst = series.max(by: { ($0.evidence.detectable ?? -1) < ($1.evidence.detectable ?? -1) }) else {
    return suggestion
  }
  let evidence = worst.evidence
  suggestion.tags = worst.tags
  suggestion.presentThreshold = worst.policy.threshold
  (suggestion.count, suggestion.levelCount) = (evidence.count ?? 0, evidence.levelCount ?? 0)
  guard let detectable = evidence.detectable, let threshold = roundThresholds.first(where: { $0 >= detectable }) else {
    suggestion.reason = evidence.reason ?? "no relative change could be told from its noise"
    return suggestion
  }
  (suggestion.noise, suggestion.detectable, suggestion.threshold) = (evidence.noise, detectable, threshold)
  return suggestion
}

/// Thresholds that people choose, up to the largest that a policy may have.
private let roundThresholds = [
  0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1_000,
]
