import CalibraxJSON
public import CalibraxModel

/// A metric of a point through the runs, and where it changed.
public struct TrendReport: Sendable {
  /// The values, oldest first.
  public var series: TrendSeries
  /// How to interpret them.
  public var definition: MetricDef?
  /// Where they changed; places count from the first of ``series``.
  public var changes: [ChangePoint]
  /// The value in the baseline `main`; `nil` where it has none.
  public var baseline: Double?
  /// Whether there are older values.
  public var hasOlder = false
  /// The branch whose runs are shown, where that can be chosen: empty for all, `nil` in a report.
  public var branch: String?

  /// A metric of a point through the runs.
  public init(
    _ series: TrendSeries, _ definition: MetricDef?, changes: [ChangePoint], baseline: Double?
  ) {
    (self.series, self.definition, self.changes, self.baseline) = (series, definition, changes, baseline)
  }

  /// Where it is.
  var path: SitePath { .trend(series.metric, of: PointKey(name: series.pointName, tags: series.tags)) }
  /// Which way it improves.
  var direction: Direction { definition?.direction ?? .info }
  /// The unit of the values.
  var unit: String { shortened(definition?.unit ?? "", 30) }
}

extension Page {
  /// A metric of a point through the runs.
  public static func trend(_ report: TrendReport, pages: LinkedPages) -> Page {
    let series = report.series
    let title = "\(shortened(series.metric)) of \(shortened(series.pointName))"
    return Page(
      report.path, title, in: .runs, topics: ["runs"],
      content: """
        \(heading(title, series.tags.isEmpty ? .empty : "<p>\(label(series.tags))</p>"))
        \(about(report))
        \(report.branch.map { form($0, report.path) })
        <div class="part" id="trend">\(content(report, pages))</div>
        """)
  }

  private static func about(_ report: TrendReport) -> HTML {
    let told = [report.direction.told, shortened(report.definition?.description ?? "", 500)].filter { !$0.isEmpty }
    return told.isEmpty ? .empty : "<p class=\"muted\">\(told.joined(separator: "; "))</p>"
  }

  private static func form(_ branch: String, _ path: SitePath) -> HTML {
    let all: HTML = branch.isEmpty ? .empty : "<a href=\"\(path.link(to: path))\">All branches</a>"
    return """
      <form class="fields" method="get" action="\(path.link(to: path))" aria-label="Filter runs">\(field("Branch", "branch", branch))
      <button class="act">Show</button>\(all)</form>
      """
  }

  private static func content(_ report: TrendReport, _ pages: LinkedPages) -> HTML {
    guard !report.series.points.isEmpty else { return nothing("No run of this branch has a value.") }
    let older: HTML =
      report.hasOlder
      ? "<p class=\"muted\">The newest \(counted(report.series.points.count, "value")); older ones are not shown.</p>"
      : ""
    let chart = ChartElement(
      "values", title: named(report.series.metric, report.definition), TrendFigure(report).figure)
    return """
      \(chart.html)
      <h2>Changes</h2>
      \(report.changes.isEmpty ? "<p class=\"muted\">None were found.</p>" : changes(report, pages))
      <h2>Values</h2>
      \(values(report, pages))\(older)
      """
  }

  private static func changes(_ report: TrendReport, _ pages: LinkedPages) -> HTML {
    var table = Table(
      name: "Changes of \(shortened(report.series.metric))",
      columns: [
        .init(name: "Run", about: "The first run that is different"), .init(name: "Commit"),
        .init(name: "Kind", about: "What changed: the level, the level for a moment, or the noise"),
        .init(name: "Before", about: "The median before; of noise, the spread", isNumber: true),
        .init(name: "After", about: "The median after; of noise, the spread", isNumber: true),
        .init(name: "Effect", about: "The change in percent of what was before", isNumber: true),
        .init(name: "95% CI", about: "The confidence interval of the effect"),
        .init(name: "p", about: "How probable such a change would be if there were none", isNumber: true),
      ])
    table.rows = report.changes.compactMap { change in
      guard report.series.points.indices.contains(change.index) else { return nil }
      let point = report.series.points[change.index]
      let bounds = [change.effectLower, change.effectUpper].map { $0.map { signedPercent($0 * 100) } ?? "–" }
      let hasBounds = change.effectLower != nil || change.effectUpper != nil
      return Table.Row(cells: [
        pages.link("\(point.runID)", to: .run(point.runID), from: report.path), commit(point.commit),
        badge(change.kind.word, change.tone(report.direction)), value(change.before, report.unit),
        value(change.after, report.unit),
        CalibraxDashboard.change(
          change.effect.map { $0 * 100 }, change.kind == .noiseChanged ? .lower : report.direction),
        hasBounds ? "\(bounds[0]) to \(bounds[1])" : value(nil),
        "<data value=\"\("\(change.pValue)")\">\(change.pValue < 1e-4 ? "<0.0001" : short(change.pValue, 2))</data>",
      ])
    }
    return table.html
  }

  private static func values(_ report: TrendReport, _ pages: LinkedPages) -> HTML {
    let hasBounds = report.series.points.contains { $0.lower != nil || $0.upper != nil }
    var table = Table(
      name: "Values of \(shortened(report.series.metric))",
      columns: [
        .init(name: "Run"), .init(name: "Time"), .init(name: "Commit"), .init(name: "Value", isNumber: true),
      ])
    if hasBounds { table.columns.append(.init(name: "Interval", about: "The confidence bounds of the value")) }
    table.rows = report.series.points.reversed().map { point in
      Table.Row(
        cells: [
          pages.link("\(point.runID)", to: .run(point.runID), from: report.path), moment(point.timestamp),
          commit(point.commit), value(point.value, report.unit),
          interval(point.lower, point.upper).map { "\($0)" } ?? value(nil),
        ])
    }
    return table.html
  }
}

extension ChangeKind {
  /// What changed, a word.
  var word: String {
    switch self {
    case .shift: "shift"
    case .spike: "spike"
    case .noiseChanged: "noise"
    }
  }
}

extension ChangePoint {
  /// Whether it is for the better; `nil` where that cannot be said. Less noise always is.
  func isBetter(_ direction: Direction) -> Bool? {
    (kind == .noiseChanged ? .lower : direction).isBetter(after - before)
  }

  fileprivate func tone(_ direction: Direction) -> Tone { isBetter(direction).map { $0 ? .good : .bad } ?? .plain }
}

extension SitePath {
  /// The page of a metric of a point.
  public static func trend(_ metric: String, of point: PointKey) -> SitePath {
    SitePath(parts: [trends, metric, point.pointName], tags: point.tags)
  }

  /// The metric and the point whose page it is; `nil` where it is another page.
  public var trend: (metric: String, point: PointKey)? {
    guard parts.count == 3, parts[0] == Self.trends else { return nil }
    return (parts[1], PointKey(name: parts[2], tags: tags))
  }

  private static let trends = "trends"
}
