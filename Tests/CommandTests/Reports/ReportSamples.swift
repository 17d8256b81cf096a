import CalibraxJSON
import CalibraxModel

@testable import calibraxctl

/// Reports of checks to be written in any format.
enum ReportSamples {
  /// Names that mean something in some format.
  static let nastyNames = [
    "a\n::error::owned", "::set-output name=passed::true", "]]>", "a|b", "\"quoted\"", "<script>alert(1)</script>",
    "100%",
    "nul\u{0}bell\u{7}esc\u{1B}[2J", "🚀 rocket", "a\r\nb", "\u{FFFE}\u{FFFF}", "a\\", "'", "& &amp;",
    "|\u{301}\"\u{301}",
    "=1+1", "@ann", "\u{85}\u{2028}", "",
  ]

  static func verdict(
    _ name: String, _ verdict: Verdict, of metric: String = "latency", from baseline: Double? = 100,
    to current: Double? = 120, tags: OrderedMap<String> = [:], reason: String? = nil
  ) -> MetricVerdict {
    var result = MetricVerdict(PointKey(name: name, tags: tags), metric, .lower)
    (result.verdict, result.baselineValue, result.currentValue) = (verdict, baseline, current)
    if let baseline, let current { result.deltaPct = (current - baseline) / baseline * 100 }
    result.evidence.reason = reason
    return result
  }

  /// What a check says of verdicts, as the server would sum them up.
  static func check(_ verdicts: [MetricVerdict], method: CheckMethod = .history) -> CheckReport {
    var check = CheckReport()
    (check.verdicts, check.method, check.threshold) = (verdicts, method, 0.05)
    (check.baselineID, check.currentID) = ("before", "after")
    check.compared = verdicts.count { $0.verdict.isJudged }
    check.regressions = verdicts.filter { $0.verdict == .regressed }.map { MetricChange($0) }
    let failing: [Verdict] = method == .threshold ? [.regressed] : [.regressed, .unconfirmed, .missing]
    check.passed =
      check.compared > 0
      && !verdicts.contains { failing.contains($0.verdict) && $0.evidence.reason != "its policy allows that" }
    return check
  }

  static func report(_ verdicts: [MetricVerdict], method: CheckMethod = .history) -> Report {
    Report(check(verdicts, method: method))
  }

  /// A metric of each kind, the worst last.
  static var ofEachKind: Report {
    report([
      verdict("fine", .pass, to: 101), verdict("added", .new, from: nil), verdict("faster", .improved, to: 50),
      verdict("rare", .insufficient, from: nil, reason: "3 of 8 runs"),
      verdict("foreign", .incomparable, from: nil, reason: "other machines"), verdict("loud", .noisy),
      verdict("gone", .missing, to: nil), verdict("odd", .unconfirmed, to: 110), verdict("slow", .regressed, to: 110),
      verdict("slower", .regressed, to: 200),
    ])
  }

  /// More regressions than anybody reads, the larger ones last.
  static var thousands: Report {
    report((1...5_000).map { verdict("benchmark \($0)", .regressed, to: 110 + Double($0)) })
  }

  /// A regression of each nasty name, also as a metric and a tag.
  static var nasty: Report {
    report(
      nastyNames.map { verdict($0, .regressed, of: $0 + "m", tags: [$0: $0]) }
        + nastyNames.map { verdict($0, .missing, of: "other", to: nil, tags: [$0: $0], reason: $0) })
  }
}

extension ReportFormat {
  /// The text for a job that has nothing else to say.
  static func text(of report: Report) -> String { text(of: report, ReportSetting()) }
}
