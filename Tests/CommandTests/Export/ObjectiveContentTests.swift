import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// What W&B is told of objectives.
@Suite struct ObjectiveContentTests {
  private func result(_ framework: String, _ observed: Double?, isMet: Bool) -> ObjectiveResult {
    var result = ObjectiveResult()
    (result.name, result.key, result.metric) = ("P99 TTFC", "ttfc_p99", "ttfc")
    (result.percentile, result.threshold) = (0.99, 0.5)
    (result.observedValue, result.isMet) = (observed, isMet)
    (result.pointName, result.scenario, result.tags) = ("chat", "rate", ["framework": framework])
    return result
  }

  private func values(_ results: [ObjectiveResult], beside others: JSON? = nil) -> OrderedMap<JSON> {
    for case .log(let rows) in ObjectiveContent.commands(results, beside: others) { return rows[0] }
    return [:]
  }

  @Test func eachHasItsValueItsLimitAndWhetherItIsMet() {
    #expect(
      values([result("a", 0.25, isMet: true)]) == [
        "slo/ttfc_p99/observed": 0.25, "slo/ttfc_p99/threshold": 0.5, "slo/ttfc_p99/met": 1, "slo/all_slos_met": 1,
      ])
  }

  @Test func severalPointsOfOneObjectiveAreToldApart() {
    let values = values([result("a", 0.25, isMet: true), result("b", nil, isMet: false)])
    #expect(values["slo/ttfc_p99/a/met"] == 1)
    #expect(values["slo/ttfc_p99/b/met"] == 0)
    #expect(values["slo/ttfc_p99/b/observed"] == nil)
    #expect(values["slo/all_slos_met"] == 0)
  }

  @Test func objectivesThatTheRunCameWithCountToo() {
    #expect(values([result("a", 0.25, isMet: true)], beside: ["all_slos_met": false])["slo/all_slos_met"] == 0)
  }

  @Test func withoutObjectivesNothingIsTold() {
    #expect(ObjectiveContent.commands([]).isEmpty)
  }
}
