import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Follows a metric.
enum TrendCommand: Command {
  static let name = "trend"
  static let summary = "Show the values of a metric of a point through the runs, oldest first."
  static let method: (any CalibraxRPC.Method.Type)? = Trend.self
  static let flags = [
    Flag("--metric", "METRIC", Trend.self, "metric"),
    Flag("--point", "POINT", Trend.self, "point"),
    Flag("--framework", "NAME", "The same as --tag framework=NAME."),
    Flag("--tag", "KEY=VALUE", "A tag that the point must have; may be repeated."),
    Flag("--n-runs", "N", Trend.self, "n_runs"),
    Flag("--branch", "BRANCH", Trend.self, "branch"),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let params = try Trend.Params(context.flags)
    let series = try context.call(Trend.self, params)
    if series.points.isEmpty, try context.flags.format != .json {
      context.terminal.complain(params.nothingFound)
      return .nothingToJudge
    }
    let terminal = context.terminal
    try context.show(
      series, text: { "Trend: \(series.title)\n" + columns(rows(series), right: [1]) + series.chart(on: terminal) },
      markdown: { markdownTable(rows(series)) })
    return series.points.isEmpty ? .nothingToJudge : .passed
  }

  private static func rows(_ series: TrendSeries) -> [[String]] {
    let hasBounds = series.points.contains { $0.lower != nil || $0.upper != nil }
    let head = ["Timestamp", "Value"] + (hasBounds ? ["CI"] : []) + ["Commit"]
    return [head]
      + series.points.map { point in
        let bounds = "[\(point.lower.map { measuredText($0) } ?? "-"), \(point.upper.map { measuredText($0) } ?? "-")]"
        let interval = point.lower == nil && point.upper == nil ? "" : bounds
        return [point.timestamp, measuredText(point.value)] + (hasBounds ? [interval] : [])
          + [point.commit.map(shortCommit) ?? "-"]
      }
  }
}
