import CalibraxModel

extension TrendSeries {
  /// What stands under its table on a terminal.
  func chart(on terminal: Terminal) -> String {
    guard terminal.isInteractive, points.count > 1 else { return "" }
    return "\n\n" + chart.lines(width: terminal.width, height: 9, hasColor: terminal.hasColor).text(on: terminal)
  }

  /// The values over the number of the run: runs are not made evenly, and the table tells when they were.
  private var chart: Chart {
    var chart = Chart()
    chart.group = MetricGroup("", units: "run")
    let samples = points.enumerated().map { Sample(at: Double($0.offset + 1), value: $0.element.value) }
    chart.series = [Chart.Series(name: metric, points: samples, latest: samples.last?.value)]
    return chart
  }
}
