import CalibraxJSON
import CalibraxModel

extension Report {
  /// What a comparison found.
  ///
  /// - Parameter runs: The identifiers of the runs by label.
  init(_ comparison: ComparisonReport, of runs: OrderedMap<String>) {
    let comparisons = comparison.metricComparisons
    let labels = comparison.labelsCompared
    let names = runs.map { $0.key == $0.value ? $0.key : "\($0.key)=\($0.value)" }
    self.init(
      kind: .comparison, outcome: comparisons.isEmpty ? .notJudged : .passed,
      finding: comparisons.isEmpty ? ": nothing was compared" : "Overall: \(comparison.overallWinner)",
      facts: [("Runs", names.joined(separator: ", ")), ("Judged", "\(comparisons.count) metrics compared")],
      valueNames: labels,
      rows: comparisons.enumerated().map { place, comparison in
        ReportRow(
          metric: comparison.metricName, values: labels.map { comparison.values[$0] },
          best: labels.firstIndex { Spelling($0) == Spelling(comparison.bestLabel) }, place: place, record: comparison)
      }, result: comparison, listed: ["metric_comparisons"])
  }
}
