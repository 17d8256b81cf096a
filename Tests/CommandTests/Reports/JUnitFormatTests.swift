import CalibraxJSON
import CalibraxModel
import FoundationXML
import Testing

@testable import calibraxctl

/// A report as tests of a CI system, read as such a system reads it.
@Suite struct JUnitFormatTests {
  @Test func aMetricIsATestThatFailsWhereTheReportDoes() throws {
    let suite = try JUnitReader(JUnitFormat.text(of: ReportSamples.ofEachKind))
    #expect(suite.counts == ["tests": "10", "failures": "4", "errors": "0", "skipped": "4"])
    #expect(
      suite.tests.map { "\($0.group) \($0.result) \($0.type)" } == [
        "slower failure regressed", "slow failure regressed", "odd failure unconfirmed", "gone failure missing",
        "loud skipped ", "foreign skipped ", "rare skipped ", "faster passed ", "added skipped ", "fine passed ",
      ])
    #expect(suite.tests.allSatisfy { $0.name == "latency" })
    #expect(suite.tests.first?.message == "Regressed: 100 → 200 (+100.0%)")
    #expect(suite.tests.first?.text == "baseline: 100\ncurrent: 200\nchange: +100.0%\nallowed: 5.0%")
    #expect(suite.tests[5].message == "Measured in another environment: other machines")
  }

  @Test func theIntervalAndTheReasonAreTold() throws {
    var verdict = ReportSamples.verdict("p", .regressed, tags: ["size": "small"], reason: "two of three runs")
    (verdict.evidence.effectLower, verdict.evidence.effectUpper) = (0.1, 0.3)
    let test = try #require(try JUnitReader(JUnitFormat.text(of: ReportSamples.report([verdict]))).tests.first)
    #expect(test.group == "p size=small")
    #expect(test.message == "Regressed: 100 → 120 (+20.0%, 95% CI +10.0% to +30.0%): two of three runs")
    #expect(test.text.contains("interval: 95% CI +10.0% to +30.0%\n"))
    #expect(test.text.hasSuffix("reason: two of three runs"))
  }

  @Test func whatIsMissingFailsOnlyWhereItKeepsTheReportFromPassing() throws {
    let gone = ReportSamples.verdict("gone", .missing, to: nil)
    let allowed = ReportSamples.verdict("gone", .missing, to: nil, reason: "its policy allows that")
    let fine = ReportSamples.verdict("fine", .pass)
    func result(_ verdict: MetricVerdict, _ method: CheckMethod) throws -> String? {
      try JUnitReader(JUnitFormat.text(of: ReportSamples.report([verdict, fine], method: method))).tests.first?.result
    }
    #expect(try result(gone, .history) == "failure")
    #expect(try result(gone, .threshold) == "skipped")
    #expect(try result(allowed, .history) == "skipped")
  }

  @Test func aReportOfNothingIsNotGreen() throws {
    for verdicts in [[], [ReportSamples.verdict("p", .new, from: nil)]] {
      for method in [CheckMethod.threshold, .history] {
        let suite = try JUnitReader(JUnitFormat.text(of: ReportSamples.report(verdicts, method: method)))
        #expect(suite.counts["errors"] == "1")
        #expect(suite.tests.first?.result == "error")
        #expect(suite.tests.first?.message.hasPrefix("NOT JUDGED") == true)
      }
    }
    let comparison = Report(ComparisonReport(), of: ["a": "a", "b": "b"])
    #expect(try JUnitReader(JUnitFormat.text(of: comparison)).counts["errors"] == "1")
  }

  @Test func whatWasNotLookedAtIsSkipped() throws {
    var check = ReportSamples.check([ReportSamples.verdict("p", .pass), ReportSamples.verdict("q", .missing)])
    for (name, reason) in [("p", SkipReason.undefined), ("q", .missingInCurrent)] {
      var skipped = SkippedMetric()
      (skipped.pointName, skipped.metric, skipped.reason) = (name, name == "q" ? "latency" : "size", reason)
      check.skipped.append(skipped)
    }
    let tests = try JUnitReader(JUnitFormat.text(of: Report(check))).tests
    // What has a verdict is told once.
    #expect(tests.map { "\($0.group) \($0.name)" } == ["q latency", "p latency", "p size"])
    #expect(tests.last?.message == "No definition says which way it improves")
  }

  @Test func anyNameIsWellFormed() throws {
    let suite = try JUnitReader(JUnitFormat.text(of: ReportSamples.nasty))
    #expect(suite.tests.count == 2 * ReportSamples.nastyNames.count)
    let names = Set(suite.tests.map(\.name))
    for name in ["]]>m", "\"quoted\"m", "<script>alert(1)</script>m", "a\n::error::ownedm", "a\r\nbm", "& &amp;m"] {
      #expect(names.contains(name))
    }
    #expect(names.contains("nul\u{FFFD}bell\u{FFFD}esc\u{FFFD}[2Jm"))
    #expect(names.contains("\u{FFFD}\u{FFFD}m"))
  }
}
