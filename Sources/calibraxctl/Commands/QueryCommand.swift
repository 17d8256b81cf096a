import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxRPC

/// Shows a series.
enum QueryCommand: Command {
  static let name = "query"
  static let summary = "Show the samples of a metric of an execution, as a table or a chart."
  static let method: (any CalibraxRPC.Method.Type)? = QuerySeries.self
  static let operands = "KEY"
  static let flags = [
    Flag("--execution", "ID", QuerySeries.self, "execution_id", "The execution; \"default\" when left out."),
    Flag("--from", "X", QuerySeries.self, "from"),
    Flag("--to", "X", QuerySeries.self, "to"),
    Flag(
      "--max-points", "N", QuerySeries.self, "max_points",
      "How many samples at most, 4 or more: the first, last, smallest and largest of equal parts of x."),
    Flag("--order", "ORDER", QuerySeries.self, "order", "at: by x (so when left out), or recorded: as they came."),
    Flag("--plot", nil, "Draw a chart instead of the table."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = try params(context)
    let isPlot = context.flags.has("--plot")
    if isPlot, try context.flags.format == .json { throw .usage("--plot draws text: --format json cannot show it") }
    // A chart needs four samples for each dot of its width.
    if isPlot { params.maxPoints = params.maxPoints ?? max(400, 8 * context.terminal.width) }
    let client = try Connection.open(context.flags, for: QuerySeries.name)
    let result = try context.call(QuerySeries.self, params, over: client)
    if isPlot {
      let chart = chart(result, of: try head(result, context, client))
      let terminal = context.terminal
      let height = max(12, min(24, terminal.width / 5))
      let text = chart.lines(width: terminal.width, height: height, hasColor: terminal.hasColor).text(on: terminal)
      try context.show(result, text: { text }, markdown: { "```text\n\(text)\n```" })
    } else {
      let rows = [["At", "Value"]] + result.points.map { [sampleText($0.at), sampleText($0.value)] }
      try context.show(result, text: { columns(rows, right: [0, 1]) }, markdown: { markdownTable(rows) })
    }
    if result.reduced, !isPlot, try context.flags.format != .json {
      context.terminal.complain("calibraxctl: \(result.points.count) of \(result.count) samples are shown")
    }
    if result.lost > 0 {
      context.terminal.complain(
        "calibraxctl: \(result.lost) more samples cannot be read; calibraxctl info names the damaged files")
    }
    return .passed
  }

  private static func params(_ context: borrowing Context) throws(Failure) -> QuerySeries.Params {
    var params = QuerySeries.Params()
    guard let key = context.flags.operands.first else { throw .usage("query needs a metric: calibraxctl query KEY") }
    params.key = key
    params.executionID = context.flags["--execution"]
    params.from = try context.flags.number("--from")
    params.to = try context.flags.number("--to")
    params.maxPoints = try context.flags.integer("--max-points")
    if let order = try context.flags.choice("--order", of: QuerySeries.Order.self) { params.order = order }
    return params
  }

  /// How the series is shown.
  private static func head(
    _ result: QuerySeries.Result, _ context: borrowing Context, _ client: BlockingClient
  ) throws(Failure) -> SeriesHead? {
    var params = ListSeries.Params()
    params.executionID = result.executionID
    params.keys = [result.key]
    return try context.call(ListSeries.self, params, over: client).series.first
  }

  private static func chart(_ result: QuerySeries.Result, of head: SeriesHead?) -> Chart {
    var chart = Chart()
    chart.group = head?.group
    chart.mayBeClock = result.executionID == Execution.alwaysOpen
    chart.series = [
      Chart.Series(name: result.key, scale: head?.scale, points: result.points, latest: head?.last?.value)
    ]
    return chart
  }
}

/// A number of a sample, every digit of it: `5`, `0.30000000000000004`.
func sampleText(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 0x1p53 ? "\(Int(value))" : "\(value)"
}
