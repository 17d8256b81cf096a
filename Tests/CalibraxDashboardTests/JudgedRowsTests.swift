import CalibraxDashboard
import CalibraxModel
import Testing

/// What validators are told of rows, and what they say of them.
@Suite struct JudgedRowsTests {
  private func statuses(_ rows: String, x: String = "ts", rule: String) throws -> String {
    let benchmark = try EvaluatedBenchmark(
      """
      B:
        sources: {folders: [r]}
        metrics:
          ts: {type: ts}
          size: {type: int}
          v: {type: float, validate: [\(rule)]}
          n: {}
        table: [n]
        plots: [{x: \(x), y: v, annotations: [size]}]
      """, files: ["r/1.csv": "ts,size,v,n\n" + rows])
    let validation = benchmark.messages.filter { $0.message.hasPrefix("Validation Error") }
    #expect(validation == [])
    let tab = try #require(benchmark.tabs.first?.tab)
    return tab.statuses.map(\.rawValue).joined()
  }

  @Test func aRowWithoutATimeKeepsNoOtherFromBeingJudged() throws {
    let rows = "2024-06-01,1,1,a\nyesterday,1,1,a\n2024-06-02,1,9,a\n"
    #expect(try statuses(rows, rule: "{name: range_validator, max: 5}") == "SFW")
  }

  @Test func aRowWithoutAnXKeepsNoOtherFromBeingJudged() throws {
    let rows = "2024-06-01,1,1,a\n2024-06-02,,1,a\n2024-06-03,3,9,a\n"
    #expect(try statuses(rows, x: "size", rule: "{name: range_validator, max: 5}") == "SFW")
  }

  @Test func aRuleMayBeginAtATime() throws {
    let rows = (1...9).map { "2024-06-0\($0),1,\($0 < 7 ? 10 : 20),a\n" }.joined()
    let rule = "{name: regression_detector, direction: lower_is_better, start_ts: "
    #expect(try statuses(rows, rule: rule + "1717200000}") == "SSSSSSSWW")
    #expect(try statuses(rows, rule: rule + "1717650000}") == "SSSSSSSSS", "only the new level is left")
  }

  @Test func ofSeveralRulesOneIsEnough() throws {
    let rows = "2024-06-01,1,1,a\n2024-06-02,1,9,a\n2024-06-03,1,4,a\n2024-06-04,1,,a\n"
    #expect(try statuses(rows, rule: "{name: range_validator, max: 5}, {name: range_validator, min: 3}") == "WWSF")
  }
}
