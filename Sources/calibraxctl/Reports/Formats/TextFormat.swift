/// A report as people read it in a terminal or a log.
enum TextFormat: ReportFormat {
  static let name = "text"
  static let endings = ["txt"]

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    switch report.kind {
    case .threshold: ThresholdText(report: report).text(on: setting.terminal)
    case .gate: VerdictText(report: report).text(on: setting.terminal)
    case .comparison: ComparisonText(report: report).text
    }
  }
}
