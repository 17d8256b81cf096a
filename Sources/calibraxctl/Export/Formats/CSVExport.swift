import CalibraxJSON
import CalibraxModel

/// A row for each run, point and metric, or for each sample, for spreadsheets and data frames.
enum CSVExport: ExportFormat {
  static let name = "csv"
  static let summary = "a row for each metric of each point of each run, or for each sample"

  static func files(of data: ExportedData) -> ExportedFiles {
    switch data {
    case .runs(let runs): ExportedFiles(text(runs))
    case .execution(let execution): ExportedFiles(text(execution))
    }
  }

  private static func text(_ runs: [ExportedRun]) -> String {
    var keys = OrderedMap<Bool>()
    for run in runs {
      for point in run.run.points {
        for key in point.tags.keys { keys[key] = true }
      }
    }
    var text = CSVText.line(
      ["run_id", "timestamp", "commit", "branch", "point", "scenario"] + keys.keys.map { CSVText.cell("tag." + $0) }
        + ["metric", "value", "lower", "upper", "unit", "direction", "group", "samples"])
    for run in runs {
      let ofRun = [run.run.id, run.run.timestamp, run.run.commit, run.run.branch].map { CSVText.cell($0) }
      for point in run.run.points {
        let ofPoint =
          ofRun + ([point.name, point.scenario] + keys.keys.map { point.tags[$0] }).map { CSVText.cell($0) }
        for metric in point.metrics {
          text += CSVText.line(ofPoint + cells(metric.key, metric.value, run.definitions[metric.key]))
        }
      }
    }
    return text
  }

  private static func cells(_ name: String, _ metric: Metric, _ definition: MetricDef?) -> [String] {
    let values = [metric.value, metric.lower, metric.upper].map { CSVText.cell($0) }
    let meaning = [definition?.unit, definition?.direction.rawValue, definition?.group].map { CSVText.cell($0) }
    return [CSVText.cell(name)] + values + meaning + [metric.samples.map { "\($0.count)" } ?? ""]
  }

  private static func text(_ execution: ExportedExecution) -> String {
    let id = CSVText.cell(execution.execution.executionID)
    var text = CSVText.line(["execution_id", "key", "at", "value"])
    for series in execution.series {
      let key = CSVText.cell(series.key)
      for sample in series.samples {
        text += CSVText.line([id, key, CSVText.cell(sample.at), CSVText.cell(sample.value)])
      }
    }
    return text
  }
}
