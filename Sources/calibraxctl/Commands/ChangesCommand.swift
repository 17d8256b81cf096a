import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Finds change points.
enum ChangesCommand: Command {
  static let name = "changes"
  static let summary =
    "Show where a metric of a point changed through the runs: for good, for a moment, or in its noise."
  static let method: (any CalibraxRPC.Method.Type)? = FindChangePoints.self
  static let flags = [
    Flag("--metric", "METRIC", FindChangePoints.self, "metric", "The metric's name."),
    Flag("--point", "POINT", FindChangePoints.self, "point", "The point's name."),
    Flag("--framework", "NAME", "The same as --tag framework=NAME."),
    Flag("--tag", "KEY=VALUE", "A tag that the point must have; may be repeated."),
    Flag("--n-runs", "N", FindChangePoints.self, "n_runs"),
    Flag("--branch", "BRANCH", FindChangePoints.self, "branch"),
    Flag(
      "--method", "METHOD", FindChangePoints.self, "method",
      "How they are found: robust (else), or otava or pelt, which find shifts only."),
    Flag(
      "--kind", "KIND", FindChangePoints.self, "kinds",
      "Only changes of this kind: \(ChangeKind.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let (flags, terminal) = (context.flags, context.terminal)
    let trend = try Trend.Params(flags)
    let params = try params(flags, trend)
    let client = try Connection.open(flags, for: FindChangePoints.name)
    // It knows the commits, and whether there is such a series.
    let series = try context.call(Trend.self, trend, over: client)
    if series.points.isEmpty {
      try context.show(FindChangePoints.Result(), text: { "" }, markdown: { "" })
      if try flags.format != .json { terminal.complain(trend.nothingFound) }
      return .nothingToJudge
    }
    let result = try context.call(FindChangePoints.self, params, over: client)
    let rows = rows(result, series)
    let nothing = result.changePoints.isEmpty ? "No change points in \(result.count) runs" : nil
    try context.show(
      result,
      text: {
        (nothing ?? "Changes: \(series.title)\n\(columns(rows, right: [3, 4, 5, 7]))") + series.chart(on: terminal)
      }, markdown: { nothing ?? markdownTable(rows) })
    return .passed
  }

  private static func params(
    _ flags: borrowing ParsedFlags, _ trend: Trend.Params
  ) throws(Failure) -> FindChangePoints.Params {
    var params = FindChangePoints.Params()
    (params.metric, params.point, params.tags) = (trend.metric, trend.point, trend.tags)
    (params.runs, params.branch) = (trend.runs, trend.branch)
    if let method = try flags.choice("--method", of: ChangePointMethod.self) { params.method = method }
    let kinds = try flags.choices("--kind", of: ChangeKind.self)
    if !kinds.isEmpty { params.kinds = kinds }
    return params
  }

  private static func rows(_ result: FindChangePoints.Result, _ series: TrendSeries) -> [[String]] {
    let commits = Dictionary(series.points.map { ($0.runID, $0.commit) }, uniquingKeysWith: { $1 })
    return [["Run", "Commit", "Kind", "Before", "After", "Effect", "CI", "p"]]
      + result.changePoints.map { change in
        let commit = change.runID.flatMap { commits[$0] ?? nil }
        return [
          change.runID ?? "-", commit.map(shortCommit) ?? "-", change.kind.rawValue,
          measuredText(change.before), measuredText(change.after), percent(change.effect),
          change.effectLower == nil && change.effectUpper == nil
            ? "-" : "[\(percent(change.effectLower)), \(percent(change.effectUpper))]",
          change.pValue < 1e-4 ? "<0.0001" : short(change.pValue, 2),
        ]
      }
  }

  private static func percent(_ effect: Double?) -> String { effect.map { signedPercent($0 * 100) } ?? "-" }
}
