import CalibraxModel

/// A report for a job of GitHub Actions: annotations, the summary of the step, and its outputs.
///
/// What keeps the report from passing is an error: objectives that are not met, the regressions, and where there are none what is to be measured
/// again, or else what is missing. Beside regressions, or where they let the report pass, the latter are warnings.
enum GitHubFormat: ReportFormat {
  static let name = "github"
  static let variables = [summaryFile, outputFile]

  private static let summaryFile = "GITHUB_STEP_SUMMARY"
  private static let outputFile = "GITHUB_OUTPUT"

  /// A line that GitHub shows beside the log.
  private struct Annotation {
    enum Level: String, CaseIterable { case error, warning, notice }

    let level: Level
    let title: String
    let text: String

    /// Escaped as commands of a workflow are, so that no name begins one.
    var command: String { "::\(level.rawValue) title=\(GitHubFormat.property(title))::\(GitHubFormat.data(text))" }
  }

  /// How many annotations of a level GitHub shows of a step.
  private static let shown = 10
  /// How large the summary of a step may be.
  private static let summary = 1_048_576

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    Annotation.Level.allCases.flatMap { level in
      let found = annotations(report).filter { $0.level == level }
      guard found.count > shown else { return found }
      let more = found.count - shown + 1
      let rest = Annotation(
        level: level, title: "calibrax \(report.command)", text: "… and \(more) more, which are in the summary")
      return found.prefix(shown - 1) + [rest]
    }.map(\.command).joined(separator: "\n")
  }

  static func additions(_ report: Report, _ setting: ReportSetting) -> [Addition] {
    var outputs = [
      "passed=\(report.outcome == .passed)", "regressions=\(report.count(.regressed))",
      "verdict=\(report.outcome.rawValue)",
    ]
    if !report.objectives.isEmpty { outputs.append("slos_not_met=\(report.missedObjectives.count)") }
    var additions: [Addition] = []
    if let file = setting.environment[summaryFile], !file.isEmpty {
      let markdown = MarkdownFormat.markdown(report)
      additions.append(Addition(file: file, limit: summary) { markdown.text(room: $0) })
    }
    if let file = setting.environment[outputFile], !file.isEmpty {
      let text = outputs.joined(separator: "\n")
      additions.append(Addition(file: file) { _ in text })
    }
    return additions
  }

  private static func annotations(_ report: Report) -> [Annotation] {
    let missed = report.missedObjectives.map { result in
      Annotation(
        level: .error, title: printable("SLO not met: \(logText(result.name))", limit: 250),
        text: printable(result.finding, limit: 4_000))
    }
    let rows =
      missed
      + report.rows.compactMap { row in
        level(row, report).map {
          Annotation(
            level: $0, title: printable("\(row.verdict?.title ?? ""): \(row.name)", limit: 250),
            text: printable(row.finding.isEmpty ? row.name : row.finding, limit: 4_000))
        }
      }
    let title = "calibrax \(report.command)"
    if report.outcome == .passed { return rows + [Annotation(level: .notice, title: title, text: report.headline)] }
    // What failed for no metric's sake says so itself.
    let isExplained = rows.contains { $0.level == .error }
    return isExplained ? rows : [Annotation(level: .error, title: title, text: report.headline)] + rows
  }

  private static func level(_ row: ReportRow, _ report: Report) -> Annotation.Level? {
    switch (row.verdict, report.outcome) {
    case (.regressed, _), (.unconfirmed, .unconfirmed): .error
    case (.missing, .incomplete) where row.isBlocking: .error
    case (.unconfirmed, _): .warning
    case (.missing, _) where row.isBlocking || report.kind == .threshold: .warning
    default: nil
    }
  }

  private static func data(_ text: String) -> String {
    text.escaped { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  private static func property(_ text: String) -> String {
    data(text).escaped { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }
}
