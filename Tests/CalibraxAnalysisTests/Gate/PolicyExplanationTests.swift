import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

@Suite("Which policy holds for a metric")
struct PolicyExplanationTests {
  private let policies = GatePolicies([
    policy(point: "CV-*", metric: "latency", tags: ["framework": "Grain"], threshold: 0.1),
    policy(metric: "lat*", threshold: 0.2), policy(point: "CV-?/small", threshold: 0.3), policy(threshold: 0.4),
  ])

  @Test("the first that names it; those behind it that do are hidden")
  func firstHolds() {
    let explanation = policies.explanation(
      of: "latency", PointKey(name: "CV-1/small", tags: ["framework": "Grain", "size": "small"]))
    #expect(explanation.rule == 0)
    #expect(explanation.policy == policies.all[0])
    #expect(explanation.rules.map(\.outcome) == [.holds, .hidden, .hidden, .hidden])
    #expect(explanation.rules.map(\.rule) == [0, 1, 2, 3])
    #expect(explanation.rules.allSatisfy { $0.mismatches.isEmpty })
    #expect(explanation.rules[0].tags == ["framework": "Grain"])
  }

  @Test(
    "of the others it is told what they do not name",
    arguments: [
      ("CV-1/small", "latency", [[.tags], [], [], []], 1),
      ("CV-10/small", "throughput", [[.metric, .tags], [.metric], [.point], []], 3),
      ("CV-2/small", "throughput", [[.metric, .tags], [.metric], [], []], 2),
      ("cv", "platency", [[.point, .metric, .tags], [.metric], [.point], []], 3),
    ] as [(String, String, [[PolicyCriterion]], Int)])
  func mismatches(_ point: String, _ metric: String, _ mismatches: [[PolicyCriterion]], _ rule: Int) {
    let explanation = policies.explanation(of: metric, PointKey(name: point, tags: [:]))
    #expect(explanation.rules.map(\.mismatches) == mismatches)
    #expect(explanation.rule == rule)
    #expect(explanation.policy.threshold == policies.all[rule].threshold)
    for match in explanation.rules {
      let outcome: PolicyOutcome = match.mismatches.isEmpty ? match.rule == rule ? .holds : .hidden : .mismatch
      #expect(match.outcome == outcome)
    }
  }

  @Test("none: what is usual")
  func none() {
    let explanation = GatePolicies([policy(point: "x")]).explanation(of: "m", PointKey(name: "p", tags: [:]))
    #expect(explanation.policy == GatePolicy())
    #expect(explanation.rule == nil)
    #expect(explanation.rules.map(\.outcome) == [.mismatch])
  }
}

/// A policy for tests.
func policy(
  point: String = "*", metric: String = "*", tags: OrderedMap<String> = [:], threshold: Double = 0.05
) -> GatePolicy {
  var policy = GatePolicy()
  (policy.point, policy.metric, policy.tags, policy.threshold) = (point, metric, tags, threshold)
  return policy
}
