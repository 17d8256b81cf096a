import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Tells what is monitored.
enum MonitorSummaryCommand: Command {
  static let name = "monitor summary"
  static let summary = "Show the thresholds, how many alerts there are, and the latest values of what is monitored."
  static let method: (any CalibraxRPC.Method.Type)? = MonitoringSummary.self

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let summary = try context.call(MonitoringSummary.self, MonitoringSummary.Params())
    try context.show(summary, text: { text(summary) }, markdown: { markdown(summary) })
    return .passed
  }

  private static func facts(_ summary: MonitoringSummary.Result) -> [[String]] {
    let rules = summary.rules.map { "\($0.metricName) \($0.rule)" }
    return [
      ["Thresholds", rules.isEmpty ? "none" : rules.joined(separator: "; ")],
      ["Alert count", "\(summary.alertCount)"],
      ["Monitoring", summary.interval.map { "every \(sampleText($0)) s" } ?? "off"],
    ]
  }

  private static func text(_ summary: MonitoringSummary.Result) -> String {
    let lines = facts(summary).map { "\($0[0]): \(printable($0[1]))" }
    let values = summary.metricHistory.map { metric in
      "  \(printable(metric.key)): latest=\(valueText(metric.value.latest)), min=\(valueText(metric.value.min)), "
        + "max=\(valueText(metric.value.max))"
    }
    return (lines + values).joined(separator: "\n")
  }

  private static func markdown(_ summary: MonitoringSummary.Result) -> String {
    let head = ["Metric", "Latest", "Min", "Max", "Mean", "Values"]
    let rows = summary.metricHistory.map { metric in
      let history = metric.value
      return [metric.key] + [history.latest, history.min, history.max, history.mean].map(valueText)
        + ["\(history.samples)"]
    }
    let facts = markdownTable([["", ""]] + facts(summary))
    return rows.isEmpty ? facts : facts + "\n\n" + markdownTable([head] + rows)
  }
}
