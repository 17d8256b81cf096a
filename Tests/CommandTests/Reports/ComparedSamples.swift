import CalibraxJSON
import CalibraxModel

@testable import calibraxctl

/// A comparison of two runs, one of which lacks a metric.
enum ComparedSamples {
  static var report: Report {
    var comparison = ComparisonReport()
    comparison.labelsCompared = ["old", "new"]
    comparison.overallWinner = "old"
    let metrics: [(String, OrderedMap<Double>, String)] = [
      ("latency", ["old": 12, "new": 15], "old"), ("size", ["new": 0.1], "new"),
    ]
    for (name, values, best) in metrics {
      var metric = MetricComparison()
      (metric.metricName, metric.values, metric.bestLabel) = (name, values, best)
      comparison.metricComparisons.append(metric)
    }
    return Report(comparison, of: ["old": "monday", "new": "new"])
  }
}
