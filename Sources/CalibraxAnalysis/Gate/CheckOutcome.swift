import CalibraxModel

extension CheckReport {
  /// Takes back what so many metrics may show by chance: what would be a regression alone is to be measured again.
  mutating func keepSignificant(rate: Double) {
    let tested = verdicts.indices.filter { verdicts[$0].evidence.pValue != nil }
    let worse = withstandsFalseDiscovery(tested.map { verdicts[$0].evidence.pValue ?? 1 }, rate: rate)
    let better = withstandsFalseDiscovery(tested.map { 1 - (verdicts[$0].evidence.pValue ?? 0) }, rate: rate)
    for (place, index) in tested.enumerated() {
      let stands =
        switch verdicts[index].verdict {
        case .regressed, .unconfirmed: worse[place]
        case .improved: better[place]
        default: true
        }
      guard !stands else { continue }
      let verdict = verdicts[index].verdict
      verdicts[index].evidence.reason =
        "alone it would be \(verdict.rawValue); among \(tested.count) metrics that may be chance, and takes more runs"
      verdicts[index].verdict = verdict == .regressed ? .unconfirmed : .pass
      verdicts[index].evidence.confirmationsNeeded = verdict == .regressed ? 1 : nil
    }
  }

  mutating func sumUp(_ policies: GatePolicies) {
    compared = verdicts.count { $0.verdict.isJudged }
    regressions = verdicts.filter { $0.verdict == .regressed }.map { MetricChange($0) }
    improvements = verdicts.filter { $0.verdict == .improved }.map { MetricChange($0) }
    let missing = verdicts.filter { $0.verdict == .missing }
    let told = Set(skipped.map { GateRuns.MetricKey($0.key, $0.metric) })
    for verdict in missing where !told.contains(GateRuns.MetricKey(verdict.key, verdict.metric)) {
      skip(verdict.metric, of: verdict.key, .missingInCurrent)
    }
    onlyInCurrent = points { $0 == .new }
    onlyInBaseline = points { $0 == .missing }
    let isAllThere = missing.allSatisfy { policies.policy(of: $0.metric, $0.key).policy.allowsMissing }
    passed =
      isJudgedAndMeetsObjectives && isAllThere
      && verdicts.allSatisfy { $0.verdict != .regressed && $0.verdict != .unconfirmed }
  }

  /// The points all of whose metrics have a verdict.
  private func points(_ holds: (Verdict) -> Bool) -> [PointKey] {
    var isWhole: [PointKey: Bool] = [:]
    for verdict in verdicts { isWhole[verdict.key] = (isWhole[verdict.key] ?? true) && holds(verdict.verdict) }
    var seen = Set<PointKey>()
    return verdicts.map(\.key).filter { isWhole[$0] == true && seen.insert($0).inserted }
  }
}
