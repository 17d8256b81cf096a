import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxRPC

/// Gates a run.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "Compare a run with a baseline; exits with 1 when a metric regressed."
  static let method: (any CalibraxRPC.Method.Type)? = Check.self
  static let flags = [
    Flag("--run", "ID", Check.self, "run_id"),
    Flag("--baseline", "NAME", Check.self, "baseline"),
    Flag(
      "--threshold", "FRACTION", Check.self, "threshold",
      "The relative change that is allowed: 0.05, which it is when left out, is 5 %."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = Check.Params()
    params.runID = context.flags["--run"]
    params.baseline = context.flags["--baseline"]
    if let threshold = try context.flags.number("--threshold") { params.threshold = threshold }
    let report = try context.call(Check.self, params)
    let terminal = context.terminal
    try context.show(report, text: { text(report, terminal) }, markdown: { markdown(report) })
    if report.compared == 0 {
      terminal.complain("calibraxctl: nothing was compared: the runs have no metric of known direction in common")
      return .nothingToJudge
    }
    return report.passed ? .passed : .regressed
  }

  private static func text(_ report: CheckReport, _ terminal: Terminal) -> String {
    if report.compared == 0 { return "" }
    if report.passed { return terminal.colored("PASS", .green) + ": " + passed(report) }
    let lines = report.regressions.map { change in
      let arrow = change.currentValue < change.baselineValue ? "↓" : "↑"
      return "  \(arrow) \(label(change, in: report)) \(change.metric): \(fixed(change.baselineValue, 2)) → "
        + "\(fixed(change.currentValue, 2)) (\(signedPercent(change.deltaPct)))"
    }
    return ([terminal.colored("FAIL", .red) + ": \(report.regressions.count) regression(s) detected:"] + lines)
      .joined(separator: "\n")
  }

  private static func passed(_ report: CheckReport) -> String {
    "no regressions (\(report.compared) metrics compared, threshold \(fixed(report.threshold * 100, 1))%)"
  }

  /// The point's name, with its tags where others of that name regressed too.
  private static func label(_ change: MetricChange, in report: CheckReport) -> String {
    let isAlone = report.regressions.allSatisfy { $0.pointName != change.pointName || $0.tags == change.tags }
    return change.pointName + (isAlone ? "" : " " + tagText(change.tags))
  }

  private static func markdown(_ report: CheckReport) -> String {
    if report.compared == 0 { return "**Nothing was compared.**" }
    if report.passed { return "**PASS**: \(passed(report))" }
    let head = ["", "Point", "Tags", "Metric", "Baseline", "Current", "Change"]
    let rows = report.regressions.map { change in
      [
        change.currentValue < change.baselineValue ? "↓" : "↑", change.pointName, tagText(change.tags), change.metric,
        fixed(change.baselineValue, 2), fixed(change.currentValue, 2), signedPercent(change.deltaPct),
      ]
    }
    return "**FAIL**: \(report.regressions.count) regression(s) detected\n\n" + markdownTable([head] + rows)
  }
}
