import CalibraxModel

/// How runs compare, for people: a row a metric, a column a run, the best marked.
struct ComparisonText {
  let report: Report

  /// The whole text; empty where nothing was compared.
  var text: String {
    guard report.outcome == .passed else { return "" }
    return columns([head] + rows, right: Set(1..<head.count)) + "\n\n" + report.headline
  }

  /// The same as Markdown.
  var markdown: MarkdownReport {
    guard report.outcome == .passed else { return MarkdownReport(head: "**Nothing was compared.**") }
    return MarkdownReport(columns: head, rows: rows, tail: markdownText(report.headline))
  }

  private var head: [String] { ["Metric"] + report.valueNames }

  private var rows: [[String]] {
    report.rows.map { row in
      [row.metric]
        + row.values.enumerated().map { place, value in
          value.map { measuredText($0) + (place == row.best ? " *" : "") } ?? "-"
        }
    }
  }
}
