import CalibraxJSON

/// A JSON object a line: what it comes to, then each metric, the worst first, then each service level objective.
enum NDJSONFormat: ReportFormat {
  static let name = "ndjson"
  static let endings = ["ndjson", "jsonl"]

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let answer = JSON(writing: report.result).members ?? [:]
    var summary: OrderedMap<JSON> = ["outcome": .string(report.outcome.rawValue)]
    // What each line tells is not told twice.
    for member in answer where !report.listed.contains(member.key) { summary[member.key] = member.value }
    let head = VersionedJSON.bytes(of: summary, behind: [("schema", report.schema), ("kind", "summary")])
    let kind = report.kind == .comparison ? "metric" : "verdict"
    let lines = report.rows.map { VersionedJSON.bytes(of: $0.record, behind: [("kind", kind)]) }
    let objectives = report.objectives.map { VersionedJSON.bytes(of: $0, behind: [("kind", "slo")]) }
    return ([head] + lines + objectives).map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
  }
}
