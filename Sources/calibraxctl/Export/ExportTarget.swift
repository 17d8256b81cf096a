/// Where what is stored is exported to, or in what form.
protocol ExportTarget: SendableMetatype {
  /// What `--target` calls it.
  static var name: String { get }
  /// What it is, a phrase.
  static var summary: String { get }
  /// What it can show.
  static var contents: Set<ExportedContent> { get }
  /// Its flags beside those of every target.
  static var flags: [Flag] { get }
  static func export(_ context: borrowing Context) throws(Failure) -> ExitCode
}

extension ExportTarget {
  static var contents: Set<ExportedContent> { Set(ExportedContent.allCases) }
}

/// What can be exported.
enum ExportedContent: String, CaseIterable {
  case runs, executions
}

/// Every target. A new one is a file, in Formats if it is one, and an entry here.
let exportTargets: [any ExportTarget.Type] = [
  WandBTarget.self, CSVExport.self, JSONExport.self, AsvExport.self, OpenMetricsExport.self, InfluxExport.self,
]
