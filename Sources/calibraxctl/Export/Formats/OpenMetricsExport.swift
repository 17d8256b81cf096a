import CalibraxDashboard
import CalibraxJSON
import CalibraxModel

/// Text that Prometheus and others read, with the time of each value.
enum OpenMetricsExport: ExportFormat {
  static let name = "openmetrics"
  static let summary = "OpenMetrics text, a family for each metric, with the time of each value"

  static func files(of data: ExportedData) -> ExportedFiles {
    switch data {
    case .runs(let runs):
      // What the newest says of a metric holds for all.
      let definitions = runs.reduce(into: OrderedMap<MetricDef>()) { $0.overlay($1.definitions) }
      return written(
        runs.flatMap { exported in
          var run = exported.run
          run.metricDefs = definitions
          return run.metricFamilies(isTimed: true)
        })
    case .execution(let execution):
      var cut = 0
      let families = execution.series.map { family($0, of: execution.execution, &cut) }
      var files = written(families)
      if cut > 0 {
        files.remarks.append(
          "of \(cut) series whose x is not said to be in seconds only the last sample is exported, without a time")
      }
      return files
    }
  }

  private static func family(_ series: ExportedSeries, of execution: Execution, _ cut: inout Int) -> MetricFamily {
    let labels = [("execution_id", execution.executionID), ("pipeline", execution.pipelineName)]
    var family = MetricFamily(series.key, unit: series.scale?.units ?? "", help: "")
    switch SeriesTime(series, of: execution) {
    case .since(let start):
      for sample in series.samples {
        family.add(sample.value, labels, time: Double(start.microseconds) / 1e6 + sample.at)
      }
    case .unknown:
      if let last = series.samples.last { family.add(last.value, labels) }
      if series.samples.count > 1 { cut += 1 }
    }
    return family
  }

  private static func written(_ families: [MetricFamily]) -> ExportedFiles {
    let text = MetricsText.text(families, .openMetrics)
    let given = families.reduce(0) { $0 + $1.samples.count }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
    let lost = given - lines.count { $0.first != UInt8(ascii: "#") }
    let remark =
      "\(counted(lost, "value")) with the name, labels and time of another cannot be told from it: the last counts"
    return ExportedFiles(text, remarks: lost > 0 ? [remark] : [])
  }
}
