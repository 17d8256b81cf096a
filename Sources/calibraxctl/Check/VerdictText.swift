import CalibraxModel

/// The verdicts of a gate that knows noise, for people: what fails first, then what could not be judged, and why.
struct VerdictText {
  let report: Report

  /// The whole text.
  func text(on terminal: Terminal) -> String {
    let head = terminal.colored(report.outcome.word, report.outcome.color) + report.finding
    let verdicts = Verdict.worstFirst.filter { $0 != .pass }
    return ([head] + Self.list(report.objectives.worstFirst(), \.line) + verdicts.flatMap(section) + unacceptedLevels)
      .joined(separator: "\n")
  }

  /// What passed at a level that had got worse, which somebody should know.
  private var unacceptedLevels: [String] {
    let shifted = report.rows.filter { row in
      guard row.verdict == .pass, let change = row.evidence.levelChange else { return false }
      return (row.direction == .higher ? -change : change) > row.allowed
    }
    guard !shifted.isEmpty else { return [] }
    return ["Passed at a level that got worse, and was not accepted:"]
      + Self.list(shifted) { row in
        let change = signedPercent((row.evidence.levelChange ?? 0) * 100)
        return "\(row.name): \(change) since \(printable(row.evidence.levelSince ?? "?"))"
      }
  }

  private func section(_ verdict: Verdict) -> [String] {
    let found = report.rows.filter { $0.verdict == verdict }
    guard !found.isEmpty else { return [] }
    let lines = Self.list(found) { $0.line }
    return verdict == .regressed ? lines : [title(verdict, found) + ":"] + lines
  }

  private static func list<Row>(_ rows: [Row], _ line: (Row) -> String) -> [String] {
    listedLines(rows, line).map { "  " + $0 }
  }

  private func title(_ verdict: Verdict, _ found: [ReportRow]) -> String {
    guard verdict == .unconfirmed else { return verdict.title }
    let runs = found.compactMap(\.evidence.confirmationsNeeded).max() ?? 1
    return "\(verdict.title), measure the same code \(runs) more time(s)"
  }

  /// The verdicts but those that passed, as Markdown.
  var markdown: MarkdownReport {
    let head =
      switch report.outcome {
      case .passed, .regressed, .missed: "**\(report.outcome.word)**: \(report.found)"
      case .unconfirmed, .incomplete, .notJudged: "**NOT PASSED**"
      }
    let columns = ["Verdict", "Point", "Tags", "Metric", "Baseline", "Current", "Change", "Why"]
    let rows = report.remarkable.map { row in
      [
        row.verdict?.rawValue ?? "", row.pointName, tagText(row.tags), row.metric,
        row.baseline.map { short($0) } ?? "-", row.current.map { short($0) } ?? "-",
        row.deltaPct.map { signedPercent($0) } ?? "-", row.why,
      ]
    }
    return MarkdownReport(
      head: "\(head) (\(report.judged))", objectives: report.objectives, columns: columns, rows: rows)
  }
}
