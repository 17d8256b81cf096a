import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

@Suite("Policies")
struct GatePoliciesTests {
  private func policy(_ point: String, _ metric: String, _ threshold: Double) -> GatePolicy {
    var policy = GatePolicy()
    (policy.point, policy.metric, policy.threshold) = (point, metric, threshold)
    return policy
  }

  @Test func theFirstThatNamesAMetricHolds() {
    let policies = GatePolicies([policy("CV-*", "lat?ncy", 0.1), policy("*", "latency", 0.2), policy("*", "*", 0.3)])
    let key = PointKey(name: "CV-1/small", tags: [:])
    #expect(policies.policy(of: "latency", key).policy.threshold == 0.1)
    #expect(policies.policy(of: "latency", key).place == 0)
    #expect(policies.policy(of: "latency", PointKey(name: "NLP", tags: [:])).policy.threshold == 0.2)
    #expect(policies.policy(of: "speed", key).place == 2)
    #expect(GatePolicies().policy(of: "speed", key).place == nil)
    #expect(GatePolicies().policy(of: "speed", key).policy.threshold == 0.05)
  }

  @Test func tagsNarrowAPolicy() {
    var narrow = policy("*", "*", 0.5)
    narrow.tags = ["device": "gpu"]
    let policies = GatePolicies([narrow])
    #expect(policies.policy(of: "m", PointKey(name: "p", tags: ["device": "gpu", "size": "1"])).place == 0)
    #expect(policies.policy(of: "m", PointKey(name: "p", tags: ["device": "cpu"])).place == nil)
  }

  @Test(arguments: [
    ("*", "", true), ("*", "x", true), ("a*c", "abbc", true), ("a*c", "ab", false), ("?", "é", true), ("?", "", false),
    ("t[1-2]", "t[1-2]", true), ("t[1-2]", "t1", false), (#"a\*b"#, "a*b", true), (#"a\*b"#, "axb", false),
    ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false), ("a", "ab", false), (#"a\"#, #"a\"#, true),
  ])
  func wildcardsStandForTextAndCharacters(_ pattern: String, _ name: String, _ matches: Bool) {
    let policies = GatePolicies([policy(pattern, "*", 0.1)])
    #expect((policies.policy(of: "m", PointKey(name: name, tags: [:])).place == 0) == matches)
  }
}
