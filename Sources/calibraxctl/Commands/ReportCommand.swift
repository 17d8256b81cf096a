import CalibraxAPI
import CalibraxClient
import CalibraxDashboard
import CalibraxModel
import CalibraxRPC

/// Writes a static site of what the store holds.
enum ReportCommand: Command {
  static let name = "report"
  static let summary = "Write a static site: benchmarks, runs, trends, executions, alerts and health."
  static let details = """
    The pages need no server and nothing from the network: open DIR/index.html, or publish DIR. What an earlier report wrote
    into DIR is replaced; other files stay. calibraxctl studio shows the same pages as they change.
    """
  static let method: (any CalibraxRPC.Method.Type)? = ShowBenchmarks.self
  static let flags = [
    Flag("--output", "DIR", "The folder to write to; it is made if it is not there."),
    PlotlyScript.flag,
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let output = try context.flags.required("--output")
    let plotly = try context.flags[PlotlyScript.flag.name].map { (text) throws(Failure) in try PlotlyScript(text) }
    let client = try Connection.open(context.flags, for: ShowBenchmarks.name, timeout: 60)
    let site = Site(
      .report, store: context.flags["--data"] ?? ClientEnvironment.dataDirectory,
      moment: Timestamp(microseconds: Int64(unixSeconds() * 1e6)), version: serverVersion, plotly: plotly?.source)
    var folder = try SiteFolder(output, site)
    if let bytes = plotly?.bytes { try folder.write(bytes, to: PlotlyScript.path) }
    let source = SiteSource(client: client, site: site)
    let reported = try ReportedRuns(source)
    for part in siteParts { try part.write(to: &folder, from: source, reported) }
    try folder.removeOthers()
    try context.terminal.print("\(counted(folder.pages, "page")) written: \(output)/index.html")
    return .passed
  }
}
