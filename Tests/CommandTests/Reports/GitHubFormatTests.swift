import CalibraxJSON
import CalibraxModel
import Foundation
import Testing

@testable import calibraxctl

/// Annotations of GitHub Actions: few, the worst first, and no name is a command.
@Suite struct GitHubFormatTests {
  private func lines(_ report: Report) -> [String] {
    GitHubFormat.text(of: report).utf8.split(separator: UInt8(ascii: "\n")).map { String($0) ?? "" }
  }

  @Test func whatFailsAReportIsAnErrorAndTheRestAWarningOrNothing() {
    #expect(
      lines(ReportSamples.ofEachKind) == [
        "::error title=Regressed%3A slower latency::100 → 200 (+100.0%25)",
        "::error title=Regressed%3A slow latency::100 → 110 (+10.0%25)",
        "::warning title=Unconfirmed%3A odd latency::100 → 110 (+10.0%25)",
        "::warning title=Missing%3A gone latency::gone latency",
      ])
  }

  @Test func whereNothingRegressedWhatElseFailsTheReportIsTheError() {
    let odd = ReportSamples.verdict("odd", .unconfirmed)
    let gone = ReportSamples.verdict("gone", .missing, to: nil, reason: "it crashed")
    let fine = ReportSamples.verdict("fine", .pass)
    #expect(lines(ReportSamples.report([fine, odd])).map { $0.prefix(8) } == ["::error "])
    #expect(lines(ReportSamples.report([fine, odd, gone])).map { $0.prefix(8) } == ["::error ", "::warnin"])
    #expect(
      lines(ReportSamples.report([fine, gone])) == ["::error title=Missing%3A gone latency::it crashed"])
    #expect(
      lines(ReportSamples.report([fine, gone], method: .threshold)) == [
        "::warning title=Missing%3A gone latency::it crashed",
        "::notice title=calibrax check::PASS: no regressions (1 metrics compared, threshold 5.0%25)",
      ])
  }

  @Test func aPassingReportIsOneNotice() {
    let report = ReportSamples.report([ReportSamples.verdict("a", .pass), ReportSamples.verdict("b", .improved)])
    #expect(lines(report) == ["::notice title=calibrax check::PASS: no regressions (2 of 2 metrics judged)"])
  }

  @Test func aReportOfNothingIsAnError() {
    #expect(lines(ReportSamples.report([])) == ["::error title=calibrax check::NOT JUDGED (0 of 0 metrics judged)"])
  }

  @Test func noMoreThanGitHubShows() {
    let odd = (1...11).map { ReportSamples.verdict("odd \($0)", .unconfirmed) }
    let bad = (1...5_000).map { ReportSamples.verdict("benchmark \($0)", .regressed, to: 110 + Double($0)) }
    let found = lines(ReportSamples.report(odd + bad))
    #expect(found.count { $0.hasPrefix("::error ") } == 10)
    #expect(found.count { $0.hasPrefix("::warning ") } == 10)
    #expect(found.first?.hasPrefix("::error title=Regressed%3A benchmark 5000 latency::") == true)
    #expect(found[9] == "::error title=calibrax check::… and 4991 more, which are in the summary")
    #expect(found.last == "::warning title=calibrax check::… and 2 more, which are in the summary")
    #expect(lines(ReportSamples.report(Array(bad.prefix(10)))).allSatisfy { !$0.contains("more") })
  }

  @Test(arguments: ReportSamples.nastyNames)
  func noNameIsACommandOrEndsALine(_ name: String) {
    let report = ReportSamples.report([
      ReportSamples.verdict(name, .regressed, tags: [name: name], reason: "x" + name)
    ])
    let text = GitHubFormat.text(of: report)
    #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    #expect(text.hasPrefix("::error title=Regressed%3A "))
    // Between the beginning and the text there is nothing that ends the properties.
    let properties = text.dropFirst("::error title=".count).prefix(
      upTo: text.range(of: "::100 →")?.lowerBound ?? text.endIndex)
    #expect(!properties.contains(":") && !properties.contains(","))
  }

  @Test func theSummaryAndTheOutputsAreWrittenWhereTheEnvironmentSays() {
    let environment = ["GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "output"]
    let additions = GitHubFormat.additions(ReportSamples.ofEachKind, ReportSetting(environment: environment))
    #expect(additions.map(\.file) == ["summary", "output"])
    #expect(additions.last?.text(.max) == "passed=false\nregressions=2\nverdict=regressed")
    #expect(additions.first?.text(.max) == VerdictText(report: ReportSamples.ofEachKind).markdown.text(room: .max))
    for none in [[:], ["GITHUB_STEP_SUMMARY": "", "GITHUB_OUTPUT": ""]] {
      #expect(GitHubFormat.additions(ReportSamples.ofEachKind, ReportSetting(environment: none)).isEmpty)
    }
  }
}
