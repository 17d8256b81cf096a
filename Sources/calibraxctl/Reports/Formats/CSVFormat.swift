import CalibraxModel

/// A line a metric for spreadsheets, the worst first (RFC 4180).
enum CSVFormat: ReportFormat {
  static let name = "csv"
  static let endings = ["csv"]

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let lines = report.kind == .comparison ? compared(report) : checked(report)
    return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func checked(_ report: Report) -> [[String]] {
    // As they are called on the wire.
    let head = [
      "verdict", "point_name", "tags", "metric", "direction", "baseline_value", "current_value", "delta_pct",
      "effect_lower", "effect_upper", "threshold", "reason",
    ]
    return [head]
      + report.rows.map { row in
        [
          cell(row.verdict?.rawValue), cell(row.pointName), cell(tagText(row.tags)), cell(row.metric),
          cell(row.direction?.rawValue), cell(row.baseline), cell(row.current), cell(row.deltaPct),
          cell(row.evidence.effectLower), cell(row.evidence.effectUpper), cell(row.allowed), cell(row.why),
        ]
      }
  }

  private static func compared(_ report: Report) -> [[String]] {
    [[cell("metric")] + report.valueNames.map { cell($0) } + [cell("best")]]
      + report.rows.map { row in
        [cell(row.metric)] + row.values.map { cell($0) } + [cell(row.best.map { report.valueNames[$0] })]
      }
  }

  /// Every digit of a number.
  private static func cell(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }

  /// A text, which a spreadsheet must not take for a formula.
  private static func cell(_ text: String?) -> String {
    guard let first = text?.unicodeScalars.first, let text else { return "" }
    let safe = ["=", "+", "-", "@", "\t", "\r", "\n"].contains(first) ? "'" + text : text
    let isPlain = safe.unicodeScalars.allSatisfy { !["\"", ",", "\r", "\n"].contains($0) }
    return isPlain ? safe : "\"" + safe.escaped { $0 == "\"" ? "\"\"" : nil } + "\""
  }
}
