import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel

/// The points of a run side by side, the best of each scenario marked (benchkit, `comparison` and `comparison_styled`).
struct ComparisonTable {
  private struct Cell {
    var value: Double?
    var isBest = false

    var text: String { value.map(Self.text) ?? "—" }

    /// Two decimals, unless they hide more than a small number can spare.
    private static func text(_ value: Double) -> String {
      let plain = fixed(value, 2)
      return abs(value) >= 10 || Double(plain) == value ? plain : short(value, 4)
    }
  }

  /// What tells the points apart, before the metrics.
  private var heads: [String]
  private var rows: [(names: [String], cells: [Cell])] = []
  private let metrics: [String]
  private let units: [String]

  init(_ run: Run, definitions: OrderedMap<MetricDef>) {
    metrics = run.metricNames
    units = metrics.map { definitions[$0]?.unit ?? "" }
    heads = ["Framework", "Scenario"]
    var names = run.points.map { [$0.tags[PointLabels.frameworkTag] ?? $0.name, $0.scenario] }
    if Set(names).count < names.count {
      heads.append("Point")
      for (index, point) in run.points.enumerated() { names[index].append(point.name) }
    }
    if Set(names).count < names.count {
      heads.append("Tags")
      for (index, point) in run.points.enumerated() { names[index].append(tagText(point.tags)) }
    }
    let best = metrics.map { metric in Self.best(of: metric, in: run, definitions[metric]?.direction) }
    for (point, names) in zip(run.points, names) {
      let cells = zip(metrics, best).map { metric, best in
        let value = point.metrics[metric]?.finiteValue
        return Cell(value: value, isBest: value != nil && value == best[point.scenario])
      }
      rows.append((names, cells))
    }
  }

  /// The best value of each scenario; none of a metric that is neither better higher nor lower.
  private static func best(of metric: String, in run: Run, _ direction: Direction?) -> [String: Double] {
    guard let direction, direction != .info else { return [:] }
    var best: [String: Double] = [:]
    for point in run.points {
      guard let value = point.metrics[metric]?.finiteValue else { continue }
      let other = best[point.scenario] ?? value
      best[point.scenario] = direction == .higher ? max(other, value) : min(other, value)
    }
    return best
  }

  /// The table, the best of each scenario with a star.
  var table: BridgeCommand {
    .table(
      key: "comparison", columns: heads + metrics,
      rows: rows.map { row in
        row.names.map { .string($0) } + row.cells.map { .string($0.text + ($0.isBest ? " *" : "")) }
      })
  }

  /// The table as it looks, with units, and the best of each scenario in bold.
  var styled: BridgeCommand {
    let titles = heads + zip(metrics, units).map { $1.isEmpty ? $0 : "\($0) (\($1))" }
    let head = titles.map { "<th>\(markupText($0))</th>" }.joined()
    let body = rows.map { row in
      let names = row.names.map { "<td>\(markupText($0))</td>" }
      let cells = row.cells.map { cell in
        "<td style=\"text-align:right\">" + (cell.isBest ? "<b>\(cell.text)</b>" : cell.text) + "</td>"
      }
      return "<tr>\((names + cells).joined())</tr>"
    }
    return .html(
      key: "comparison_styled",
      text: "<table border=\"1\" cellpadding=\"4\" style=\"border-collapse:collapse;font-family:sans-serif\">"
        + "<thead><tr>\(head)</tr></thead><tbody>\(body.joined())</tbody></table>")
  }
}
