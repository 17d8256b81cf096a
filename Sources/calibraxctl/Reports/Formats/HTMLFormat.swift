import CalibraxModel

/// A report as a page of its own: no script, nothing from elsewhere.
enum HTMLFormat: ReportFormat {
  static let name = "html"
  static let endings = ["html", "htm"]

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let facts = report.facts.map { "<dt>\($0.name)</dt><dd>\(markupText($0.text))</dd>" }
    let passed = report.count(.pass)
    let body = [objectives(report), table(report)] + (passed > 0 ? ["<p>\(passed) passed.</p>"] : [])
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(markupText(printable(report.headline)))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <h1 class="\(tone(report.outcome))">\(symbol(report.outcome)) \(markupText(printable(report.headline)))</h1>
      <dl>
      \(facts.joined(separator: "\n"))
      </dl>
      \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
      </body>
      </html>
      """
  }

  private static func objectives(_ report: Report) -> String {
    if report.objectives.isEmpty { return "" }
    let items = report.objectives.worstFirst().map { result in
      "<li class=\"\(result.isMet ? "good" : "bad")\">\(markupText(result.line))</li>"
    }
    return "<ul>\n\(items.joined(separator: "\n"))\n</ul>"
  }

  private static func table(_ report: Report) -> String {
    let rows = report.remarkable
    guard !rows.isEmpty else { return "" }
    let columns: [Column] = report.kind == .comparison ? compared(report) : checked
    let head = columns.map { "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" : "")>\(markupText($0.name))</th>" }
    let lines = rows.map { row in
      let cells = columns.map { column in
        let (text, style) = column.cell(row)
        let styles = [column.isNumber ? "number" : "", style].filter { !$0.isEmpty }.joined(separator: " ")
        let kind = styles.isEmpty ? "" : " class=\"\(styles)\""
        return "<td data-name=\"\(markupText(column.name))\"\(kind)>\(markupText(printable(text)))</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <table>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(lines.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private struct Column {
    let name: String
    var isNumber = false
    /// The text and how it is shown.
    let cell: (ReportRow) -> (text: String, style: String)
  }

  private static var checked: [Column] {
    [
      Column(name: "Verdict") { ("\(symbol($0.verdict)) \($0.verdict?.rawValue ?? "")", tone($0)) },
      Column(name: "Benchmark") { ($0.pointName, "") },
      Column(name: "Tags") { (tagText($0.tags), "") },
      Column(name: "Metric") { ($0.metric, "") },
      Column(name: "Baseline", isNumber: true) { ($0.baseline.map { short($0) } ?? "", "") },
      Column(name: "Current", isNumber: true) { ($0.current.map { short($0) } ?? "", "") },
      Column(name: "Change", isNumber: true) { ($0.deltaPct.map { signedPercent($0) } ?? "", tone($0)) },
      Column(name: "Why") { ($0.why, "") },
    ]
  }

  private static func compared(_ report: Report) -> [Column] {
    [Column(name: "Metric") { ($0.metric, "") }]
      + report.valueNames.enumerated().map { place, name in
        Column(name: name, isNumber: true) { row in
          let isBest = row.best == place
          return ((row.values[place].map { short($0) } ?? "") + (isBest ? " ✓" : ""), isBest ? "good" : "")
        }
      }
  }

  private static func tone(_ row: ReportRow) -> String {
    if row.isBlocking { return row.verdict == .regressed ? "bad" : "doubtful" }
    return row.verdict == .improved ? "good" : ""
  }

  private static func tone(_ outcome: Outcome) -> String {
    switch outcome {
    case .passed: "good"
    case .regressed, .missed: "bad"
    case .unconfirmed, .incomplete, .notJudged: "doubtful"
    }
  }

  private static func symbol(_ outcome: Outcome) -> String {
    switch outcome {
    case .passed: "✓"
    case .regressed, .missed: "✗"
    case .unconfirmed, .incomplete, .notJudged: "?"
    }
  }

  private static func symbol(_ verdict: Verdict?) -> String {
    switch verdict {
    case .regressed: "✗"
    case .unconfirmed, .noisy, .incomparable, .insufficient: "?"
    case .missing: "–"
    case .improved, .pass: "✓"
    case .new, nil: "+"
    }
  }

  private static let style = """
    :root { color-scheme: light dark; --good: #1a7f37; --bad: #b3261e; --doubtful: #8a5a00; --line: #d0d7de; }
    @media (prefers-color-scheme: dark) {
      :root { --good: #4ac26b; --bad: #ff8a80; --doubtful: #e3b341; --line: #3d444d; }
    }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
    h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
    dt { opacity: 0.7; }
    dd { margin: 0; overflow-wrap: anywhere; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding: 0.3rem 0.6rem; text-align: left; }
    .number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
    .good { color: var(--good); }
    .bad { color: var(--bad); font-weight: 600; }
    .doubtful { color: var(--doubtful); font-weight: 600; }
    @media (max-width: 45rem) {
      thead { display: none; }
      tr { border-bottom: 1px solid var(--line); display: block; padding: 0.6rem 0; }
      td, td.number { border: 0; display: grid; gap: 0.6rem; grid-template-columns: 6rem 1fr; padding: 0; text-align: left; }
      td::before { content: attr(data-name); opacity: 0.7; }
    }
    """
}
