public import CalibraxModel

/// What is demanded of which metrics.
public struct GatePolicies: Sendable {
  /// The policies, in the order of config.json.
  public let all: [GatePolicy]

  /// Policies in order: of those that name a metric the first holds.
  public init(_ all: [GatePolicy] = []) { self.all = all }

  /// The policy of a metric, and its place; what holds where none says anything has none.
  public func policy(of metric: String, _ point: PointKey) -> (policy: GatePolicy, place: Int?) {
    let place = all.firstIndex { $0.mismatches(metric, of: point).isEmpty }
    return (place.map { all[$0] } ?? GatePolicy(), place)
  }

  /// Which policy holds for a metric, and what the others are to it.
  public func explanation(of metric: String, _ point: PointKey) -> PolicyExplanation {
    var explanation = PolicyExplanation()
    (explanation.policy, explanation.rule) = policy(of: metric, point)
    explanation.rules = all.enumerated().map { place, policy in
      var match = PolicyMatch()
      match.rule = place
      (match.point, match.metric, match.tags) = (policy.point, policy.metric, policy.tags)
      match.mismatches = policy.mismatches(metric, of: point)
      if match.mismatches.isEmpty { match.outcome = place == explanation.rule ? .holds : .hidden }
      return match
    }
    return explanation
  }
}

extension GatePolicy {
  /// By what the policy does not name a metric; empty where it does.
  fileprivate func mismatches(_ name: String, of key: PointKey) -> [PolicyCriterion] {
    var mismatches: [PolicyCriterion] = []
    if !Wildcard(point).matches(key.pointName) { mismatches.append(.point) }
    if !Wildcard(metric).matches(name) { mismatches.append(.metric) }
    if !key.tags.contains(tags) { mismatches.append(.tags) }
    return mismatches
  }
}
