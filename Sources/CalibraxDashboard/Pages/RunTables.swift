import CalibraxJSON
import CalibraxModel

/// What a run measured: a table for each scenario, a row for each point.
struct RunTables {
  /// What is listed at most, so that a browser bears it.
  private static let room = (points: 2_000, metrics: 100, scenarios: 20)

  private let report: RunReport
  private let pages: LinkedPages
  private let points: ArraySlice<Point>
  private let metrics: [String]
  private let left: (points: Int, metrics: Int)
  private let verdicts: [MeasuredMetric: [MetricVerdict]]
  private let compared: Set<Spelling>

  init(_ report: RunReport, _ pages: LinkedPages) {
    (self.report, self.pages) = (report, pages)
    let all = report.run.points
    let names = Set(all.flatMap { $0.metrics.keys.map { Spelling($0) } }).map(\.text).inOrder(report.definitions)
    metrics = Array(names.prefix(Self.room.metrics))
    points = all.prefix(Self.room.points)
    left = (all.count - points.count, names.count - metrics.count)
    let judged = report.check?.verdicts.filter { $0.deltaPct != nil } ?? []
    verdicts = Dictionary(grouping: judged) { MeasuredMetric($0.key, $0.metric) }
    compared = Set(judged.map { Spelling($0.metric) })
  }

  var html: HTML {
    if points.isEmpty { return nothing("This run has no points.") }
    var scenarios = OrderedMap<[Point]>()
    for point in points { scenarios[point.scenario] = (scenarios[point.scenario] ?? []) + [point] }
    let tables: [HTML] =
      scenarios.count > Self.room.scenarios
      ? [table("Points", scenarios.members.map(\.value), hasScenarios: true)]
      : scenarios.members.map { scenario in
        let name = scenario.key.isEmpty ? "Points" : scenario.key
        let head: HTML = scenarios.count > 1 || !scenario.key.isEmpty ? "<h2>\(label(name))</h2>" : ""
        return head + table(shortened(name), [scenario.value], hasScenarios: false)
      }
    return "\(tables)\(notes)"
  }

  private var notes: HTML {
    var notes: [String] = []
    if left.points > 0 { notes.append("\(counted(left.points, "more point")) not listed") }
    if left.metrics > 0 { notes.append("\(counted(left.metrics, "more metric")) not listed") }
    return notes.isEmpty ? .empty : "<p class=\"muted\">\(notes.joined(separator: ", ")).</p>"
  }

  private func table(_ name: String, _ scenarios: [[Point]], hasScenarios: Bool) -> HTML {
    let all = scenarios.joined()
    let metrics = metrics.filter { metric in all.contains { $0.metrics[metric] != nil } }
    let hasTags = all.contains { !$0.tags.isEmpty }
    var table = Table(name: name, columns: [.init(name: "Point")])
    if hasScenarios { table.columns.append(.init(name: "Scenario")) }
    if hasTags { table.columns.append(.init(name: "Tags", about: "What tells points of one name apart")) }
    table.columns += metrics.flatMap { columns(of: $0) }
    for points in scenarios {
      let bests = metrics.map { best(of: $0, among: points) }
      for point in points {
        var cells = [label(point.name)]
        if hasScenarios { cells.append(label(point.scenario)) }
        if hasTags { cells.append(label(point.tags)) }
        for (metric, best) in zip(metrics, bests) { cells += self.cells(of: metric, point, best: best) }
        table.rows.append(Table.Row(cells: cells))
      }
    }
    return table.html
  }

  private func columns(of metric: String) -> [Table.Column] {
    let definition = report.definitions[metric]
    let about = told(metric, definition)
    guard compared.contains(Spelling(metric)) else {
      return [.init(name: shortened(metric), about: about, isNumber: true)]
    }
    let group = shortened(metric)
    return [
      .init(name: "Value", about: about, group: group, isNumber: true),
      .init(
        name: "Change", about: "Change of \(group) against the baseline \(BaselineName.main)", group: group,
        isNumber: true),
    ]
  }

  private func cells(of metric: String, _ point: Point, best: Double?) -> [HTML] {
    let (definition, measured) = (report.definitions[metric], point.metrics[metric])
    let number = measured?.finiteValue
    var shown = value(number, definition?.unit, lower: measured?.lower, upper: measured?.upper)
    if let number {
      shown = pages.link(shown, to: .trend(metric, of: point.key), from: report.path)
      if number == best {
        shown = "<span class=\"best\" title=\"The best of the scenario\">\(shown) ★</span>"
      }
    }
    guard compared.contains(Spelling(metric)) else { return [shown] }
    let verdict = verdicts[MeasuredMetric(point.key, metric)]?.first { $0.currentValue == number }
    let mark: HTML? = verdict?.verdict == .regressed ? badge("regressed", .bad) + " " : nil
    return [shown, "\(mark)\(change(verdict?.deltaPct, verdict?.direction))"]
  }

  /// The best of several values that are not all the same.
  private func best(of metric: String, among points: [Point]) -> Double? {
    let values = points.compactMap { $0.metrics[metric]?.finiteValue }
    guard let least = values.min(), let greatest = values.max(), least < greatest else { return nil }
    switch report.definitions[metric]?.direction {
    case .higher: return greatest
    case .lower: return least
    case .info, nil: return nil
    }
  }
}

/// A metric of a point.
private struct MeasuredMetric: Hashable {
  let key: PointKey
  let metric: Spelling

  init(_ key: PointKey, _ metric: String) {
    (self.key, self.metric) = (key, Spelling(metric))
  }
}
