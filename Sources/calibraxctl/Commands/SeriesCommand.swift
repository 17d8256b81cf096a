import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Lists series.
enum SeriesCommand: Command {
  static let name = "series"
  static let summary = "List the series of samples, with the last value of each."
  static let method: (any CalibraxRPC.Method.Type)? = ListSeries.self
  static let flags = [
    Flag("--execution", "ID", ListSeries.self, "execution_id"),
    Flag("--key", "KEY", ListSeries.self, "keys", "Only series of this metric; may be repeated."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = ListSeries.Params()
    params.executionID = context.flags["--execution"]
    params.keys = context.flags.all("--key")
    params.limit = 10_000
    var result = ListSeries.Result()
    repeat {
      let part = try context.call(ListSeries.self, params)
      result.series += part.series
      params.cursor = part.nextCursor
    } while params.cursor != nil
    let rows = [["Key", "Execution", "Group", "Samples", "Last"]] + result.series.map(row)
    try context.show(result, text: { columns(rows, right: [3, 4]) }, markdown: { markdownTable(rows) })
    return .passed
  }

  private static func row(_ series: SeriesHead) -> [String] {
    let last = series.last.map { ([sampleText($0.value)] + (series.scale?.units.map { [$0] } ?? [])) }
    return [
      series.key, series.executionID, series.group?.name ?? "-", "\(series.count)",
      last?.joined(separator: " ") ?? "-",
    ]
  }
}
