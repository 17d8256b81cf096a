import CalibraxJSON
import CalibraxTestSupport
import Testing

/// What the Python calibrax answered, asked of our server through every driver.
@Suite struct GoldenTests {
  @Test(arguments: Driver.allCases)
  func checkFindsTheSameRegressions(_ driver: Driver) throws {
    let server = try driver.start()
    let cases = Fixtures.lines("golden-check.jsonl")
    #expect(cases.count == 40)
    for line in cases {
      let golden = try JSON(parsing: Array(line.utf8))
      let input = golden["input"]
      let response = try server.call(
        "check",
        [
          "run": input?["run"] ?? .null, "baseline_run": input?["baseline"] ?? .null,
          "threshold": input?["threshold"] ?? .null,
        ])
      let expected = golden["expected"]?.elements ?? []
      let found = response["result"]?["regressions"]?.elements ?? []
      try #require(found.count == expected.count, "\(line.prefix(200))")
      for (regression, wanted) in zip(found, expected) { expectClose(regression, wanted) }
    }
  }

  @Test(arguments: Driver.allCases)
  func rankOrdersAlike(_ driver: Driver) throws {
    try compareAll("golden-rank.jsonl", 25, on: driver, method: "rank") { $0["entries"] }
  }

  @Test(arguments: Driver.allCases)
  func aggregateScoreScoresAlike(_ driver: Driver) throws {
    try compareAll("golden-aggregate_score.jsonl", 20, on: driver, method: "aggregateScore") { $0["scores"] }
  }

  @Test(arguments: Driver.allCases)
  func compareReportsAlike(_ driver: Driver) throws {
    try compareAll("golden-compare.jsonl", 6, on: driver, method: "compare") { $0 }
  }

  /// Sends the input of every case as parameters and compares what the result holds with what Python answered.
  private func compareAll(
    _ file: String, _ count: Int, on driver: Driver, method: String, _ part: (JSON) -> JSON?
  ) throws {
    let server = try driver.start()
    let cases = Fixtures.lines(file)
    #expect(cases.count == count)
    for line in cases {
      let golden = try JSON(parsing: Array(line.utf8))
      let response = try server.call(method, golden["input"] ?? .null)
      let result = try #require(response["result"], "\(response)")
      expectClose(part(result), try #require(golden["expected"]))
    }
  }

  @Test(arguments: Driver.allCases)
  func trendFindsTheSameValues(_ driver: Driver) throws {
    let cases = Fixtures.lines("golden-trend.jsonl")
    #expect(cases.count == 12)
    for line in cases {
      let server = try driver.start()
      let golden = try JSON(parsing: Array(line.utf8))
      for run in golden["input"]?["runs"]?.elements ?? [] {
        #expect(try server.call("ingest", ["run": run])["result"]?["created"] == true)
      }
      var params = golden["input"]?.members ?? [:]
      params["runs"] = nil
      let response = try server.call("trend", .object(params))
      let expected = try #require(golden["expected"])
      let found = try #require(response["result"], "\(response)")
      #expect(found["points"]?.elements?.count == expected["points"]?.elements?.count)
      expectClose(found, expected)
    }
  }
}

extension GoldenTests {
  @Test(arguments: Driver.allCases)
  func anAlertIsAsSevere(_ driver: Driver) throws {
    try compareAlerts("golden-alert_severity.jsonl", 12, on: driver) {
      $0["severity"]
    } recording: { input in
      (input["threshold"] ?? .null, [input["value"] ?? .null])
    }
  }

  @Test(arguments: Driver.allCases)
  func anAlertTellsTheSameTrend(_ driver: Driver) throws {
    try compareAlerts("golden-alert_trend.jsonl", 15, on: driver) {
      $0["metadata"]?["trend"]
    } recording: { input in
      // So low that all are above it.
      (-1e9, input["history"]?.elements ?? [])
    }
  }

  /// Records the values of every case above its threshold, and compares what the one alert tells then.
  private func compareAlerts(
    _ file: String, _ count: Int, on driver: Driver, _ part: (JSON) -> JSON?,
    recording: (JSON) -> (threshold: JSON, values: [JSON])
  ) throws {
    let server = try driver.start()
    let cases = try GoldenCase.all(file)
    #expect(cases.count == count)
    for (index, golden) in cases.enumerated() {
      let name = JSON.string("metric \(index)")
      let (threshold, values) = recording(golden.input)
      _ = try server.call("setThreshold", ["metric_name": name, "threshold": threshold])
      for value in values { _ = try server.call("record", ["key": name, "value": value]) }
      let alerts = try server.call("listAlerts", ["metric_name": name])["result"]?["alerts"]?.elements
      #expect(alerts?.map(part) == [golden.expected], "\(golden)")
    }
  }

  /// Python takes the last 20 executions of all pipelines for the error rate, never says critical, and does not hold the
  /// latest times against the baseline; the cases say what the page says of that.
  @Test(arguments: Driver.allCases)
  func healthIsAsReported(_ driver: Driver) throws {
    let cases = try GoldenCase.all("golden-health_report.jsonl")
    #expect(cases.count == 10)
    for golden in cases {
      let server = try driver.start()
      for baseline in golden.input["baselines"]?.members ?? [:] {
        _ = try server.call(
          "setPerformanceBaseline", ["metric_name": .string(baseline.key), "baseline_value": baseline.value])
      }
      var raised: [JSON] = []
      for execution in golden.input["executions"]?.elements ?? [] {
        raised += try server.call("recordExecution", execution)["result"]?["alerts"]?.elements ?? []
      }
      let wanted = golden.expected["alerts"]?.elements ?? []
      expectClose(.array(raised), .array(wanted))
      let listed = try server.call("listAlerts", ["count": 1_000])["result"]?["alerts"]?.elements ?? []
      expectClose(.array(listed.reversed()), .array(wanted))
      expectClose(try server.call("healthReport")["result"], try #require(golden.expected["report"]))
    }
  }
}

/// Every member of the expected value is there, numbers to a relative 1e-12.
private func expectClose(_ actual: JSON?, _ expected: JSON) {
  switch (actual, expected) {
  case (.number(let left), .number(let right)):
    #expect(abs(left.double - right.double) <= 1e-12 * max(1, abs(right.double)))
  case (.object(let members), .object(let wanted)):
    #expect(members.count >= wanted.count)
    for member in wanted { expectClose(members[member.key], member.value) }
  case (.array(let elements), .array(let wanted)):
    #expect(elements.count == wanted.count)
    for (element, other) in zip(elements, wanted) { expectClose(element, other) }
  default: #expect(actual == expected)
  }
}
