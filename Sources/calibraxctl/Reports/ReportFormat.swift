/// A form that a report is written in.
protocol ReportFormat: SendableMetatype {
  /// What `--format` calls it.
  static var name: String { get }
  /// How the names of files end that have it, without the point.
  static var endings: [String] { get }
  static func text(of report: Report, _ setting: ReportSetting) -> String
  /// The variables of the environment that it asks for.
  static var variables: [String] { get }
  /// What is written behind other text in files that the environment names.
  static func additions(_ report: Report, _ setting: ReportSetting) -> [Addition]
}

extension ReportFormat {
  static var endings: [String] { [] }
  static var variables: [String] { [] }
  static func additions(_ report: Report, _ setting: ReportSetting) -> [Addition] { [] }
}

/// What a report is written for.
struct ReportSetting {
  var terminal = Terminal(isInteractive: false, hasColor: false, width: 80)
  /// What a CI job finds its own comment by.
  var comment: String?
  /// The variables of the environment that formats ask for.
  var environment: [String: String] = [:]
}

/// A text that is written behind what a file holds.
struct Addition {
  let file: String
  /// How large the file may become.
  var limit = Int.max
  /// The text for so many bytes.
  let text: (_ room: Int) -> String
}

/// Every format. A new one is a file in Formats and an entry here.
let allReportFormats: [any ReportFormat.Type] = [
  TextFormat.self, JSONFormat.self, NDJSONFormat.self, MarkdownFormat.self, JUnitFormat.self, GitHubFormat.self,
  GitLabFormat.self, CSVFormat.self, HTMLFormat.self,
]
