import CalibraxDashboard
import CalibraxJSON
import CalibraxModel

/// What is shown of executions, as lines: of each a heading, and charts under it. Only those that are asked for are
/// drawn.
struct WatchView {
  private let width: Int
  private let hasColor: Bool
  /// The moment, Unix seconds.
  private let now: Double
  private var blocks: [Block] = []
  private var layout: ChartLayout

  /// Lines that belong together.
  private enum Block {
    case lines([StyledText])
    /// Charts beside each other.
    case charts([Chart])
  }

  /// - Parameter height: The rows that there are: all charts are seen at once, if they can be.
  init(_ executions: [FollowedExecution], width: Int, height: Int, hasColor: Bool, now: Double) {
    (self.width, self.hasColor, self.now) = (width, hasColor, now)
    let shown = executions.filter { !$0.isAlwaysOpen || !$0.series.isEmpty }
    let charts = shown.map { Self.charts($0) }
    layout = ChartLayout(charts: [], width: width, room: 0)
    let headings = shown.map { heading($0) }
    let fixed = headings.reduce(0) { $0 + $1.count }
    layout = ChartLayout(charts: charts.map(\.count), width: width, room: height - fixed)
    for (heading, charts) in zip(headings, charts) {
      blocks.append(.lines(heading))
      for start in stride(from: 0, to: charts.count, by: layout.columns) {
        blocks.append(.charts(Array(charts[start..<min(charts.count, start + layout.columns)])))
      }
    }
    if shown.isEmpty {
      let nothing = StyledText("Nothing runs. What begins is shown here.", .faint).truncated(to: width)
      blocks.append(.lines([nothing]))
    }
  }

  /// How many lines there are, which may be more than there is room for.
  var count: Int { blocks.reduce(0) { $0 + height($1) } }

  /// Some of the lines.
  func lines(_ range: Range<Int>) -> [StyledText] {
    var lines: [StyledText] = []
    var start = 0
    for block in blocks {
      let end = start + height(block)
      let part = range.clamped(to: start..<end)
      if !part.isEmpty { lines += self.lines(block)[(part.lowerBound - start)..<(part.upperBound - start)] }
      start = end
    }
    return lines
  }

  /// How everything stands, without charts.
  var summary: [StyledText] {
    blocks.flatMap { block -> [StyledText] in
      if case .lines(let lines) = block { return lines }
      return []
    }
  }

  private func height(_ block: Block) -> Int {
    switch block {
    case .lines(let lines): lines.count
    case .charts: layout.height
    }
  }

  private func lines(_ block: Block) -> [StyledText] {
    switch block {
    case .lines(let lines): lines
    case .charts(let charts): beside(charts)
    }
  }

  /// Charts next to each other, two columns apart.
  private func beside(_ charts: [Chart]) -> [StyledText] {
    let width = (self.width - 2 * (layout.columns - 1)) / layout.columns
    let drawn = charts.map { chart in
      chart.lines(width: width, height: layout.height - layout.gap, hasColor: hasColor)
        .map { $0.truncated(to: width) }
    }
    return (0..<layout.height).map { row in
      drawn.enumerated().reduce(StyledText()) { line, chart in
        let part = row < chart.element.count ? chart.element[row] : StyledText()
        return part.isEmpty ? line : line.padded(to: chart.offset * (width + 2)) + part
      }
    }
  }

  // MARK: An execution

  /// The lines above the charts of an execution.
  private func heading(_ followed: FollowedExecution) -> [StyledText] {
    let bars = bars(followed)
    let nameWidth = bars.map { columnWidth(printable($0.name)) }.max()
    let nothing = followed.series.isEmpty ? [StyledText("nothing recorded yet", .faint).truncated(to: width)] : []
    return [title(followed)] + nothing + bars.map { $0.line(width: width, nameWidth: nameWidth) }
  }

  private func title(_ followed: FollowedExecution) -> StyledText {
    let execution = followed.execution
    var parts: [StyledText] = []
    if followed.isAlwaysOpen {
      parts.append(StyledText("what is recorded without an execution", .faint))
    } else {
      let elapsed = followed.elapsed(at: now).map { " " + durationText($0) } ?? ""
      parts.append(StyledText(execution.state.rawValue + elapsed, Self.color(execution.state)))
      parts.append(StyledText(execution.pipelineName))
      if !execution.tags.isEmpty { parts.append(StyledText(tagText(execution.tags), .faint)) }
    }
    var line = StyledText("━━ ", .faint)
    // A long name leaves room for the state, and what has no room for a word is left out.
    line += StyledText(execution.executionID, .bold).truncated(to: max(8, width - line.width - 2 - parts[0].width))
    for (index, part) in parts.enumerated() where index == 0 || width - line.width >= 8 {
      line = (line + StyledText("  ") + part).truncated(to: width)
    }
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
    followed.layout.progress.map { progress in
      let series = followed.series[progress.series]
      var bar = ProgressBar(name: series.head.key)
      bar.lower = series.head.scale?.lower ?? 0
      bar.upper = series.head.scale?.upper
      bar.units = series.head.scale?.units
      bar.value = series.head.last?.value
      bar.ending = progress.ending
      if bar.ending == .running { bar.rate = series.rate.perSecond(at: now) }
      return bar
    }
  }

  private static func charts(_ followed: FollowedExecution) -> [Chart] {
    followed.layout.groups.map { group in
      let series = group.series.map { followed.series[$0] }
      var chart = Chart(title: group.group?.name, group: group.group)
      chart.series = series.map {
        Chart.Series(name: $0.head.key, scale: $0.head.scale, points: $0.points, latest: $0.head.last?.value)
      }
      chart.mayBeClock = followed.isAlwaysOpen
      return chart
    }
  }
}
