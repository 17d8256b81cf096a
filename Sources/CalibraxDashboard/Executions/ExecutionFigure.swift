import CalibraxJSON
public import CalibraxModel

/// A series of an execution with the samples that a chart shows.
public struct RecordedSeries: Sendable {
  /// What it is.
  public var head: SeriesHead
  /// Its samples, ordered by x, maybe reduced.
  public var points: [Sample]
  /// How many samples there are in all.
  public var total: Int

  /// A series.
  public init(_ head: SeriesHead, points: [Sample], total: Int) {
    (self.head, self.points, self.total) = (head, points, total)
  }
}

/// Draws the series of a group over their x-axis. Scales of one name share a y-axis; of a third scale on there is another
/// chart below, for a chart has two sides.
struct ExecutionFigure {
  /// The series that are on it.
  let series: [RecordedSeries]
  /// The figure.
  let figure: Figure
  /// Whether x are Unix seconds and shown as a clock has them.
  let isClock: Bool

  /// The charts of a group.
  ///
  /// - Parameter mayBeClock: Whether x may be Unix seconds.
  static func charts(of group: MetricGroup?, _ series: [RecordedSeries], mayBeClock: Bool) -> [ExecutionFigure] {
    var axes: [[RecordedSeries]] = []
    for one in series {
      let place = axes.firstIndex { axis in
        guard let name = axis.first?.head.scale?.name else {
          return one.head.scale?.name == nil && Self.isAlike(axis, one)
        }
        return name == one.head.scale?.name
      }
      if let place { axes[place].append(one) } else { axes.append([one]) }
    }
    return stride(from: 0, to: axes.count, by: 2).map { start in
      ExecutionFigure(group, Array(axes[start..<min(start + 2, axes.count)]), mayBeClock)
    }
  }

  /// Whether scales without a name say the same: then one axis serves both.
  private static func isAlike(_ axis: [RecordedSeries], _ one: RecordedSeries) -> Bool {
    axis.first?.head.scale == one.head.scale && one.head.scale?.units != nil
  }

  private init(_ group: MetricGroup?, _ axes: [[RecordedSeries]], _ mayBeClock: Bool) {
    series = axes.flatMap(\.self)
    let places = series.flatMap { [$0.points.first?.at, $0.points.last?.at].compactMap(\.self) }
    let isClock = mayBeClock && group?.units == nil && !places.isEmpty && places.allSatisfy { $0 > 1e9 && $0 < 1e10 }
    self.isClock = isClock
    var figure = Figure()
    figure.data = .array(
      axes.enumerated().flatMap { place, axis in axis.map { Self.trace($0, onSecond: place == 1, isClock) } })
    var layout: OrderedMap<JSON> = [
      "hovermode": "x unified", "legend": ["orientation": "h"],
      "xaxis": .object(Self.axis(group?.units ?? (isClock ? nil : "s"), group?.lower, group?.upper, isClock)),
    ]
    for (place, axis) in axes.enumerated() {
      var members = Self.axis(axis)
      if place == 1 { members = members.merged(with: ["overlaying": "y", "side": "right"]) }
      layout[place == 0 ? "yaxis" : "yaxis2"] = .object(members)
    }
    figure.layout = .object(layout)
    self.figure = figure
  }

  /// The fewest samples of a line whose markers would only hide it.
  private static let crowd = 60

  private static func trace(_ series: RecordedSeries, onSecond: Bool, _ isClock: Bool) -> JSON {
    let unit = series.head.scale?.units ?? ""
    return [
      "type": "scatter", "name": .string(series.head.key.escaped),
      "mode": series.points.count < crowd ? "lines+markers" : "lines", "yaxis": onSecond ? "y2" : "y",
      "x": .array(series.points.map { number(isClock ? $0.at * 1_000 : $0.at) }),
      "y": .array(series.points.map { number($0.value) }),
      "hovertemplate": .string("\(series.head.key.escapedInTemplate): %{y} \(unit.escapedInTemplate)<extra></extra>"),
    ]
  }

  /// A y-axis: what its series say of it, each in part.
  private static func axis(_ series: [RecordedSeries]) -> OrderedMap<JSON> {
    let scales = series.compactMap(\.head.scale)
    let names = [scales.compactMap(\.name).first, scales.compactMap(\.units).first.map { "[\($0)]" }]
    let title = names.compactMap(\.self).filter { $0 != "[]" }.joined(separator: " ")
    return axis(title, scales.compactMap(\.lower).min(), scales.compactMap(\.upper).max(), false)
  }

  private static func axis(_ title: String?, _ lower: Double?, _ upper: Double?, _ isClock: Bool) -> OrderedMap<JSON> {
    var axis: OrderedMap<JSON> = [:]
    if let title, !title.isEmpty { axis["title"] = ["text": .string(title.escaped)] }
    if isClock { axis["type"] = "date" }
    // An end that nobody gave is chosen by the values.
    if lower != nil || upper != nil { axis["range"] = [lower.map(number) ?? .null, upper.map(number) ?? .null] }
    return axis
  }

  private static func number(_ value: Double) -> JSON { .number(JSONNumber(value)) }
}
