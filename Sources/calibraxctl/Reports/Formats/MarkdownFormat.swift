/// A report as a comment on a change.
enum MarkdownFormat: ReportFormat {
  static let name = "markdown"
  static let endings = ["md"]

  /// What GitHub allows a comment is 65,536 characters; some are left for what a job adds.
  static let room = 65_000

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let marker = setting.comment.map { "<!-- calibrax:\($0) -->\n" } ?? ""
    return marker + markdown(report).text(room: room - marker.utf8.count)
  }

  static func markdown(_ report: Report) -> MarkdownReport {
    switch report.kind {
    case .threshold: ThresholdText(report: report).markdown
    case .gate: VerdictText(report: report).markdown
    case .comparison: ComparisonText(report: report).markdown
    }
  }

  /// Whether a marker may have a character: none that ends it.
  static func isAllowedInMarker(_ byte: UInt8) -> Bool {
    switch Character(Unicode.Scalar(byte)) {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
    default: false
    }
  }
}
