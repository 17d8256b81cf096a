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
  static let flags =
    [Flag("--metric", "METRIC", "A metric to compare; may be repeated. All when left out.")]
    + Flag.reports

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let delivery = ReportDelivery(outputs: try ReportOutputs(context.flags), terminal: context.terminal)
    var params = Compare.Params()
    var ids = OrderedMap<String>()
    for operand in context.flags.operands {
      let parts = operand.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      guard let label = parts.first, let id = parts.last, !label.isEmpty, !id.isEmpty else {
        throw .usage("\"\(operand)\" is not [LABEL=]ID")
      }
      if params.runs[label] != nil { throw .usage("two runs are called \(label); give one another LABEL=") }
      params.runs[label] = .id(id)
      ids[label] = id
    }
    guard params.runs.count >= 2 else { throw .usage("compare needs at least two runs: calibraxctl compare ID ID") }
    let metrics = context.flags.all("--metric")
    if !metrics.isEmpty { params.metrics = metrics }
    let report = Report(try context.call(Compare.self, params), of: ids)
    try delivery.deliver(report)
    if report.outcome == .notJudged {
      let wanted = metrics.isEmpty ? "no metrics" : "none of the metrics \(metrics.joined(separator: ", "))"
      context.terminal.complain("calibraxctl: nothing was compared: the runs have \(wanted)")
    }
    return report.outcome.exitCode
  }
}
