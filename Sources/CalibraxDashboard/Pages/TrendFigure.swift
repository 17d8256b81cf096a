import CalibraxJSON
import CalibraxModel

/// Draws a metric through the runs: its values with their bounds, the baseline, and where it changed.
struct TrendFigure {
  private let report: TrendReport
  /// Where the values are: moments, or the numbers of the runs where moments do not tell them apart.
  private let places: [JSON]
  /// The same as shares of the width.
  private let shares: [Double]
  private let isDated: Bool

  private static let color = "#1f77b4"
  private static let band = (fill: "rgba(31,119,180,0.18)", line: "rgba(31,119,180,0.35)")
  private static let dashes: [ChangeKind: String] = [.shift: "solid", .spike: "dot", .noiseChanged: "dashdot"]

  init(_ report: TrendReport) {
    self.report = report
    let points = report.series.points
    let moments = points.compactMap { Timestamp($0.timestamp) }
    isDated = moments.count == points.count && Set(moments).count == points.count
    places = isDated ? moments.map { .string($0.plotted) } : points.indices.map { .number(JSONNumber($0 + 1)) }
    let positions = isDated ? moments.map { Double($0.microseconds) } : points.indices.map { Double($0) }
    let (first, last) = (positions.min() ?? 0, positions.max() ?? 0)
    shares = positions.map { last > first ? ($0 - first) / (last - first) : 0.5 }
  }

  var figure: Figure {
    var figure = Figure()
    figure.data = .array(bounds + [values])
    var layout: OrderedMap<JSON> = [
      "xaxis": isDated ? ["type": "date"] : ["type": "linear", "title": ["text": "Run, in order"]],
      "yaxis": ["title": ["text": .string(named(report.series.metric, report.definition).escaped)]],
      "hovermode": "x unified", "showlegend": .bool(!bounds.isEmpty),
      "legend": ["orientation": "h", "x": 0, "y": -0.15],
    ]
    layout["shapes"] = .array(baselineLine + changes.map { line(of: $0) })
    layout["annotations"] = .array(baselineName + changes.enumerated().map { text(of: $1, lane: $0 % 4) })
    figure.layout = .object(layout)
    return figure
  }

  // MARK: Values

  private var values: JSON {
    let points = report.series.points
    let unit = report.unit.isEmpty ? "" : " " + report.unit.escapedInTemplate
    let told = points.map { point -> JSON in
      // The first is a status to those who draw it.
      [
        "S", .string(numberText(point.value)), .string(interval(point.lower, point.upper).map { " " + $0 } ?? ""),
        .string(point.runID),
        .string(point.commit.map { "commit " + shortened(shortCommit($0)).escaped } ?? "no commit"),
      ]
    }
    return [
      "type": "scatter", "mode": "lines+markers", "name": .string(shortened(report.series.metric).escaped),
      "x": .array(places), "y": .array(points.map { number($0.value) }), "customdata": .array(told),
      "hovertemplate": .string(
        "<b>%{customdata[1]}</b>\(unit)%{customdata[2]}<br>%{customdata[3]}<br>%{customdata[4]}<extra></extra>"),
      "marker": ["color": .string(Self.color), "size": points.count > 300 ? 3 : 6],
      "line": ["color": .string(Self.color), "width": 1.5],
    ]
  }

  /// The confidence bounds: a line, and another with what is between them.
  private var bounds: [JSON] {
    let bounds = report.series.points.map { point in
      point.lower.flatMap { lower in point.upper.map { (lower: lower, upper: $0) } }
    }
    guard bounds.contains(where: { $0 != nil }) else { return [] }
    func trace(_ value: ((lower: Double, upper: Double)) -> Double) -> OrderedMap<JSON> {
      [
        "type": "scatter", "mode": "lines", "name": "confidence bounds", "legendgroup": "bounds", "hoverinfo": "skip",
        "x": .array(places), "y": .array(bounds.map { $0.map { number(value($0)) } ?? .null }),
        "line": ["color": .string(Self.band.line), "width": 1],
      ]
    }
    var (lower, upper) = (trace(\.lower), trace(\.upper))
    lower["showlegend"] = false
    upper["fill"] = "tonexty"
    upper["fillcolor"] = .string(Self.band.fill)
    return [.object(lower), .object(upper)]
  }

  // MARK: The baseline

  private var baselineLine: [JSON] {
    guard let value = report.baseline else { return [] }
    return [
      [
        "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": number(value), "y1": number(value),
        "layer": "below", "line": ["color": "#7f7f7f", "width": 1.5, "dash": "dash"],
      ]
    ]
  }

  private var baselineName: [JSON] {
    guard let value = report.baseline else { return [] }
    return [
      [
        "x": 0, "y": number(value), "xref": "paper", "yref": "y", "text": .string("baseline \(BaselineName.main)"),
        "showarrow": false, "xanchor": "left", "yanchor": "bottom", "xshift": 4,
        "font": ["size": 11, "color": "#7f7f7f"],
      ]
    ]
  }

  // MARK: Changes

  private var changes: [ChangePoint] { report.changes.filter { places.indices.contains($0.index) } }

  private func line(of change: ChangePoint) -> JSON {
    [
      "type": "line", "xref": "x", "yref": "paper", "x0": places[change.index], "x1": places[change.index], "y0": 0,
      "y1": 1, "layer": "below",
      "line": [
        "color": .string(color(of: change)), "width": change.kind == .shift ? 2 : 1.5,
        "dash": .string(Self.dashes[change.kind] ?? "solid"),
      ],
    ]
  }

  private func text(of change: ChangePoint, lane: Int) -> JSON {
    let arrow = change.after > change.before ? "▲" : "▼"
    let size = change.effect.map { " " + signedPercent($0 * 100) } ?? ""
    let isAtEnd = shares[change.index] > 0.8
    return [
      "x": places[change.index], "y": number(1 - Double(lane) * 0.08), "xref": "x", "yref": "paper",
      "text": .string("\(change.kind == .shift ? "" : change.kind.word + " ")\(arrow)\(size)"), "showarrow": false,
      "xanchor": isAtEnd ? "right" : "left", "yanchor": "top", "xshift": isAtEnd ? -4 : 4,
      "font": ["size": 11, "color": .string(color(of: change))],
    ]
  }

  private func color(of change: ChangePoint) -> String {
    switch change.isBetter(report.direction) {
    case true: "#2e9e4f"
    case false: "#d64545"
    case nil: "#7f7f7f"
    }
  }

  private func number(_ value: Double) -> JSON { .number(JSONNumber(value)) }
}

extension Timestamp {
  /// The moment as Plotly reads it: `2024-06-01 10:00:00`, UTC.
  fileprivate var plotted: String {
    let text = self.text
    return text.prefix(10) + " " + text.dropFirst(11)
  }
}
