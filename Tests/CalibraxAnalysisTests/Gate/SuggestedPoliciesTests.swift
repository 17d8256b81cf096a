import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite("Policies with suggested thresholds")
struct SuggestedPoliciesTests {
  @Test("where the thresholds are as suggested, or nothing is known, nothing changes")
  func nothing() {
    #expect(applied([:], to: []) == [])
    #expect(applied(["p a": 0.05, "p b": nil], to: []) == [])
    let policies = [policy(metric: "a", threshold: 0.1), policy(point: "p")]
    #expect(applied(["p a": 0.1, "p b": 0.05, "q b": 0.05], to: policies) == policies)
  }

  @Test("one policy a metric, one a point, or one for all, where that is enough")
  func collapsed() {
    #expect(applied(["p a": 0.1], to: []) == [policy(point: "p", metric: "a", threshold: 0.1)])
    #expect(applied(["p a": 0.1, "q a": nil], to: []) == [policy(point: "p", metric: "a", threshold: 0.1)])
    #expect(applied(["p a": 0.1, "q a": 0.1], to: []) == [policy(metric: "a", threshold: 0.1)])
    #expect(applied(["p a": 0.1, "p b": 0.1], to: []) == [policy(point: "p", threshold: 0.1)])
    #expect(applied(["p a": 0.1, "p b": 0.1, "q a": 0.1], to: []) == [policy(threshold: 0.1)])
    #expect(
      applied(["p a": 0.1, "p b": 0.2, "q a": 0.1, "q b": 0.2], to: [])
        == [policy(metric: "a", threshold: 0.1), policy(metric: "b", threshold: 0.2)])
    #expect(
      applied(["p a": 0.1, "p b": 0.1, "q a": 0.05, "q b": 0.05], to: []) == [policy(point: "p", threshold: 0.1)])
    #expect(
      applied(["p a": 0.1, "q a": 0.2, "q b": 0.05], to: [])
        == [policy(point: "p", metric: "a", threshold: 0.1), policy(point: "q", metric: "a", threshold: 0.2)])
  }

  @Test("a policy gets another threshold, or others before it, which keep what it demands else")
  func refined() {
    var careful = policy(metric: "a*", tags: ["device": "gpu"], threshold: 0.1)
    (careful.confirmations, careful.reason) = (3, "shared machines")
    var replaced = careful
    replaced.threshold = 0.2
    let others = [policy(metric: "x"), policy(metric: "y")]
    let around = [others[0], careful, others[1]]
    #expect(applied(["p a1": 0.2, "q a2": 0.2], to: around, rule: 1) == [others[0], replaced, others[1]])
    var first = careful
    (first.metric, first.threshold) = ("a1", 0.2)
    #expect(
      applied(["p a1": 0.2, "q a1": 0.2, "p a2": 0.1], to: around, rule: 1) == [others[0], first, careful, others[1]])
  }

  @Test("names are names, not patterns")
  func escaped() {
    let policies = applied([#"p[1]\x a?"#: 0.1, "p a?": 0.2], to: [])
    #expect(policies.map(\.point) == [#"p[1]\\x"#, "p"])
    #expect(policies.map(\.metric) == [#"a\?"#, #"a\?"#])
    let key = PointKey(name: #"p[1]\x"#, tags: [:])
    #expect(GatePolicies(policies).policy(of: "a?", key).policy.threshold == 0.1)
    #expect(GatePolicies(policies).policy(of: "ab", key).place == nil)
  }

  @Test("each metric gets its threshold and keeps all else, and a second time nothing changes", arguments: 0..<200)
  func definition(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let patterns = ["*", "a", "b", "p", "q*", "?"]
    let before = GatePolicies(
      (0..<Int.random(in: 0...4, using: &generator)).map { place in
        var policy = policy(
          point: patterns.randomElement(using: &generator) ?? "*",
          metric: patterns.randomElement(using: &generator) ?? "*", threshold: 0.1)
        policy.confirmations = place
        return policy
      })
    var suggestions: [PolicySuggestion] = []
    for point in ["p", "q", "q2"] {
      for metric in ["a", "b", "c"] where Bool.random(using: &generator) {
        var suggestion = PolicySuggestion()
        (suggestion.pointName, suggestion.metric) = (point, metric)
        suggestion.rule = before.policy(of: metric, suggestion.key).place
        suggestion.threshold = [0.05, 0.1, 0.2].randomElement(using: &generator)
        suggestions.append(suggestion)
      }
    }
    let after = GatePolicies(before.applying(suggestions))
    for suggestion in suggestions {
      var wanted = before.policy(of: suggestion.metric, suggestion.key).policy
      wanted.threshold = suggestion.threshold ?? 0
      let found = after.policy(of: suggestion.metric, suggestion.key).policy
      #expect((found.threshold, found.confirmations) == (wanted.threshold, wanted.confirmations))
    }
    let again = suggestions.map { suggestion in
      var again = suggestion
      again.rule = after.policy(of: suggestion.metric, suggestion.key).place
      return again
    }
    #expect(after.applying(again) == after.all)
  }

  /// - Parameter rule: The policy that holds for all of them.
  private func applied(
    _ thresholds: OrderedMap<Double?>, to policies: [GatePolicy], rule: Int? = nil
  ) -> [GatePolicy] {
    let policies = GatePolicies(policies)
    return policies.applying(
      thresholds.map { member in
        let (name, threshold) = (member.key, member.value)
        let words = name.split(separator: " ").map { String($0) }
        var suggestion = PolicySuggestion()
        (suggestion.pointName, suggestion.metric, suggestion.threshold) = (words[0], words[1], threshold)
        suggestion.rule = rule ?? policies.policy(of: words[1], suggestion.key).place
        return suggestion
      })
  }
}

extension PolicySuggestion {
  /// A point of the name.
  fileprivate var key: PointKey { PointKey(name: pointName, tags: tags) }
}
