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
    var params = Trend.Params()
    params.metric = try context.flags.required("--metric")
    params.point = try context.flags.required("--point")
    params.tags = try context.flags.tags
    params.runs = try context.flags.integer("--n-runs")
    params.branch = context.flags["--branch"]
    let series = try context.call(Trend.self, params)
    if series.points.isEmpty, try context.flags.format != .json {
      context.terminal.complain(
        "calibraxctl: No trend data found: no run has \(params.metric) at \(params.point)"
          + (params.tags.isEmpty ? "" : " with \(tagText(params.tags))"))
      return .nothingToJudge
    }
    let terminal = context.terminal
    try context.show(series, text: { text(series, terminal) }, markdown: { markdownTable(rows(series)) })
    return series.points.isEmpty ? .nothingToJudge : .passed
  }

  private static func rows(_ series: TrendSeries) -> [[String]] {
    let hasBounds = series.points.contains { $0.lower != nil || $0.upper != nil }
    let head = ["Timestamp", "Value"] + (hasBounds ? ["CI"] : []) + ["Commit"]
    return [head]
      + series.points.map { point in
        let bounds = "[\(point.lower.map { fixed($0, 4) } ?? "-"), \(point.upper.map { fixed($0, 4) } ?? "-")]"
        let interval = point.lower == nil && point.upper == nil ? "" : bounds
        return [point.timestamp, fixed(point.value, 4)] + (hasBounds ? [interval] : [])
          + [point.commit.map { String($0.prefix(8)) } ?? "-"]
      }
  }

  private static func text(_ series: TrendSeries, _ terminal: Terminal) -> String {
    let tags = series.tags.isEmpty ? "" : " (\(printable(tagText(series.tags))))"
    let table =
      "Trend: \(printable(series.metric)) for \(printable(series.pointName))\(tags)\n"
      + columns(rows(series), right: [1])
    guard terminal.isInteractive, series.points.count > 1 else { return table }
    return table + "\n\n"
      + chart(series).lines(width: terminal.width, height: 9, hasColor: terminal.hasColor).text(on: terminal)
  }

  /// The values over the number of the run: runs are not made evenly, and the table tells when they were.
  private static func chart(_ series: TrendSeries) -> Chart {
    var chart = Chart()
    chart.group = MetricGroup("", units: "run")
    let points = series.points.enumerated().map { Sample(at: Double($0.offset + 1), value: $0.element.value) }
    chart.series = [Chart.Series(name: series.metric, points: points, latest: points.last?.value)]
    return chart
  }
}
