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
    Flag("--method", "METHOD", Check.self, "method", "threshold, which it is when left out, history, paired or auto."),
    Flag("--base-branch", "BRANCH", Check.self, "base_branch"),
    Flag("--fork-point", "COMMIT", Check.self, "fork_point"),
    Flag("--confirm-run", "ID", "Another run of the same code; may be repeated."),
    Flag("--false-discovery-rate", "FRACTION", Check.self, "false_discovery_rate"),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = Check.Params()
    params.runID = context.flags["--run"]
    params.baseline = context.flags["--baseline"]
    params.threshold = try context.flags.number("--threshold")
    params.method = try context.flags.choice("--method", of: CheckMethod.self) ?? .threshold
    params.baseBranch = context.flags["--base-branch"]
    params.forkPoint = context.flags["--fork-point"]
    params.confirmRuns = context.flags.has("--confirm-run") ? context.flags.all("--confirm-run") : nil
    if let rate = try context.flags.number("--false-discovery-rate") { params.falseDiscoveryRate = rate }
    let client = try Connection.open(context.flags, for: Check.name)
    let report = try context.call(Check.self, params, over: client)
    let terminal = context.terminal
    guard report.method == .threshold else { return try show(report, context) }
    let names = try context.flags.format == .text && !report.passed ? ambiguousNames(report.currentID, client) : []
    try context.show(report, text: { text(report, names, terminal) }, markdown: { markdown(report) })
    if report.compared == 0 {
      terminal.complain("calibraxctl: nothing was compared: the runs have no metric of known direction in common")
      return .nothingToJudge
    }
    return report.passed ? .passed : .regressed
  }

  private static func show(_ report: CheckReport, _ context: borrowing Context) throws(Failure) -> ExitCode {
    let terminal = context.terminal
    try context.show(
      report, text: { VerdictText(report: report, terminal: terminal).text }, markdown: { VerdictText.markdown(report) }
    )
    if let base = report.base, base.isForkPointFound == false {
      terminal.complain(
        "calibraxctl: no run of the fork point \(base.forkPoint ?? ""): all runs of the base branch were looked at")
    }
    if report.passed { return .passed }
    return report.regressions.isEmpty ? .nothingToJudge : .regressed
  }

  /// The names that several points of a run have; none when it is gone meanwhile.
  private static func ambiguousNames(_ runID: String, _ client: BlockingClient) -> Set<String> {
    var params = GetRun.Params()
    params.runID = runID
    let points = (try? client.call(GetRun.self, params).points) ?? []
    return Set(Dictionary(grouping: points, by: \.name).filter { $0.value.count > 1 }.keys)
  }

  /// - Parameter names: Those that do not say which point is meant.
  private static func text(_ report: CheckReport, _ names: Set<String>, _ terminal: Terminal) -> String {
    if report.compared == 0 { return "" }
    if report.passed { return terminal.colored("PASS", .green) + ": " + passed(report) }
    let lines = report.regressions.map { change in
      let arrow = change.currentValue < change.baselineValue ? "↓" : "↑"
      let isClear = change.tags.isEmpty || !names.contains(change.pointName)
      let point = change.pointName + (isClear ? "" : " " + tagText(change.tags))
      return "  \(arrow) \(printable("\(point) \(change.metric)")): \(fixed(change.baselineValue, 2)) → "
        + "\(fixed(change.currentValue, 2)) (\(change.deltaPct.map { signedPercent($0) } ?? "from 0"))"
    }
    return ([terminal.colored("FAIL", .red) + ": \(report.regressions.count) regression(s) detected:"] + lines)
      .joined(separator: "\n")
  }

  private static func passed(_ report: CheckReport) -> String {
    "no regressions (\(report.compared) metrics compared, threshold \(fixed(report.threshold * 100, 1))%)"
  }

  private static func markdown(_ report: CheckReport) -> String {
    if report.compared == 0 { return "**Nothing was compared.**" }
    if report.passed { return "**PASS**: \(passed(report))" }
    let head = ["", "Point", "Tags", "Metric", "Baseline", "Current", "Change"]
    let rows = report.regressions.map { change in
      [
        change.currentValue < change.baselineValue ? "↓" : "↑", change.pointName, tagText(change.tags), change.metric,
        fixed(change.baselineValue, 2), fixed(change.currentValue, 2), change.deltaPct.map { signedPercent($0) } ?? "-",
      ]
    }
    return "**FAIL**: \(report.regressions.count) regression(s) detected\n\n" + markdownTable([head] + rows)
  }
}
