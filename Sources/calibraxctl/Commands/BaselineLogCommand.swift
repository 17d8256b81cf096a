import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Shows the audit trail of baselines.
enum BaselineLogCommand: Command {
  static let name = "baseline log"
  static let summary = "Show what changed the baselines, and why, the newest first."
  static let method: (any CalibraxRPC.Method.Type)? = BaselineHistory.self
  static let flags = [
    Flag("--name", "NAME", BaselineHistory.self, "name"),
    Flag("--limit", "N", BaselineHistory.self, "limit", "How many at most; 100 when left out."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = BaselineHistory.Params()
    params.name = context.flags["--name"]
    if let limit = try context.flags.integer("--limit") { params.limit = limit }
    let result = try context.call(BaselineHistory.self, params)
    if result.damagedLines > 0 {
      context.terminal.complain(
        "calibraxctl: \(result.damagedLines) lines of the audit trail are damaged, and are left out")
    }
    if result.entries.isEmpty, try context.flags.format != .json {
      let baseline = params.name.map { "the baseline \"\(printable($0))\"" } ?? "baselines"
      context.terminal.complain("calibraxctl: there are no changes of \(baseline) on record")
      return .passed
    }
    let hasForks = result.entries.contains { $0.forkOf != nil }
    let rows =
      [["Set", "Baseline", "Run", "Before", "Commit"] + BaselineText.said(hasForks: hasForks)]
      + result.entries.map { entry in
        [
          BaselineText.time(entry.setAt), entry.name, entry.runID, entry.previousRunID ?? "-",
          entry.commit.map(shortCommit) ?? "-",
        ]
          + BaselineText.said(
            by: entry.by, reason: entry.reason, forkOf: entry.forkOf, forkPoint: entry.forkPoint, hasForks: hasForks)
      }
    try context.show(result, text: { columns(rows) }, markdown: { markdownTable(rows) })
    return .passed
  }
}
