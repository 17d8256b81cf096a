import CalibraxModel

/// The verdicts of a check as text: what fails first, then what could not be judged, and why.
struct VerdictText {
  let report: CheckReport
  let terminal: Terminal

  /// How many metrics of a verdict are listed.
  private static let listed = 20

  /// The whole text.
  var text: String {
    let sections = [Verdict.regressed, .unconfirmed, .missing, .improved, .noisy, .incomparable, .insufficient, .new]
    return ([head] + sections.flatMap(section)).joined(separator: "\n")
  }

  private var head: String {
    let of = base
    if report.passed { return terminal.colored("PASS", .green) + ": no regressions (\(judged)\(of))" }
    if !report.regressions.isEmpty {
      return terminal.colored("FAIL", .red) + ": \(report.regressions.count) regression(s) detected (\(judged)\(of))"
    }
    if count(.unconfirmed) > 0 { return terminal.colored("UNCONFIRMED", .yellow) + " (\(judged)\(of))" }
    if count(.missing) > 0 { return terminal.colored("INCOMPLETE", .yellow) + " (\(judged)\(of))" }
    return terminal.colored("NOT JUDGED", .yellow) + " (\(judged)\(of))"
  }

  private var judged: String { "\(report.compared) of \(report.verdicts.count) metrics judged" }

  private var base: String {
    guard let base = report.base, base.runs > 0 else { return "" }
    let branch = base.branch.map { " of \(printable($0))" } ?? ""
    return ", by \(base.runs) run(s)\(branch)"
  }

  private func count(_ verdict: Verdict) -> Int { report.verdicts.count { $0.verdict == verdict } }

  private func section(_ verdict: Verdict) -> [String] {
    let found = report.verdicts.filter { $0.verdict == verdict }
      .sorted { abs($0.deltaPct ?? 0) > abs($1.deltaPct ?? 0) }
    guard !found.isEmpty else { return [] }
    let more = found.count > Self.listed ? ["  … and \(found.count - Self.listed) more"] : []
    let lines = found.prefix(Self.listed).map { "  " + line($0) } + more
    return verdict == .regressed ? lines : [title(verdict, found) + ":"] + lines
  }

  private func title(_ verdict: Verdict, _ found: [MetricVerdict]) -> String {
    switch verdict {
    case .regressed: "Regressed"
    case .unconfirmed:
      "Unconfirmed, measure the same code \(found.compactMap(\.evidence.confirmationsNeeded).max() ?? 1) more time(s)"
    case .missing: "Missing"
    case .improved: "Improved"
    case .noisy: "Too noisy to see what is not allowed"
    case .incomparable: "Measured in another environment"
    case .insufficient: "Too few runs"
    case .new: "New"
    case .pass: "Passed"
    }
  }

  private func line(_ verdict: MetricVerdict) -> String {
    let name = printable(
      [verdict.pointName, tagText(verdict.tags), verdict.metric].filter { !$0.isEmpty }.joined(separator: " "))
    switch verdict.verdict {
    case .regressed, .unconfirmed, .improved, .pass: return change(name, verdict)
    case .noisy:
      let percent = verdict.evidence.detectable.map { fixed($0 * 100, 1) + "%" } ?? "?"
      return "\(name): a change below \(percent) would not be seen, \(allowed(verdict)) is allowed"
    case .incomparable, .insufficient, .missing: return name + (verdict.evidence.reason.map { ": \($0)" } ?? "")
    case .new: return name
    }
  }

  private func allowed(_ verdict: MetricVerdict) -> String {
    fixed((verdict.evidence.threshold ?? report.threshold) * 100, 1) + "%"
  }

  private func change(_ name: String, _ verdict: MetricVerdict) -> String {
    guard let old = verdict.baselineValue, let new = verdict.currentValue else { return name }
    let size = verdict.deltaPct.map { signedPercent($0) } ?? "from 0"
    var text = "\(new < old ? "↓" : "↑") \(name): \(short(old)) → \(short(new)) (\(size)"
    if let lower = verdict.evidence.effectLower, let upper = verdict.evidence.effectUpper {
      text += ", 95% CI \(signedPercent(lower * 100)) to \(signedPercent(upper * 100))"
    }
    return text + ")"
  }
}

extension VerdictText {
  /// The verdicts but those that passed, as a Markdown table.
  static func markdown(_ report: CheckReport) -> String {
    let head =
      report.passed
      ? "**PASS**: no regressions"
      : report.regressions.isEmpty ? "**NOT PASSED**" : "**FAIL**: \(report.regressions.count) regression(s) detected"
    let judged = " (\(report.compared) of \(report.verdicts.count) metrics judged)"
    let rows = report.verdicts.filter { $0.verdict != .pass }.map { verdict in
      [
        verdict.verdict.rawValue, verdict.pointName, tagText(verdict.tags), verdict.metric,
        verdict.baselineValue.map { short($0) } ?? "-", verdict.currentValue.map { short($0) } ?? "-",
        verdict.deltaPct.map { signedPercent($0) } ?? "-", verdict.evidence.reason ?? "",
      ]
    }
    let columns = ["Verdict", "Point", "Tags", "Metric", "Baseline", "Current", "Change", "Why"]
    return head + judged + (rows.isEmpty ? "" : "\n\n" + markdownTable([columns] + rows))
  }
}
