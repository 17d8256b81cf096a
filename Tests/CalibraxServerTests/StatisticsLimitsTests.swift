import CalibraxJSON
import CalibraxTestSupport
import Testing

/// What would take more than a moment, or make a number that is none, is refused with a way out.
@Suite struct StatisticsLimitsTests {
  @Test func aListHasAMillionNumbers() throws {
    let server = try Driver.inProcess.start()
    let tooMany = JSON.array([JSON](repeating: 1, count: 1_000_001))
    for (method, params, path) in [
      ("outliers", ["samples": tooMany], "params.samples"),
      ("scalingFit", ["sizes": [1], "values": tooMany], "params.values"),
      ("significance", ["a": tooMany, "b": [1, 2], "test": "wilcoxon"], "params.a"),
    ] as [(String, JSON, String)] {
      let error = try server.call(method, params)["error"]
      #expect(error?["code"] == -32005)
      #expect(error?["message"] == .string("\(path): 1000001 given, and 1000000 are allowed"))
      #expect(error?["data"]?["path"] == .string(path))
    }
  }

  @Test func resamplesAreDrawnForAboutASecond() throws {
    let server = try Driver.inProcess.start()
    let samples = JSON.array([JSON](repeating: 1, count: 200_001))
    let error = try server.call("summarize", ["samples": samples])["error"]
    #expect(error?["code"] == -32005)
    #expect(error?["data"]?["path"] == "params.resamples")
    #expect(error?["data"]?["hint"] == "Ask for 999 resamples, or fewer.")
    #expect(try server.call("summarize", ["samples": samples, "resamples": 999])["result"]?["n"] == 200_001)
    let more = JSON.array([JSON](repeating: 1, count: 1_000_000))
    #expect(try server.call("summarize", ["samples": more, "resamples": 100])["result"]?["n"] == 1_000_000)
  }

  @Test func allRulesTogetherJudgeTwoHundredThousandValues() throws {
    let server = try Driver.inProcess.start()
    let values = JSON.array([JSON](repeating: 1, count: 100_001))
    let rule: JSON = ["name": "range_validator", "min": 0]
    let error = try server.call("validate", ["values": values, "rules": [rule, rule]])["error"]
    #expect(error?["code"] == -32005)
    #expect(error?["data"]?["path"] == "params.values")
    #expect(error?["data"]?["hint"] == "Give 100000 values, the newest, or fewer rules.")
    #expect(try server.call("validate", ["values": values, "rules": [rule]])["result"]?["flagged"] == [])
  }

  @Test func aFrontIsOfTwentyThousandPoints() throws {
    let server = try Driver.inProcess.start()
    let point: JSON = ["name": "p", "metrics": ["m": ["value": 1]]]
    let run: JSON = ["points": .array([JSON](repeating: point, count: 20_001))]
    let error = try server.call("paretoFront", ["run": run, "metrics": ["m"]])["error"]
    #expect(error?["code"] == -32005)
    #expect(error?["message"] == "The run has 20001 points, and 20000 are compared at most.")
    let names = JSON.array([JSON](repeating: "m", count: 33))
    #expect(try server.call("paretoFront", ["run": run, "metrics": names])["error"]?["code"] == -32602)
  }

  @Test(arguments: ["1e300", "-1e300", "1e-300", "0"])
  func theLargestNumbersGiveNumbers(_ number: String) throws {
    let server = try Driver.inProcess.start()
    let samples = try JSON(parsing: Array("[\(number),-1e300,1e300,1e-300]".utf8))
    let summary = try #require(try server.call("summarize", ["samples": samples, "method": "bca"])["result"])
    for member in try #require(summary.members) where member.key != "is_stable" {
      #expect(member.value.double?.isFinite == true, "\(member.key)")
    }
    for test in ["welch_t_test", "mann_whitney_u", "wilcoxon"] {
      let params: JSON = ["a": samples, "b": [1, 2, 3, 4], "test": .string(test)]
      let report = try #require(try server.call("significance", params)["result"])
      #expect(report["p_value"]?.double.map { 0...1 ~= $0 } == true)
      #expect(report["effect_size"]?.double != nil)
    }
  }
}
