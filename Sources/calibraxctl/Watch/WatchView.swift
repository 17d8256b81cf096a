import CalibraxJSON
import CalibraxModel

/// What is shown of executions, as lines.
struct WatchView {
  /// The least and the most rows that a chart takes.
  private static let chartHeights = 8...20
  /// The least columns of charts beside each other.
  private static let chartWidth = 75

  var executions: [FollowedExecution]
  var width: Int
  /// The rows that there are; charts are as high as lets all of them fit, if they can.
  var height: Int
  var hasColor: Bool
  /// The moment, Unix seconds.
  var now: Double

  /// Everything, which may be more lines than there is room for.
  func lines() -> [StyledText] {
    if shown.isEmpty { return [StyledText("Nothing runs. What begins is shown here.", .faint).truncated(to: width)] }
    let fixed = shown.reduce(0) { $0 + heading($1).count }
    let rows = shown.reduce(0) { $0 + rowCount(charts($1).count) }
    let room = rows == 0 ? 0 : (height - fixed) / rows
    let chartHeight = min(Self.chartHeights.upperBound, max(Self.chartHeights.lowerBound, room))
    return shown.flatMap { heading($0) + charts($0, height: chartHeight) }
  }

  /// How everything stands, without charts.
  func summary() -> [StyledText] { shown.flatMap(heading) }

  private var shown: [FollowedExecution] { executions.filter { !$0.isAlwaysOpen || !$0.series.isEmpty } }

  private var columns: Int { max(1, width / Self.chartWidth) }

  private func rowCount(_ charts: Int) -> Int { (charts + columns - 1) / columns }

  /// The lines above the charts of an execution.
  private func heading(_ followed: FollowedExecution) -> [StyledText] {
    let bars = bars(followed)
    let nameWidth = bars.map { columnWidth(printable($0.name)) }.max()
    let nothing = followed.series.isEmpty ? [StyledText("nothing recorded yet", .faint).truncated(to: width)] : []
    return [header(followed)] + nothing + bars.map { $0.line(width: width, nameWidth: nameWidth) }
  }

  private func charts(_ followed: FollowedExecution, height: Int) -> [StyledText] {
    let charts = charts(followed)
    return (0..<rowCount(charts.count)).flatMap { row in
      beside(Array(charts[(row * columns)..<min(charts.count, (row + 1) * columns)]), height)
    }
  }

  /// Charts next to each other, two columns apart.
  private func beside(_ charts: [Chart], _ height: Int) -> [StyledText] {
    let width = (self.width - 2 * (columns - 1)) / columns
    let drawn = charts.map { $0.lines(width: width, height: height, hasColor: hasColor) }
    return (0..<(drawn.map(\.count).max() ?? 0)).map { row in
      drawn.enumerated().reduce(StyledText()) { line, chart in
        let part = row < chart.element.count ? chart.element[row] : StyledText()
        return line.padded(to: chart.offset * (width + 2)) + part
      }
    }
  }

  // MARK: An execution

  private func header(_ followed: FollowedExecution) -> StyledText {
    let execution = followed.execution
    var parts = [StyledText(execution.executionID, .bold)]
    if followed.isAlwaysOpen {
      parts.append(StyledText("what is recorded without an execution", .faint))
    } else {
      let elapsed = followed.elapsed(at: now).map { " " + durationText($0) } ?? ""
      parts.append(StyledText(execution.state.rawValue + elapsed, Self.color(execution.state)))
      parts.append(StyledText(execution.pipelineName))
      if !execution.tags.isEmpty { parts.append(StyledText(tagText(execution.tags), .faint)) }
    }
    let line = parts.dropFirst().reduce(StyledText("━━ ", .faint) + parts[0]) { $0 + StyledText("  ") + $1 }
    let rest = width - line.width - 1
    return rest > 0 ? line + StyledText(" " + String(repeating: "━", count: rest), .faint) : line.truncated(to: width)
  }

  private static func color(_ state: ExecutionState) -> Terminal.Color {
    switch state {
    case .running: .cyan
    case .succeeded: .green
    case .failed: .red
    case .lost: .yellow
    }
  }

  private func bars(_ followed: FollowedExecution) -> [ProgressBar] {
    followed.series.filter(\.isProgress).map { series in
      var bar = ProgressBar(name: series.head.key)
      bar.lower = series.head.scale?.lower ?? 0
      bar.upper = series.head.scale?.upper ?? 1
      bar.units = series.head.scale?.units
      bar.value = series.head.last?.value
      switch followed.execution.state {
      case .running: bar.rate = series.rate.perSecond(at: now) ?? mean(series, bar, followed)
      case .succeeded: bar.ending = .succeeded
      case .failed, .lost: bar.ending = .failed
      }
      return bar
    }
  }

  /// What a progress gained in a second since its execution began.
  private func mean(_ series: FollowedSeries, _ bar: ProgressBar, _ followed: FollowedExecution) -> Double? {
    guard !followed.isAlwaysOpen, let value = bar.value, let elapsed = followed.elapsed(at: now), elapsed > 1
    else { return nil }
    return (value - bar.lower) / elapsed
  }

  /// A chart for each group, and for each metric without one, in the order they were defined.
  private func charts(_ followed: FollowedExecution) -> [Chart] {
    var charts: [Chart] = []
    var places: [String: Int] = [:]
    for series in followed.series where !series.isProgress {
      let shown = Chart.Series(
        name: series.head.key, scale: series.head.scale, points: series.points, latest: series.head.last?.value)
      if let group = series.head.group, let place = places[group.name] {
        charts[place].series.append(shown)
        charts[place].group?.add(group)
      } else {
        if let group = series.head.group { places[group.name] = charts.count }
        var chart = Chart(title: series.head.group?.name, group: series.head.group, series: [shown])
        chart.mayBeClock = followed.isAlwaysOpen
        charts.append(chart)
      }
    }
    return charts
  }
}

extension MetricGroup {
  /// Metrics may tell of their group in parts: what one leaves out, another says.
  fileprivate mutating func add(_ other: MetricGroup) {
    units = units ?? other.units
    lower = [lower, other.lower].compactMap { $0 }.min()
    upper = [upper, other.upper].compactMap { $0 }.max()
  }
}
