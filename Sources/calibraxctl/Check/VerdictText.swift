import CalibraxModel

/// The verdicts of a check as text: what fails first, then what could not be judged, and why.
struct VerdictText {
  let report: CheckReport
  let terminal: Terminal

  /// How many metrics of a verdict are listed.
  private static let listed = 20

  /// The whole text.
  var text: String {
    ([head] + Self.order.flatMap(section) + unacceptedLevels).joined(separator: "\n")
  }

  /// Verdicts as they are listed, the worst first.
  private static let order = [
    Verdict.regressed, .unconfirmed, .missing, .improved, .noisy, .incomparable, .insufficient, .new,
  ]

  /// What passed at a level that had got worse, which somebody should know.
  private var unacceptedLevels: [String] {
    let shifted = report.verdicts.filter { verdict in
      guard verdict.verdict == .pass, let change = verdict.evidence.levelChange else { return false }
      return (verdict.direction == .higher ? -change : change) > verdict.evidence.threshold ?? report.threshold
    }
    guard !shifted.isEmpty else { return [] }
    let lines = shifted.prefix(Self.listed).map { verdict in
      let change = signedPercent((verdict.evidence.levelChange ?? 0) * 100)
      return "  \(name(verdict)): \(change) since \(printable(verdict.evidence.levelSince ?? "?"))"
    }
    let more = shifted.count > Self.listed ? ["  … and \(shifted.count - Self.listed) more"] : []
    return ["Passed at a level that got worse, and was not accepted:"] + lines + more
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
    if let turns = report.base?.turns { return ", by \(turns.count) run(s) made in turns" }
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
    let name = name(verdict)
    let reason = verdict.evidence.reason.map { ": \($0)" } ?? ""
    switch verdict.verdict {
    case .regressed, .unconfirmed, .improved, .pass: return change(name, verdict) + reason
    case .noisy:
      let percent = verdict.evidence.detectable.map { fixed($0 * 100, 1) + "%" } ?? "?"
      return "\(name): a change below \(percent) would not be seen, \(allowed(verdict)) is allowed"
    case .incomparable, .insufficient, .missing: return name + reason
    case .new: return name
    }
  }

  private func name(_ verdict: MetricVerdict) -> String {
    printable([verdict.pointName, tagText(verdict.tags), verdict.metric].filter { !$0.isEmpty }.joined(separator: " "))
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
  /// How many rows a Markdown table has: comments and summaries hold no more.
  private static let rows = 200

  /// The verdicts but those that passed, the worst first, as a Markdown table.
  static func markdown(_ report: CheckReport) -> String {
    let failed =
      report.regressions.isEmpty ? "**NOT PASSED**" : "**FAIL**: \(report.regressions.count) regression(s) detected"
    let head = report.passed ? "**PASS**: no regressions" : failed
    let judged = " (\(report.compared) of \(report.verdicts.count) metrics judged)"
    let found = order.flatMap { kind in report.verdicts.filter { $0.verdict == kind } }
    guard !found.isEmpty else { return head + judged }
    let columns = ["Verdict", "Point", "Tags", "Metric", "Baseline", "Current", "Change", "Why"]
    let more = found.count > rows ? "\n\n… and \(found.count - rows) more" : ""
    return head + judged + "\n\n" + markdownTable([columns] + found.prefix(rows).map(row)) + more
  }

  private static func row(_ verdict: MetricVerdict) -> [String] {
    let evidence = verdict.evidence
    var why = evidence.reason ?? ""
    if verdict.verdict == .noisy, let detectable = evidence.detectable {
      why = "a change below \(fixed(detectable * 100, 1))% would not be seen"
    } else if why.isEmpty, let lower = evidence.effectLower, let upper = evidence.effectUpper {
      why = "95% CI \(signedPercent(lower * 100)) to \(signedPercent(upper * 100))"
    }
    return [
      verdict.verdict.rawValue, verdict.pointName, tagText(verdict.tags), verdict.metric,
      verdict.baselineValue.map { short($0) } ?? "-", verdict.currentValue.map { short($0) } ?? "-",
      verdict.deltaPct.map { signedPercent($0) } ?? "-", why,
    ]
  }
}
