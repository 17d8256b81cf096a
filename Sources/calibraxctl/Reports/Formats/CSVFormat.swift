import CalibraxModel

/// A line a metric for spreadsheets, the worst first (RFC 4180).
enum CSVFormat: ReportFormat {
  static let name = "csv"
  static let endings = ["csv"]

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let lines = report.kind == .comparison ? compared(report) : checked(report)
    return lines.map { CSVText.line($0) }.joined()
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
      + report.objectives.worstFirst().map { result in
        [
          result.isMet ? "slo_met" : "slo_not_met", cell(result.pointName), cell(tagText(result.tags)),
          cell(result.metric), result.isLowerBetter ? "lower" : "higher", "", cell(result.observedValue), "", "", "",
          cell(result.threshold), cell(result.line),
        ]
      }
  }

  private static func compared(_ report: Report) -> [[String]] {
    [[cell("metric")] + report.valueNames.map { cell($0) } + [cell("best")]]
      + report.rows.map { row in
        [cell(row.metric)] + row.values.map { cell($0) } + [cell(row.best.map { report.valueNames[$0] })]
      }
  }

  private static func cell(_ number: Double?) -> String { CSVText.cell(number) }
  private static func cell(_ text: String?) -> String { CSVText.cell(text) }
}
