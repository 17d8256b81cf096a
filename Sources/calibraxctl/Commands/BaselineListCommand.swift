import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Lists baselines.
enum BaselineListCommand: Command {
  static let name = "baseline list"
  static let summary = "List the baselines, how old they are, and what was said when they were set."
  static let method: (any CalibraxRPC.Method.Type)? = ListBaselines.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let result = try context.call(ListBaselines.self, ListBaselines.Params())
    if result.baselines.isEmpty, try context.flags.format != .json {
      context.terminal.complain("calibraxctl: there are no baselines")
      return .passed
    }
    let hasForks = result.baselines.contains { $0.forkOf != nil }
    let now = unixSeconds()
    let rows =
      [["Baseline", "Run", "Commit", "Set", "Age"] + BaselineText.said(hasForks: hasForks)]
      + result.baselines.map { head in
        [
          head.name, head.runID, head.commit.map(shortCommit) ?? "-", head.setAt.map(BaselineText.time) ?? "-",
          head.setAt.map { BaselineText.age($0, now: now) } ?? "-",
        ]
          + BaselineText.said(
            by: head.by, reason: head.reason, forkOf: head.forkOf, forkPoint: head.forkPoint, hasForks: hasForks)
      }
    try context.show(result, text: { columns(rows, right: [4]) }, markdown: { markdownTable(rows) })
    return .passed
  }
}
