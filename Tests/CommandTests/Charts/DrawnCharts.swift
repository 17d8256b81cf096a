import CalibraxModel

@testable import calibraxctl

/// A series with the value of its last sample as the latest.
func series(_ name: String, _ points: [(Double, Double)], _ scale: MetricScale? = nil) -> Chart.Series {
  let points = points.map { Sample(at: $0.0, value: $0.1) }
  return Chart.Series(name: name, scale: scale, points: points, latest: points.last?.value)
}

/// A chart as it is printed without colours.
func drawn(_ chart: Chart, width: Int = 40, height: Int = 9) -> String {
  let terminal = Terminal(isInteractive: false, hasColor: false, width: width)
  return chart.lines(width: width, height: height, hasColor: false).text(on: terminal)
}

/// Series as they are printed without colours.
func drawn(_ series: [Chart.Series], _ group: MetricGroup? = nil, width: Int = 40, height: Int = 9) -> String {
  drawn(Chart(group: group, series: series), width: width, height: height)
}
