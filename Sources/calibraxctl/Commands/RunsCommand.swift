import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxRPC

/// Lists runs.
enum RunsCommand: Command {
  static let name = "runs"
  static let summary = "List the runs, newest first."
  static let method: (any CalibraxRPC.Method.Type)? = ListRuns.self
  static let flags = [
    Flag("--branch", "BRANCH", ListRuns.self, "branch"),
    Flag("--commit", "COMMIT", ListRuns.self, "commit"),
    Flag("--tag", "KEY=VALUE", "Only runs with a point that has this tag; may be repeated."),
    Flag("--framework", "NAME", "The same as --tag framework=NAME."),
    Flag("--since", "TIME", ListRuns.self, "since"),
    Flag("--until", "TIME", ListRuns.self, "until"),
    Flag("--limit", "N", ListRuns.self, "limit", "How many at most; 100 when left out."),
    Flag("--cursor", "CURSOR", ListRuns.self, "cursor"),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = ListRuns.Params()
    params.branch = context.flags["--branch"]
    params.commit = context.flags["--commit"]
    params.tags = try context.flags.tags
    params.since = context.flags["--since"]
    params.until = context.flags["--until"]
    if let limit = try context.flags.integer("--limit") { params.limit = limit }
    params.cursor = context.flags["--cursor"]
    let result = try context.call(ListRuns.self, params)
    let rows =
      [["Run", "Timestamp", "Branch", "Commit", "Points"]]
      + result.runs.map { head in
        [
          head.runID, head.timestamp, head.branch ?? "-", head.commit.map(shortCommit) ?? "-",
          "\(head.points)",
        ]
      }
    let isRead = try context.show(result, text: { columns(rows, right: [4]) }, markdown: { markdownTable(rows) })
    if isRead, let cursor = result.nextCursor { try context.sayThereAreMore(cursor: cursor) }
    return .passed
  }
}
