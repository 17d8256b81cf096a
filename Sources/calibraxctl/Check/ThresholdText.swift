import CalibraxModel

/// What a check of a run against a baseline found, for people: the objectives, and the regressions in the run's order.
struct ThresholdText {
  let report: Report

  private var regressions: [ReportRow] { report.rows.filter { $0.verdict == .regressed } }

  /// The whole text; empty where nothing was compared.
  func text(on terminal: Terminal) -> String {
    if report.outcome == .notJudged { return "" }
    let head = terminal.colored(report.outcome.word, report.outcome.color) + report.finding
    let names = ambiguousNames
    let changes = regressions.sorted { $0.place < $1.place }.map { row in
      let name = row.name(hasTags: names.contains(row.pointName))
      let change = row.deltaPct.map { signedPercent($0) } ?? "from 0"
      return "  \(row.arrow) \(name): \(Self.value(row.baseline)) → \(Self.value(row.current)) (\(change))"
    }
    let lines = listedLines(report.objectives.worstFirst()) { "  " + $0.line } + changes
    return ([head + (lines.isEmpty ? "" : ":")] + lines).joined(separator: "\n")
  }

  /// The same as Markdown, the worst regression first.
  var markdown: MarkdownReport {
    switch report.outcome {
    case .notJudged: return MarkdownReport(head: "**Nothing was compared.**")
    case .passed, .regressed, .missed, .unconfirmed, .incomplete:
      let rows = regressions.map { row in
        [
          row.arrow, row.pointName, tagText(row.tags), row.metric, Self.value(row.baseline), Self.value(row.current),
          row.deltaPct.map { signedPercent($0) } ?? "-",
        ]
      }
      return MarkdownReport(
        head: "**\(report.outcome.word)**\(report.finding)", objectives: report.objectives,
        columns: ["", "Point", "Tags", "Metric", "Baseline", "Current", "Change"], rows: rows)
    }
  }

  private static func value(_ value: Double?) -> String { value.map { measuredText($0, 2) } ?? "-" }

  /// The names that several points of the run have, and so do not say which is meant.
  private var ambiguousNames: Set<String> {
    let keys =
      report.rows.filter { $0.verdict != .missing }.map { PointKey(name: $0.pointName, tags: $0.tags) }
      + report.skipped.map(\.key)
    return Set(Dictionary(grouping: Set(keys), by: \.pointName).filter { $0.value.count > 1 }.keys)
  }
}
