import CalibraxModel

extension Report {
  /// What a check found.
  init(_ check: CheckReport) {
    let isGate = check.method != .threshold
    let outcome = Self.outcome(check)
    let judged = "\(check.compared) of \(check.verdicts.count) metrics judged"
    self.init(
      kind: isGate ? .gate : .threshold, outcome: outcome,
      finding: isGate ? Self.finding(check, outcome, judged) : Self.finding(check), judged: judged,
      facts: Self.facts(check, judged), valueNames: ["baseline", "current"],
      rows: check.verdicts.enumerated().map { ReportRow($1, of: check, place: $0) }.worstFirst(),
      skipped: Self.untold(check), result: check, listed: ["verdicts", "regressions", "improvements"])
  }

  private static func outcome(_ check: CheckReport) -> Outcome {
    if check.passed { return .passed }
    if !check.regressions.isEmpty { return .regressed }
    if check.verdicts.contains(where: { $0.verdict == .unconfirmed }) { return .unconfirmed }
    let isIncomplete = check.method != .threshold && check.verdicts.contains { $0.verdict == .missing }
    return isIncomplete ? .incomplete : .notJudged
  }

  /// What is said of a check by threshold.
  private static func finding(_ check: CheckReport) -> String {
    if check.passed {
      return ": no regressions (\(check.compared) metrics compared, threshold \(fixed(check.threshold * 100, 1))%)"
    }
    return check.regressions.isEmpty
      ? ": nothing was compared" : ": \(check.regressions.count) regression(s) detected"
  }

  /// What is said of a check by a gate that knows noise.
  private static func finding(_ check: CheckReport, _ outcome: Outcome, _ judged: String) -> String {
    let rest = " (\(judged)\(base(check).map { ", by \($0)" } ?? ""))"
    switch outcome {
    case .passed: return ": no regressions" + rest
    case .regressed: return ": \(check.regressions.count) regression(s) detected" + rest
    case .unconfirmed, .incomplete, .notJudged: return rest
    }
  }

  private static func base(_ check: CheckReport) -> String? {
    if let turns = check.base?.turns { return "\(turns.count) run(s) made in turns" }
    guard let base = check.base, base.runs > 0 else { return nil }
    return "\(base.runs) run(s)" + (base.branch.map { " of \(printable($0))" } ?? "")
  }

  private static func facts(_ check: CheckReport, _ judged: String) -> [(name: String, text: String)] {
    let facts: [(name: String, text: String?)] = [
      ("Run", check.currentID), ("Baseline", check.baselineID),
      ("Earlier runs", base(check)), ("Fork point", check.base?.forkPoint.map(shortCommit)),
      ("Method", check.method.rawValue), ("Allowed", fixed(check.threshold * 100, 1) + "%"), ("Judged", judged),
    ]
    return facts.compactMap { fact in fact.text.flatMap { $0.isEmpty ? nil : (fact.name, $0) } }
  }

  /// Of what was not compared that which has no verdict that says so.
  private static func untold(_ check: CheckReport) -> [SkippedMetric] {
    let told = Set(check.verdicts.map { Told(point: $0.key, metric: $0.metric) })
    return check.skipped.filter { !told.contains(Told(point: $0.key, metric: $0.metric)) }
  }

  private struct Told: Hashable {
    let point: PointKey
    let metric: String
  }
}

extension ReportRow {
  /// What the gate says where a policy lets a run lack a metric.
  private static let allowsMissing = "its policy allows that"

  init(_ verdict: MetricVerdict, of check: CheckReport, place: Int) {
    let isMissed = check.method != .threshold && verdict.evidence.reason != Self.allowsMissing
    self.init(
      pointName: verdict.pointName, tags: verdict.tags, metric: verdict.metric, verdict: verdict.verdict,
      direction: verdict.direction, values: [verdict.baselineValue, verdict.currentValue],
      deltaPct: verdict.deltaPct, allowed: verdict.evidence.threshold ?? check.threshold, evidence: verdict.evidence,
      isBlocking: [.regressed, .unconfirmed].contains(verdict.verdict) || verdict.verdict == .missing && isMissed,
      place: place, record: verdict)
  }
}
