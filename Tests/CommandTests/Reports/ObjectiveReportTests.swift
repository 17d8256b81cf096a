import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// Whatever form a report has, it shows the objectives that are not met.
@Suite struct ObjectiveReportTests {
  @Test(arguments: [CheckMethod.threshold, .history], allReportFormats.indices)
  func everyFormatShowsThem(_ method: CheckMethod, _ format: Int) {
    let missed = result("limit", "llama", observed: 0.75)
    let text = allReportFormats[format].text(of: report([missed, result("other", "llava")], method))
    // The metrics that GitLab reads have keys in the place of names.
    #expect(text.contains(allReportFormats[format] == GitLabFormat.self ? "slo=\"ttfc_p99\"" : "limit"))
    #expect(text.contains("llama"))
  }

  @Test(arguments: [CheckMethod.threshold, .history])
  func theOutcomeIsThatOneIsNotMet(_ method: CheckMethod) {
    let missed = report([result("limit", "llama", observed: 0.75)], method)
    #expect(missed.outcome == .missed)
    #expect(missed.outcome.exitCode == .regressed)
    #expect(missed.headline.hasPrefix("FAIL: 1 of 1 SLO not met, no regressions"))
    let both = report([result("limit", "llama", observed: 0.75)], method, verdict: .regressed)
    #expect(both.outcome == .regressed)
    #expect(both.headline.hasPrefix("FAIL: 1 regression(s) detected, 1 of 1 SLO not met"))
    let met = report([result("limit", "llama")], method)
    #expect(met.outcome == .passed)
    #expect(met.headline.hasPrefix("PASS: no regressions"))
    #expect(met.headline.contains("1 of 1 SLO met"))
  }

  @Test func objectivesAloneCanBeWhatItPassesBy() {
    var check = ReportSamples.check([], method: .threshold)
    (check.objectives, check.areObjectivesMet, check.passed) = ([result("limit", "llama")], true, true)
    #expect(Report(check).headline == "PASS: 1 of 1 SLO met, nothing was compared")
    check.method = .history
    #expect(Report(check).headline == "PASS: 1 of 1 SLO met (0 of 0 metrics judged)")
  }

  @Test func whatMustBeMeasuredAgainDoesNotHideThem() {
    let found = report([result("limit", "llama", observed: 0.75)], .history, verdict: .unconfirmed)
    #expect(found.outcome == .missed)
    #expect(GitHubFormat.text(of: found).contains("::warning title=Unconfirmed%3A p latency::"))
  }

  @Test func thoseThatAreNotMetComeFirst() throws {
    let found = report([result("one", "llama"), result("two", "llama", observed: 0.75)], .threshold)
    #expect(
      TextFormat.text(of: found) == """
        FAIL: 1 of 2 SLOs not met, no regressions (1 metrics compared, threshold 5.0%):
          SLO two: llama ttfc p99 0.75 s > 0.5 s not met
          SLO one: llama ttfc p99 0.25 s <= 0.5 s met
        """)
    #expect(
      MarkdownFormat.text(of: found) == """
        **FAIL**: 1 of 2 SLOs not met, no regressions (1 metrics compared, threshold 5.0%)

        - SLO two: llama ttfc p99 0.75 s > 0.5 s not met
        - SLO one: llama ttfc p99 0.25 s <= 0.5 s met
        """)
  }

  @Test func aDifferenceThatRoundingWouldHideIsShownInFull() {
    #expect(result("limit", "llama", observed: 0.500_000_1).finding == "llama ttfc p99 0.5000001 s > 0.5 s not met")
  }

  @Test func testsOfObjectivesFailAndPass() throws {
    let tests = try JUnitReader(
      JUnitFormat.text(
        of: report(
          [result("one", "llama", observed: 0.75), result("two", "llama", tags: ["gpu": "a"]), result("three", nil)],
          .history)
      )
    ).tests
    #expect(tests.map(\.group) == ["p", "llama", "llama gpu=a", "SLO"])
    #expect(tests.map(\.name) == ["latency", "SLO one", "SLO two", "SLO three"])
    #expect(tests.map(\.result) == ["passed", "failure", "passed", "failure"])
    #expect(tests[1].type == "slo_not_met")
    #expect(tests[1].message == "SLO one: llama ttfc p99 0.75 s > 0.5 s not met")
  }

  @Test func annotationsAndOutputsTellOfThoseThatAreNotMet() {
    let found = report([result("100%", "llama", observed: 0.75), result("two", "llama")], .history)
    #expect(
      GitHubFormat.text(of: found)
        == "::error title=SLO not met%3A 100%25::llama ttfc p99 0.75 s > 0.5 s not met")
    var setting = ReportSetting()
    setting.environment["GITHUB_OUTPUT"] = "outputs"
    #expect(
      GitHubFormat.additions(found, setting).map { $0.text(1_000) }
        == ["passed=false\nregressions=0\nverdict=slo_not_met\nslos_not_met=1"])
  }

  @Test func metricsAreThePercentileAndWhetherItIsMet() throws {
    let metrics = try OpenMetrics(
      GitLabFormat.text(
        of: report([result("one", "llama", observed: 0.75, tags: ["slo": "x"]), result("none", nil)], .history)))
    #expect(metrics.samples["calibrax_slo_observed{benchmark=llama,slo=ttfc_p99,slo_2=x}"] == 0.75)
    #expect(metrics.samples["calibrax_slo_met{benchmark=llama,slo=ttfc_p99,slo_2=x}"] == 0)
    #expect(metrics.samples["calibrax_slo_met{slo=ttfc_p99}"] == 0)
    #expect(metrics.samples.keys.count { $0.hasPrefix("calibrax_slo_observed") } == 1)
  }

  @Test func aLineIsWrittenForEach() throws {
    let text = NDJSONFormat.text(of: report([result("one", "llama")], .history))
    let lines = try text.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
    #expect(lines.map { $0["kind"] } == ["summary", "verdict", "slo"])
    #expect(lines[0]["slos"] == nil && lines[0]["all_slos_met"] == true)
    #expect(lines[2]["slo_metric_key"] == "ttfc_p99")
  }

  @Test(arguments: ReportSamples.nastyNames)
  func anyNameStaysOnItsLine(_ name: String) throws {
    let nasty = result(name, name, observed: 0.75, tags: [name: name])
    let found = report([nasty], .history)
    #expect(nasty.line.unicodeScalars.allSatisfy { !["\n", "\r", "\u{7}", "\u{1B}", "\u{85}"].contains($0) })
    #expect(!nasty.line.contains("##["))
    #expect(MarkdownFormat.text(of: found).unicodeScalars.count { $0 == "\n" } == 2)
    #expect(GitHubFormat.text(of: found).unicodeScalars.count { $0 == "\n" } == 0)
    #expect(try JUnitReader(JUnitFormat.text(of: found)).tests.count == 2)
    #expect(!HTMLFormat.text(of: found).contains("<script>"))
    _ = try OpenMetrics(GitLabFormat.text(of: found))
  }

  @Test func aCommentHasRoomForManyOfThem() {
    let long = String(repeating: "@a|", count: 10_000)
    let many = (1...1_000).map { result("\(long)\($0)", long, observed: 0.75) }
    let text = MarkdownFormat.text(of: report(many, .history, verdict: .regressed))
    #expect(text.utf8.count < 65_536)
    #expect(text.contains("\n- … and 980 more"))
    #expect(text.contains("| regressed | p |"))
  }

  private func result(
    _ name: String, _ point: String?, observed: Double = 0.25, tags: OrderedMap<String> = [:]
  ) -> ObjectiveResult {
    var result = ObjectiveResult()
    (result.name, result.key, result.metric, result.unit) = (name, "ttfc_p99", "ttfc", "s")
    (result.percentile, result.threshold, result.pointName, result.tags) = (0.99, 0.5, point, tags)
    if point == nil { result.reason = .notMeasured } else { result.observedValue = observed }
    result.isMet = point != nil && observed <= 0.5
    return result
  }

  private func report(
    _ results: [ObjectiveResult], _ method: CheckMethod, verdict: Verdict = .pass
  ) -> Report {
    var check = ReportSamples.check([ReportSamples.verdict("p", verdict, to: 101)], method: method)
    (check.objectives, check.areObjectivesMet) = (results, results.allSatisfy(\.isMet))
    check.passed = check.passed && check.areObjectivesMet == true
    return Report(check)
  }
}
