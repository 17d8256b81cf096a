public import CalibraxModel

extension GatePolicies {
  /// These policies with what is suggested put in: a policy whose metrics should have another threshold gets it, or, where
  /// that is so of some of them, others before it that name those. So each metric keeps whatever else it had.
  public func applying(_ suggestions: [PolicySuggestion]) -> [GatePolicy] {
    let groups = Dictionary(grouping: suggestions, by: \.rule)
    let known = all.enumerated().flatMap { place, policy in
      let refined = refinements(of: policy, groups[place] ?? [])
      let isReplaced = refined.contains { $0.point == policy.point && $0.metric == policy.metric }
      return refined + (isReplaced ? [] : [policy])
    }
    return known + refinements(of: GatePolicy(), groups[nil] ?? [])
  }
}

/// What must come before a policy so that metrics that it is for get the thresholds suggested: one policy if all want the
/// same, else one a metric or one a point where these do, whichever takes fewer.
private func refinements(of policy: GatePolicy, _ suggestions: [PolicySuggestion]) -> [GatePolicy] {
  if suggestions.haveOneThreshold { return refinement(of: policy, suggestions).map { [$0] } ?? [] }
  let choices = [\PolicySuggestion.metric, \.pointName].map { name in
    Dictionary(grouping: suggestions, by: { $0[keyPath: name] }).sorted { $0.key < $1.key }.flatMap { _, group in
      (group.haveOneThreshold ? [group] : group.map { [$0] }).compactMap { refinement(of: policy, $0) }
    }
  }
  return choices[1].count < choices[0].count ? choices[1] : choices[0]
}

/// A policy for metrics of another that want the same threshold; `nil` where they have it, or none is known.
private func refinement(of policy: GatePolicy, _ suggestions: [PolicySuggestion]) -> GatePolicy? {
  let known = suggestions.filter { $0.threshold != nil }
  guard let threshold = known.first?.threshold, threshold != policy.threshold else { return nil }
  var refined = policy
  refined.threshold = threshold
  let (points, metrics) = (Set(known.map(\.pointName)), Set(known.map(\.metric)))
  if points.count == 1, let name = points.first { refined.point = Wildcard.escaped(name) }
  if metrics.count == 1, let name = metrics.first { refined.metric = Wildcard.escaped(name) }
  return refined
}

extension [PolicySuggestion] {
  /// Whether all that are known are the same.
  fileprivate var haveOneThreshold: Bool { Set(compactMap(\.threshold)).count <= 1 }
}
