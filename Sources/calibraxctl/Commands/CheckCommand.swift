import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Gates a run.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "Compare a run with a baseline; exits with 1 when one regressed or an SLO is not met."
  static let method: (any CalibraxRPC.Method.Type)? = Check.self
  static let flags =
    [
      Flag("--run", "ID", Check.self, "run_id"),
      Flag("--baseline", "NAME", Check.self, "baseline"),
      Flag(
        "--threshold", "FRACTION", Check.self, "threshold",
        "The relative change that is allowed: 0.05, which it is when left out, is 5 %."),
      Flag(
        "--method", "METHOD", Check.self, "method", "threshold, which it is when left out, history, paired or auto."),
      Flag("--base-branch", "BRANCH", Check.self, "base_branch"),
      Flag("--fork-point", "COMMIT", Check.self, "fork_point"),
      Flag("--confirm-run", "ID", "Another run of the same code; may be repeated."),
      Flag("--false-discovery-rate", "FRACTION", Check.self, "false_discovery_rate"),
    ] + Flag.reports

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let terminal = context.terminal
    let delivery = ReportDelivery(outputs: try ReportOutputs(context.flags), terminal: terminal)
    let found = try context.call(Check.self, try params(context.flags))
    let report = Report(found)
    try delivery.deliver(report)
    if report.kind == .threshold, report.outcome == .notJudged {
      terminal.complain("calibraxctl: nothing was compared: the runs have no metric of known direction in common")
    }
    if found.objectives?.isEmpty == true {
      terminal.complain("calibraxctl: none of config.json's slos is about a metric of this run")
    }
    if let base = found.base, base.isForkPointFound == false {
      terminal.complain(
        "calibraxctl: no run of the fork point \(base.forkPoint ?? ""): all runs of the base branch were looked at")
    }
    return report.outcome.exitCode
  }

  private static func params(_ flags: ParsedFlags) throws(Failure) -> Check.Params {
    var params = Check.Params()
    params.runID = flags["--run"]
    params.baseline = flags["--baseline"]
    params.threshold = try flags.number("--threshold")
    params.method = try flags.choice("--method", of: CheckMethod.self) ?? .threshold
    params.baseBranch = flags["--base-branch"]
    params.forkPoint = flags["--fork-point"]
    params.confirmRuns = flags.has("--confirm-run") ? flags.all("--confirm-run") : nil
    if let rate = try flags.number("--false-discovery-rate") { params.falseDiscoveryRate = rate }
    return params
  }
}
