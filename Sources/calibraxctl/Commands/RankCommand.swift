import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Ranks frameworks.
enum RankCommand: Command {
  static let name = "rank"
  static let summary = "Rank the frameworks of a run by a metric, best first."
  static let method: (any CalibraxRPC.Method.Type)? = Rank.self
  static let flags = [
    Flag("--metric", "METRIC", Rank.self, "metric"),
    Flag("--run", "ID", Rank.self, "run_id"),
    Flag(
      "--group-by", "TAG", Rank.self, "group_by_tag", "The tag whose values are ranked; \"framework\" when left out."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = Rank.Params()
    params.metric = try context.flags.required("--metric")
    params.runID = context.flags["--run"]
    if let tag = context.flags["--group-by"] { params.groupByTag = tag }
    let result = try context.call(Rank.self, params)
    let rows =
      [["Rank", params.groupByTag, params.metric, "Behind"]]
      + result.entries.map { entry in
        [
          "\(entry.rank)", entry.label + (entry.isBest ? " *" : ""), measuredText(entry.value),
          fixed(entry.deltaFromBest, 1) + "%",
        ]
      }
    try context.show(
      result, text: { result.entries.isEmpty ? "" : columns(rows, right: [0, 2, 3]) }, markdown: { markdownTable(rows) }
    )
    if result.entries.isEmpty { context.terminal.complain("calibraxctl: the run has no metric \"\(params.metric)\"") }
    return result.entries.isEmpty ? .nothingToJudge : .passed
  }
}
