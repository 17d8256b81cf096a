import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Lists thresholds.
enum ThresholdListCommand: Command {
  static let name = "threshold list"
  static let summary = "List the thresholds, in the order they were set."
  static let method: (any CalibraxRPC.Method.Type)? = MonitoringSummary.self

  /// The part of the summary that is about thresholds.
  private struct Listing: Record {
    var rules: [Threshold] = []
    var undirected: [String] = []

    static let fields: Fields<Listing> = [
      .required("rules", \.rules, "The thresholds, in the order they were set."),
      .required("undirected", \.undirected, "Metrics whose direction is needed and defined nowhere."),
    ]
  }

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let summary = try context.call(MonitoringSummary.self, MonitoringSummary.Params())
    var listing = Listing()
    (listing.rules, listing.undirected) = (summary.rules, summary.undirected)
    if listing.rules.isEmpty, try context.flags.format != .json {
      context.terminal.complain("calibraxctl: no thresholds are set")
      return .passed
    }
    let rows = rows(listing)
    try context.show(listing, text: { columns(rows, right: [2, 4]) }, markdown: { markdownTable(rows) })
    return .passed
  }

  private static func rows(_ listing: Listing) -> [[String]] {
    let hasNotes = !listing.undirected.isEmpty
    return [["Metric", "When", "Threshold", "Severity", "For"] + (hasNotes ? ["Note"] : [])]
      + listing.rules.map { rule in
        let isUndirected = rule.when == .worse && listing.undirected.contains(rule.metricName)
        return [
          rule.metricName, rule.when.rawValue, rule.threshold.map(sampleText) ?? "-", rule.severity?.rawValue ?? "-",
          rule.forSeconds > 0 ? sampleText(rule.forSeconds) + " s" : "-",
        ] + (hasNotes ? [isUndirected ? "never violated: the metric's direction is defined nowhere" : ""] : [])
      }
  }
}
