import CalibraxJSON
import CalibraxModel

/// A report as the tests of a CI system: a test a metric of a benchmark, and one an objective.
enum JUnitFormat: ReportFormat {
  static let name = "junit"
  static let endings = ["xml"]

  /// What became of a test.
  private enum Result {
    case passed
    case failed(type: String, message: String)
    case broken(message: String)
    case skipped(message: String)
  }

  private struct Test {
    let group: String
    let name: String
    let result: Result
    /// What more it tells when it failed, as XML.
    var text = ""
  }

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let tests = tests(report)
    let failures = tests.count { if case .failed = $0.result { true } else { false } }
    let errors = tests.count { if case .broken = $0.result { true } else { false } }
    let skipped = tests.count { if case .skipped = $0.result { true } else { false } }
    let counts = "tests=\"\(tests.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    let name = "name=\"calibrax \(report.command)\""
    let facts = report.facts.map { "      <property name=\"\($0.name)\" value=\"\(markupText($0.text))\"/>" }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(name) \(counts)>
        <testsuite \(name) \(counts)>
          <properties>
      \(facts.joined(separator: "\n"))
          </properties>
      \(tests.map(element).joined(separator: "\n"))
        </testsuite>
      </testsuites>
      """
  }

  private static func tests(_ report: Report) -> [Test] {
    let rows = report.rows.map { row in
      let group = report.kind == .comparison ? "compare" : group(row.pointName, row.tags)
      return Test(group: group, name: row.metric, result: result(row), text: details(row))
    }
    let objectives = report.objectives.map { result in
      let group = group(result.pointName ?? "", result.tags)
      return Test(
        group: group.isEmpty ? "SLO" : group, name: "SLO \(result.name)",
        result: result.isMet ? .passed : .failed(type: "slo_not_met", message: result.line))
    }
    let skipped = report.skipped.map { entry in
      Test(
        group: group(entry.pointName, entry.tags), name: entry.metric, result: .skipped(message: entry.reason.text))
    }
    // No CI system is to read a report that did not pass as one that has nothing against it.
    let isExplained =
      report.outcome == .passed || report.rows.contains(where: \.isBlocking) || !report.missedObjectives.isEmpty
    let gate = Test(group: "calibrax", name: report.command, result: .broken(message: report.headline))
    return (isExplained ? [] : [gate]) + rows + objectives + skipped
  }

  private static func group(_ pointName: String, _ tags: OrderedMap<String>) -> String {
    [pointName, tagText(tags)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func result(_ row: ReportRow) -> Result {
    guard let verdict = row.verdict, verdict != .pass, verdict != .improved else { return .passed }
    let message = verdict.title + (row.finding.isEmpty ? "" : ": " + row.finding)
    return row.isBlocking ? .failed(type: verdict.rawValue, message: message) : .skipped(message: message)
  }

  /// What a failed test tells, as XML, a line each.
  private static func details(_ row: ReportRow) -> String {
    let lines: [(String, String?)] = [
      ("baseline", row.baseline.map { short($0) }), ("current", row.current.map { short($0) }),
      ("change", row.deltaPct.map { signedPercent($0) }), ("interval", row.intervalText),
      ("allowed", fixed(row.allowed * 100, 1) + "%"), ("reason", row.evidence.reason),
    ]
    return lines.compactMap { name, text in text.map { "\(name): \(markupText($0))" } }.joined(separator: "\n")
  }

  private static func element(_ test: Test) -> String {
    let start = "    <testcase classname=\"\(markupText(test.group))\" name=\"\(markupText(test.name))\""
    func around(_ inner: String) -> String { start + ">\n      \(inner)\n    </testcase>" }
    switch test.result {
    case .passed: return start + "/>"
    case .failed(let type, let message):
      return around("<failure message=\"\(markupText(message))\" type=\"\(type)\">\(test.text)</failure>")
    case .broken(let message): return around("<error message=\"\(markupText(message))\" type=\"not_judged\"/>")
    case .skipped(let message): return around("<skipped message=\"\(markupText(message))\"/>")
    }
  }
}

extension SkipReason {
  /// What people are told.
  fileprivate var text: String {
    switch self {
    case .undefined: "No definition says which way it improves"
    case .info: "It informs, and neither improves nor regresses"
    case .missingInBaseline: "The baseline has no value of it"
    case .missingInCurrent: "The run has no value of it"
    case .baselineZero: "The baseline is 0, and no change is relative to that"
    case .notFinite: "A value of it is no number"
    }
  }
}
