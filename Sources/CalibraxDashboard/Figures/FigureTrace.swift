import CalibraxJSON
import CalibraxModel

/// Draws the curves of a plot as traces of Plotly.
struct FigureTrace {
  private let tab: EvaluatedTab
  private let plot: PlotConfiguration
  /// The metrics that tell curves apart, in the order of their names.
  private let groups: [(key: String, type: MetricType)]
  private let styles: OrderedMap<JSON>
  private let xType: MetricType
  private let x: [CellValue]
  private let y: [CellValue]
  private let annotations: [(type: MetricType, values: [CellValue])]

  /// What traces are like where the configuration says nothing else.
  private static let defaults: OrderedMap<JSON> = [
    "type": "scatter", "mode": "markers", "marker": ["opacity": 0.9, "size": 5],
  ]

  init(_ tab: EvaluatedTab, _ plot: PlotConfiguration) {
    (self.tab, self.plot) = (tab, plot)
    let type = { tab.configuration.metrics[$0]?.type ?? MetricType.str }
    groups = plot.groupBy.sorted().map { ($0, type($0)) }
    xType = type(plot.x)
    (x, y) = (tab.rows[plot.x], tab.rows[plot.y])
    annotations = plot.annotations.map { (type($0), tab.rows[$0]) }
    styles = Self.defaults.merged(with: ["hovertemplate": .string(Self.template(tab, plot))]).merged(with: plot.styles)
  }

  /// A curve with the rows of it that are looked at.
  func shown(of curve: FigureCurve, in window: FigureWindow) -> FigureCurve {
    FigureCurve(values: curve.values, rows: window.rows(of: curve.rows, in: tab, x: (x, xType), y: y))
  }

  /// The trace of a curve.
  func trace(of curve: FigureCurve, color: String) -> JSON {
    var trace = styles
    paint(&trace, color)
    trace["name"] = .string(name(of: curve))
    trace["x"] = .array(curve.rows.map { x(of: $0) })
    trace["y"] = .array(curve.rows.map { y(of: $0) })
    trace["customdata"] = .array(curve.rows.map { .array(told(of: $0)) })
    let values = zip(groups, curve.values).reduce(into: OrderedMap<JSON>()) { members, group in
      members[group.0.key] = group.1.json(of: group.0.type)
    }
    trace["meta"] = ["curve": .object(values), "annotations": .array(plot.annotations.map { .string($0) })]
    return .object(trace)
  }

  /// What the legend calls a curve: a line for each metric that tells it apart.
  private func name(of curve: FigureCurve) -> String {
    if curve.values.isEmpty { return plot.y.escaped }
    return zip(groups, curve.values).sorted { $0.0.type.rank < $1.0.type.rank }
      .map { "\($0.0.key.escaped): \($0.1.shown(of: $0.0.type).escaped)" }.joined(separator: "<br>")
  }

  /// Gives marker and line the same colour, unless the configuration gives them others.
  private func paint(_ trace: inout OrderedMap<JSON>, _ color: String) {
    var marker = trace["marker"]?.members ?? [:]
    var line = trace["line"]?.members ?? [:]
    let given = (marker: marker["color"], line: line["color"])
    marker["color"] = given.marker ?? given.line ?? .string(color)
    // A list of numbers colours each marker by itself, and no line.
    line["color"] = given.line ?? given.marker.flatMap { $0.string.map { .string($0) } } ?? .string(color)
    trace["marker"] = .object(marker)
    trace["line"] = .object(line)
  }

  private func x(of row: Int) -> JSON {
    if xType == .ts || xType == .date { return x[row].moment.map { .string($0) } ?? .null }
    return x[row].json
  }

  /// A row that failed is a gap.
  private func y(of row: Int) -> JSON { tab.statuses[row] == .failed ? .null : y[row].json }

  /// What a point tells of itself: its status, its run and place, its annotations.
  private func told(of row: Int) -> [JSON] {
    let origin = tab.rows.origins[row]
    let place: [JSON] = [
      .string(tab.statuses[row].rawValue), .string(tab.rows.sources[origin.source]), .number(JSONNumber(origin.place)),
    ]
    return place + annotations.map { annotation(of: $0.values[row], $0.type) }
  }

  /// Numbers stay numbers, so that a template can format them.
  private func annotation(of value: CellValue, _ type: MetricType) -> JSON {
    if type == .int || type == .float, value != .missing { return value.json }
    return .string(value.shown(of: type).escaped)
  }

  /// What is shown of a point: the value with its unit, then a line for each annotation.
  private static func template(_ tab: EvaluatedTab, _ plot: PlotConfiguration) -> String {
    let unit = tab.configuration.metrics[plot.y]?.unit ?? ""
    let value = "<b>\(plot.y.escapedInTemplate)</b>: %{y}" + (unit.isEmpty ? "" : " " + unit.escapedInTemplate)
    let lines = plot.annotations.enumerated().map { "\($1.escapedInTemplate): %{customdata[\($0 + 3)]}" }
    let name = plot.groupBy.isEmpty ? "" : "%{fullData.name}"
    return ([value] + lines).joined(separator: "<br>") + "<extra>\(name)</extra>"
  }
}

extension MetricType {
  /// Where metrics of the type come in the name of a curve.
  fileprivate var rank: Int {
    switch self {
    case .ts: 0
    case .str: 1
    case .int: 2
    case .float: 3
    case .date: 4
    case .bool: 5
    }
  }
}
