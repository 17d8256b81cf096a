import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxRPC
import Glibc

/// Accepts a run as a baseline, and says why.
enum BaselineAcceptCommand: Command {
  static let name = "baseline accept"
  static let summary = "Make a run a baseline in place of what it was, and keep on record why."
  static let method: (any CalibraxRPC.Method.Type)? = SetBaseline.self
  static let flags = [
    Flag("--reason", "TEXT", SetBaseline.self, "reason"),
    Flag("--run", "ID", SetBaseline.self, "run_id"),
    Flag("--name", "NAME", SetBaseline.self, "name", "The baseline's name; \"main\" when left out."),
    Flag(
      "--branch", "BRANCH", SetBaseline.self, "name",
      "The baseline that is named for a branch; the run is its newest unless --run names one."),
    Flag(
      "--by", "NAME", SetBaseline.self, "by", "Who says so (else GITHUB_ACTOR, else GITLAB_USER_LOGIN, else USER)."),
    Flag("--fork-of", "NAME", SetBaseline.self, "fork_of"),
    Flag(
      "--fork-point", "COMMIT", SetBaseline.self, "fork_point",
      "The commit it starts at; when left out that of the baseline --fork-of, if there is one."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let flags = context.flags
    let reason = try flags.required("--reason")
    if flags.has("--branch"), flags.has("--name") {
      throw .usage("--name and --branch both name the baseline: give one of them")
    }
    if flags.has("--fork-point") { _ = try flags.required("--fork-of") }
    var params = SetBaseline.Params()
    params.reason = reason
    params.by = flags["--by"] ?? user
    params.forkOf = flags["--fork-of"]
    params.forkPoint = flags["--fork-point"]
    params.runID = flags["--run"]
    if let name = flags["--name"] ?? flags["--branch"] { params.name = name }
    let client = try Connection.open(flags, for: SetBaseline.name)
    if let branch = flags["--branch"], params.runID == nil {
      params.runID = try newestRun(of: branch, context, client)
    }
    let result = try context.call(SetBaseline.self, params, over: client)
    let text = BaselineText.line(reason)
    try context.show(
      result, text: { "Baseline \(result.name): run \(result.runID) accepted\(place(result) { $0 }): \(text)" },
      markdown: { "Baseline `\(result.name)`: run `\(result.runID)` accepted\(place(result) { "`\($0)`" }): \(text)" })
    return .passed
  }

  private static func newestRun(
    of branch: String, _ context: borrowing Context, _ client: BlockingClient
  ) throws(Failure) -> String {
    var params = ListRuns.Params()
    params.branch = branch
    params.limit = 1
    guard let run = try context.call(ListRuns.self, params, over: client).runs.first else {
      throw Failure(
        code: .refused, message: "there is no run of the branch \"\(printable(branch))\"",
        hint: "Name one with --run ID; calibraxctl runs shows the runs there are.")
    }
    return run.runID
  }

  /// What the run takes the place of.
  private static func place(_ result: SetBaseline.Result, _ spelled: (String) -> String) -> String {
    guard let previous = result.previousRunID else { return "" }
    return previous == result.runID ? " again" : " in place of " + spelled(previous)
  }

  /// Who runs this, as far as the environment tells.
  private static var user: String? {
    for name in ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return nil
  }
}
