import CalibraxJSON
import CalibraxTestSupport
import Testing

/// What the Python calibrax and scipy answered to samples, asked of our server through every driver: every number that does
/// not depend on chance to a relative 1e-9.
@Suite struct StatisticsGoldenTests {
  @Test(arguments: Driver.allCases)
  func summarizeSumsUpAlike(_ driver: Driver) throws {
    let server = try driver.start()
    let cases = try GoldenCase.all("golden-summarize.jsonl")
    #expect(cases.count == 30)
    for golden in cases {
      let result = try #require(try server.call("summarize", golden.input)["result"])
      var expected = golden.expected.members ?? [:]
      let reference = try #require(expected["bootstrap_ci_reference"])
      expected["bootstrap_ci_reference"] = nil
      #expect(GoldenCase.isClose(result, .object(expected)), "\(golden): \(result)")
      try expectClose(result, to: reference, golden, on: server)
    }
  }

  /// Python draws other resamples. Of 1,000, the 2.5 % quantile is one of the whole bootstrap distribution whose
  /// probability has the standard error √(0.025 · 0.975 / 1000); the quantiles between which it must lie are themselves
  /// those of 20,000 resamples. Four standard errors of both: 4 √(0.024375 (1/1000 + 1/20000)) = 0.0202. In quantiles, not
  /// in the samples' unit, for the distribution of few samples is a stair.
  private func expectClose(
    _ result: JSON, to reference: JSON, _ golden: GoldenCase, on server: any Driven
  ) throws {
    let bounds = try [0.025 - 0.0202, 0.025 + 0.0202].map { probability in
      var params = golden.input.members ?? [:]
      params["confidence"] = .number(JSONNumber(1 - 2 * probability))
      params["resamples"] = 20_000
      params["seed"] = 7
      return try #require(try server.call("summarize", .object(params))["result"])
    }
    let rounding = 1e-12 * abs(result["mean"]?.double ?? 0)
    for (name, side) in [("ci_lower", 0), ("ci_upper", 1)] {
      let ends = bounds.compactMap { $0[name]?.double }.sorted()
      for value in [result[name]?.double, reference[side]?.double] {
        let value = try #require(value)
        #expect(ends[0] - rounding <= value && value <= ends[1] + rounding, "\(golden): \(value) not in \(ends)")
      }
    }
  }

  @Test(arguments: Driver.allCases)
  func outliersAreTheSame(_ driver: Driver) throws {
    try compareAll("golden-outliers.jsonl", 30, on: driver, "outliers") { $0["indices"] }
  }

  @Test(arguments: Driver.allCases)
  func scalingFitFitsAlike(_ driver: Driver) throws {
    try compareAll("golden-scaling_fit.jsonl", 12, on: driver, "scalingFit") { $0 }
  }

  @Test(arguments: ["welch_t_test", "mann_whitney_u", "wilcoxon"], Driver.allCases)
  func testsFindTheSameProbability(_ test: String, _ driver: Driver) throws {
    try compareAll("golden-\(test).jsonl", 20, on: driver, "significance", adding: ["test": .string(test)]) { $0 }
  }

  @Test(arguments: Driver.allCases)
  func effectsAreOfTheSameSize(_ driver: Driver) throws {
    try compareAll("golden-effect_size.jsonl", 20, on: driver, "significance", adding: ["test": "welch_t_test"]) {
      $0["effect_size"]
    }
  }

  @Test(arguments: Driver.allCases)
  func testsFindTheSameProbabilityAsScipy(_ driver: Driver) throws {
    try compareAll("scipy-significance.jsonl", 35, on: driver, "significance") { $0 }
  }

  private func compareAll(
    _ file: String, _ count: Int, on driver: Driver, _ method: String, adding: OrderedMap<JSON> = [:],
    _ part: (JSON) -> JSON?
  ) throws {
    let server = try driver.start()
    let cases = try GoldenCase.all(file)
    #expect(cases.count == count)
    for golden in cases {
      var params = golden.input.members ?? [:]
      for member in adding { params[member.key] = member.value }
      let response = try server.call(method, .object(params))
      let result = try #require(response["result"], "\(response)")
      #expect(GoldenCase.isClose(part(result), golden.expected), "\(golden): \(result), not \(golden.expected)")
    }
  }
}
