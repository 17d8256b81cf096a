import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Compares runs.
enum CompareCommand: Command {
  static let name = "compare"
  static let summary = "Compare runs with each other, metric by metric."
  static let details = """
    The column of a run is headed by its LABEL, by its ID when it has none:
    calibraxctl compare before=monday after=tuesday
    """
  static let method: (any CalibraxRPC.Method.Type)? = Compare.self
  static let operands = "[LABEL=]ID…"
  static let flags = [Flag("--metric", "METRIC", "A metric to compare; may be repeated. All when left out.")]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = Compare.Params()
    for operand in context.flags.operands {
      let parts = operand.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      guard let label = parts.first, let id = parts.last, !label.isEmpty, !id.isEmpty else {
        throw .usage("\"\(operand)\" is not [LABEL=]ID")
      }
      if params.runs[label] != nil { throw .usage("two runs are called \(label); give one another LABEL=") }
      params.runs[label] = .id(id)
    }
    guard params.runs.count >= 2 else { throw .usage("compare needs at least two runs: calibraxctl compare ID ID") }
    let metrics = context.flags.all("--metric")
    if !metrics.isEmpty { params.metrics = metrics }
    let report = try context.call(Compare.self, params)
    if report.metricComparisons.isEmpty, try context.flags.format != .json {
      let wanted = metrics.isEmpty ? "no metrics" : "none of the metrics \(metrics.joined(separator: ", "))"
      context.terminal.complain("calibraxctl: nothing was compared: the runs have \(wanted)")
      return .nothingToJudge
    }
    let rows = rows(report)
    let winner = "Overall: \(report.overallWinner)"
    try context.show(
      report, text: { columns(rows, right: Set(1...report.labelsCompared.count)) + "\n\n" + winner },
      markdown: { markdownTable(rows) + "\n\n" + winner })
    return report.metricComparisons.isEmpty ? .nothingToJudge : .passed
  }

  /// A row a metric, a column a run, the best marked.
  private static func rows(_ report: ComparisonReport) -> [[String]] {
    [["Metric"] + report.labelsCompared]
      + report.metricComparisons.map { comparison in
        [comparison.metricName]
          + report.labelsCompared.map { label in
            comparison.values[label].map { fixed($0, 4) + (label == comparison.bestLabel ? " *" : "") } ?? "-"
          }
      }
  }
}
