import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Sums up a run.
enum SummaryCommand: Command {
  static let name = "summary"
  static let summary = "Show what a run measured, by scenario."
  static let method: (any CalibraxRPC.Method.Type)? = Summary.self
  static let flags = [Flag("--run", "ID", Summary.self, "run_id")]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = Summary.Params()
    params.runID = context.flags["--run"]
    let summary = try context.call(Summary.self, params)
    let terminal = context.terminal
    try context.show(summary, text: { text(summary, terminal) }, markdown: { markdown(summary) })
    return .passed
  }

  private static func text(_ summary: RunSummary, _ terminal: Terminal) -> String {
    var lines = ["Run: \(summary.runID)", "  Timestamp: \(summary.timestamp)"]
    if let commit = summary.commit { lines.append("  Commit: \(commit)") }
    if let branch = summary.branch { lines.append("  Branch: \(branch)") }
    lines.append("  Points: \(summary.points)")
    for scenario in summary.scenarios {
      lines += ["", terminal.colored("Scenario: \(printable(scenario.scenario))", .bold)]
      for entry in scenario.points {
        let values = entry.metrics.members.map { "\(printable($0.key))=\($0.value.map { measuredText($0) } ?? "-")" }
        lines.append("  \(printable(entry.label)): \(values.joined(separator: ", "))")
      }
    }
    if let objectives = summary.objectives, !objectives.isEmpty {
      lines += ["", terminal.colored(objectives.finding, .bold)] + objectives.map { "  " + $0.line }
    }
    if let problem = summary.objectivesProblem { lines += ["", "SLOs: not judged: \(printable(problem))"] }
    return lines.joined(separator: "\n")
  }

  private static func markdown(_ summary: RunSummary) -> String {
    let rows = summary.scenarios.flatMap { scenario in
      scenario.points.flatMap { entry in
        entry.metrics.members.map {
          [scenario.scenario, entry.label, $0.key, $0.value.map { measuredText($0) } ?? "-"]
        }
      }
    }
    let parts = [
      "**Run `\(summary.runID)`** (\(summary.timestamp))",
      markdownTable([["Scenario", "Label", "Metric", "Value"]] + rows),
      (summary.objectives ?? []).map { "- " + markdownText($0.line) }.joined(separator: "\n"),
      summary.objectivesProblem.map { "SLOs: not judged: " + markdownText($0) } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
