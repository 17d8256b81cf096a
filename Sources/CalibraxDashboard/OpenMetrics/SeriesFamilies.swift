import CalibraxModel

/// The latest values of series.
struct SeriesFamilies {
  private var value = MetricFamily("calibrax_series_value", help: "The sample of a series that was recorded last.")
  private var position = MetricFamily(
    "calibrax_series_position", help: "Where on the x-axis of a series its last sample is: seconds, an epoch, a step.")
  private var samples = MetricFamily("calibrax_series_samples", help: "Samples of a series.")
  private var progress = MetricFamily(
    "calibrax_series_progress_ratio", unit: "ratio", help: "How far a series has come that shows progress, 0 to 1.")

  /// - Parameter executions: What tells the pipelines of the series.
  init(_ series: [SeriesHead], _ executions: [Execution]) {
    let pipelines = Dictionary(executions.map { ($0.executionID, $0.pipelineName) }) { $1 }
    for head in series {
      let labels: [MetricFamily.Label] = [
        ("execution", head.executionID), ("key", head.key), ("group", head.group?.name ?? ""),
        ("units", head.scale?.units ?? ""), ("pipeline", pipelines[head.executionID] ?? ""),
      ]
      samples.add(Double(head.count), labels)
      guard let last = head.last else { continue }
      value.add(last.value, labels)
      position.add(last.at, labels)
      if head.scale?.progress == true, let ratio = head.scale?.progress(at: last.value) { progress.add(ratio, labels) }
    }
  }

  var families: [MetricFamily] { [value, position, samples, progress] }
}
