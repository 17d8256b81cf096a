import CalibraxJSON
public import CalibraxModel

extension Page {
  /// An execution: how it fares, its progress, and a chart for each group of its metrics.
  ///
  /// - Parameter now: The moment that the page is of.
  public static func execution(
    _ execution: Execution, _ series: [RecordedSeries], now: Timestamp
  ) -> Page {
    let path = SitePath.execution(execution.executionID)
    let layout = ExecutionLayout(series.map(\.head), state: execution.state)
    let charts = layout.groups.flatMap { group in
      ExecutionFigure.charts(
        of: group.group, group.series.map { series[$0] }, mayBeClock: execution.executionID == Execution.alwaysOpen
      ).map { (group.group?.name, $0) }
    }
    let empty: HTML =
      series.isEmpty ? nothing("Nothing recorded yet.", "<p>What it records is shown here as it comes.</p>") : .empty
    let state = execution.isAlwaysOpen ? .empty : stateBadge(execution.state)
    return Page(
      path, title(of: execution), in: .executions, topics: ["executions", "samples"], execution: execution.executionID,
      content: """
        \(heading(title(of: execution), "<span class=\"part\" id=\"state\">\(state)</span>"))
        <div class="part" id="facts">\(facts(of: execution, now))</div>
        <div class="part" id="recorded">\(empty)</div>
        <div class="part" id="bars">\(bars(layout, series))</div>
        <div class="part charts" id="charts">\(charts.enumerated().map { self.chart($0, $1.0, $1.1) })</div>
        """)
  }

  private static func title(of execution: Execution) -> String {
    execution.isAlwaysOpen ? "Recorded without an execution" : execution.executionID
  }

  static func stateBadge(_ state: ExecutionState) -> HTML {
    switch state {
    case .running: badge("running", .busy)
    case .succeeded: badge("succeeded", .good)
    case .failed: badge("failed", .bad)
    case .lost: badge("lost", .warn)
    }
  }

  private static func facts(of execution: Execution, _ now: Timestamp) -> HTML {
    guard !execution.isAlwaysOpen else { return .empty }
    var parts: [(name: String, value: HTML)] = [
      ("Pipeline", "\(execution.pipelineName)"), ("Started", moment(execution.startedAt)),
    ]
    if let finished = execution.finishedAt { parts.append(("Finished", moment(finished))) }
    parts.append(("Time", duration(of: execution, now)))
    for tag in execution.tags { parts.append((tag.key, "\(tag.value)")) }
    return CalibraxDashboard.facts(parts)
  }

  /// How long an execution took, or has taken until now; pages let that of one that runs go on.
  static func duration(of execution: Execution, _ now: Timestamp) -> HTML {
    let start = Timestamp(execution.startedAt)
    if let time = execution.executionTime { return duration(time) }
    if let start, let end = execution.finishedAt.flatMap({ Timestamp($0) }) { return duration(start.seconds(to: end)) }
    guard let start, execution.state == .running else { return "<span class=\"none\">–</span>" }
    return """
      <span class="elapsed" data-since="\(start.text)Z">\(durationText(start.seconds(to: now)))</span>
      """
  }

  private static func duration(_ seconds: Double) -> HTML {
    let text = seconds < 60 ? numberText(seconds) + " s" : durationText(seconds)
    return "<data value=\"\("\(seconds)")\">\(text)</data>"
  }

  // MARK: What it recorded

  private static func bars(_ layout: ExecutionLayout, _ series: [RecordedSeries]) -> HTML {
    guard !layout.progress.isEmpty else { return .empty }
    return "<div class=\"bars\">\(layout.progress.map { bar($0, series[$0.series].head) })</div>"
  }

  private static func bar(_ progress: ExecutionLayout.Progress, _ head: SeriesHead) -> HTML {
    let value = head.last?.value ?? head.scale?.lower ?? 0
    let units = unitText(head.scale?.units)
    let share = head.scale?.progress(at: value)
    let isComplete = progress.ending == .complete || share == 1
    let done: Double? = isComplete ? 1 : share
    let count = head.scale?.upper.map { "\(numberText(value))/\(numberText($0))" } ?? numberText(value)
    let percent = done.map { "\(Int(clamping: $0 * 100)) %" }
    let text = [percent, count + units].compactMap(\.self).joined(separator: " · ")
    let state: HTML =
      switch progress.ending {
      case _ where isComplete: badge("complete", .good)
      case .stopped: badge("stopped", .warn)
      case .failed: badge("failed", .bad)
      default: .empty
      }
    // One without an end only shows that it goes on.
    let attributes: HTML =
      done.map { " value=\"\("\($0)")\"" } ?? (progress.ending == .running ? "" : " value=\"0\"")
    return """
      <div class="bar \(progress.ending.rawValue)"><span>\(head.key)</span>\
      <progress max="1"\(attributes) aria-label="\(head.key)">\(text)</progress>\
      <span>\(text) \(state)</span></div>
      """
  }

  private static func chart(_ place: Int, _ group: String?, _ drawn: ExecutionFigure) -> HTML {
    let keys = drawn.series.map(\.head.key)
    let counts = drawn.series.reduce(into: OrderedMap<JSON>()) { counts, series in
      counts[series.head.key] = .number(JSONNumber(series.total))
    }
    var element = ChartElement("chart-\(place)", title: group ?? keys.joined(separator: ", "), drawn.figure)
    element.link = group.map { "group-\($0)" }
    element.series = keys
    element.counts = counts
    element.isClock = drawn.isClock
    return element.html
  }
}

extension Execution {
  /// Whether it takes what is recorded without one.
  var isAlwaysOpen: Bool { executionID == Self.alwaysOpen }
}

extension Timestamp {
  /// The seconds from here to another moment.
  func seconds(to other: Timestamp) -> Double { Double(other.microseconds - microseconds) / 1e6 }
}

extension SitePath {
  /// The page of an execution.
  public static func execution(_ id: String) -> SitePath { SitePath("executions", id) }
}
