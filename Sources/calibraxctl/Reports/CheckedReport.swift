import CalibraxModel

extension Report {
  /// What a check found.
  init(_ check: CheckReport) {
    let isGate = check.method != .threshold
    let outcome = Self.outcome(check)
    let found = Self.found(check)
    let judged = "\(check.compared) of \(check.verdicts.count) metrics judged"
    self.init(
      kind: isGate ? .gate : .threshold, outcome: outcome,
      finding: isGate ? Self.finding(check, outcome, found, judged) : ": " + found,
      found: found, judged: judged, facts: Self.facts(check, judged), valueNames: ["baseline", "current"],
      rows: check.verdicts.enumerated().map { ReportRow($1, of: check, place: $0) }.worstFirst(),
      objectives: check.objectives ?? [], skipped: Self.untold(check), result: check,
      listed: ["verdicts", "regressions", "improvements", "slos"])
  }

  private static func outcome(_ check: CheckReport) -> Outcome {
    if check.passed { return .passed }
    if !check.regressions.isEmpty { return .regressed }
    if check.areObjectivesMet == false { return .missed }
    if check.verdicts.contains(where: { $0.verdict == .unconfirmed }) { return .unconfirmed }
    let isIncomplete = check.method != .threshold && check.verdicts.contains { $0.verdict == .missing }
    return isIncomplete ? .incomplete : .notJudged
  }

  /// What is said of regressions, or of there being none, and of service level objectives.
  private static func found(_ check: CheckReport) -> String {
    var parts = check.regressions.isEmpty ? [] : ["\(check.regressions.count) regression(s) detected"]
    let isByThreshold = check.method == .threshold
    if parts.isEmpty, check.compared > 0 {
      let allowed = " (\(check.compared) metrics compared, threshold \(fixed(check.threshold * 100, 1))%)"
      parts.append("no regressions" + (isByThreshold ? allowed : ""))
    } else if parts.isEmpty, isByThreshold {
      parts.append("nothing was compared")
    }
    if let objectives = check.objectives, !objectives.isEmpty {
      // What decides is said first.
      let isFirst = check.regressions.isEmpty && (check.compared == 0 || check.areObjectivesMet == false)
      parts.insert(objectives.finding, at: isFirst ? 0 : parts.count)
    }
    return parts.joined(separator: ", ")
  }

  /// What is said of a check by a gate that knows noise.
  private static func finding(_ check: CheckReport, _ outcome: Outcome, _ found: String, _ judged: String) -> String {
    let rest = " (\(judged)\(base(check).map { ", by \($0)" } ?? ""))"
    switch outcome {
    case .passed, .regressed, .missed: return ": " + found + rest
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
