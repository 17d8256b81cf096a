import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Shows how benchmarks fared.
enum BenchmarksStatusCommand: Command {
  static let name = "benchmarks status"
  static let summary = "Show the benchmarks with how their last runs fared, or the tables and console of one."
  static let details = """
    The status of the last five moments stands oldest first: S all is well, W a validator objects, F something is missing;
    a dash before them says that there are more. --console shows what was wrong with configurations, files and cells.
    """
  static let method: (any CalibraxRPC.Method.Type)? = ShowBenchmarks.self
  static let operands = "[NAME]"
  static let flags = [Flag("--console", nil, "Show the error console: of the benchmark, or of all.")]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let client = try Connection.open(context.flags, for: ShowBenchmarks.name, timeout: 60)
    let console = ConsoleText(terminal: context.terminal)
    if context.flags.has("--console") {
      var messages: [BenchmarkMessage] = []
      for name in try names(context, client) { messages += try benchmark(name, context, client).messages }
      let result: JSON = ["messages": .array(messages.map { JSON(writing: $0) })]
      try context.show(result, text: { console.text(messages) }, markdown: { console.markdown(messages) })
      return .passed
    }
    guard let name = context.flags.operands.first else {
      let overview = try context.call(ShowBenchmarks.self, ShowBenchmarks.Params(), over: client)
      let table = BenchmarkTable(overview: overview.benchmarks)
      try context.show(overview, text: { table.text(context.terminal) }, markdown: { markdownTable(table.rows) })
      return overview.benchmarks.isEmpty ? .nothingToJudge : .passed
    }
    let report = try benchmark(name, context, client)
    try context.show(
      report, text: { text(report, console, context.terminal) }, markdown: { markdown(report, console) })
    return .passed
  }

  private static func names(_ context: borrowing Context, _ client: BlockingClient) throws(Failure) -> [String] {
    if let name = context.flags.operands.first { return [name] }
    return try context.call(ShowBenchmarks.self, ShowBenchmarks.Params(), over: client).benchmarks.map(\.name)
  }

  private static func benchmark(
    _ name: String, _ context: borrowing Context, _ client: BlockingClient
  ) throws(Failure) -> BenchmarkReport {
    var params = ShowBenchmark.Params()
    params.name = name
    do throws(ClientError) { return try client.call(ShowBenchmark.self, params) } catch { throw Failure(error) }
  }

  private static func text(_ report: BenchmarkReport, _ console: ConsoleText, _ terminal: Terminal) -> String {
    var parts = [heading(report, terminal)]
    for tab in report.tabs {
      let title = tab.name.isEmpty ? "" : terminal.colored(printable(tab.name), .bold) + "\n"
      parts.append(title + (tab.failed ? "cannot be shown" : BenchmarkTable(tab).text(terminal)))
    }
    if !report.messages.isEmpty { parts.append(console.text(report.messages)) }
    return parts.joined(separator: "\n\n")
  }

  private static func heading(_ report: BenchmarkReport, _ terminal: Terminal) -> String {
    let title = report.title == report.name ? "" : " (\(printable(report.title)))"
    return
      "\(printable(report.name))\(title): \(counted(report.runs.total, "row")), \(report.runs.valid) valid, status "
      + StatusText.colored(report.runs.status, terminal)
  }

  private static func markdown(_ report: BenchmarkReport, _ console: ConsoleText) -> String {
    var parts = ["## " + markdownText(report.title)]
    for tab in report.tabs {
      if !tab.name.isEmpty { parts.append("### " + markdownText(tab.name)) }
      parts.append(tab.failed ? "cannot be shown" : markdownTable(BenchmarkTable(tab).rows))
    }
    if !report.messages.isEmpty { parts.append(console.markdown(report.messages)) }
    return parts.joined(separator: "\n\n")
  }
}
