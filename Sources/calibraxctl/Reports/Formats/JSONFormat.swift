import CalibraxJSON

/// What was answered, with what it is before it.
enum JSONFormat: ReportFormat {
  static let name = "json"
  static let endings = ["json"]

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let bytes = VersionedJSON.bytes(of: report.result, behind: [("schema", report.schema)])
    return String(decoding: JSONWriter.indented(bytes), as: UTF8.self)
  }
}
