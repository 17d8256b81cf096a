import CalibraxJSON
public import CalibraxModel

extension EvaluatedTab {
  /// The figure of a plot.
  ///
  /// - Parameters:
  ///   - plot: Its place among all plots of the tab.
  ///   - row: The row of the table whose points are shown; with `nil`, or where there is no such row, there are none.
  ///   - window: The part of it that is looked at.
  /// - Returns: `nil` where there is no such plot.
  public func figure(of plot: Int, row: String?, window: FigureWindow = FigureWindow()) -> Figure? {
    guard configuration.plots.indices.contains(plot) else { return nil }
    let configured = configuration.plots[plot]
    let parameters = row.flatMap { self.parameters(of: $0) }
    let colors = configured.colors.cycle
    let tracer = FigureTrace(self, configured)
    let curves = figureCurves(of: configured, self.curves[plot], in: parameters)
    var figure = Figure()
    var layout = layout(of: configured)
    figure.data = .array(
      curves.enumerated().map { place, curve in
        let shown = tracer.shown(of: curve, in: window)
        if shown.rows.count < curve.rows.count { layout = layout.merged(with: ["meta": ["reduced": true]]) }
        return tracer.trace(of: shown, color: colors[place % colors.count])
      })
    var drawings = FigureDrawings(over: layout)
    for judged in judged[plot] ?? [] where self.parameters(of: judged.curve) == parameters {
      drawings.draw(judged.judgement)
    }
    for (key, drawn) in [("shapes", drawings.shapes), ("annotations", drawings.annotations)] where !drawn.isEmpty {
      layout[key] = .array((layout[key]?.elements ?? []) + drawn)
    }
    figure.layout = .object(layout)
    figure.ignored = DrawnAttributes.others(of: configured)
    return figure
  }

  /// The layout of the configuration over what is usual.
  private func layout(of plot: PlotConfiguration) -> OrderedMap<JSON> {
    let usual: OrderedMap<JSON> = [
      "xaxis": .object(xaxis(of: plot.x)),
      "yaxis": ["title": ["text": .string(configuration.metrics[plot.y]?.axisTitle ?? plot.y.escaped)]],
      "legend": ["x": 1.02, "xanchor": "left", "y": 0.98, "yanchor": "top", "orientation": "v"],
      "hovermode": "x unified",
      // Plotly cuts the names of curves off otherwise.
      "hoverlabel": ["namelength": -1],
    ]
    return usual.merged(with: plot.layout.withTitlesAsObjects)
  }

  /// An axis says what it is, unless its dates do.
  private func xaxis(of x: String) -> OrderedMap<JSON> {
    let metric = configuration.metrics[x]
    let title: JSON = ["text": .string(metric?.axisTitle ?? x.escaped)]
    return switch metric?.type ?? .str {
    case .ts, .date: ["type": "date"]
    case .int, .float: ["title": title]
    // Plotly would put what only later curves have behind everything else.
    case .str, .bool: ["title": title, "type": "category", "categoryorder": "category ascending"]
    }
  }
}

extension OrderedMap<JSON> {
  /// The members with titles as Plotly 3 and later take them: those before also took a text.
  fileprivate var withTitlesAsObjects: OrderedMap<JSON> {
    var result = self
    for member in self {
      switch member.value {
      case .object(let members): result[member.key] = .object(members.withTitlesAsObjects)
      case .string where member.key == "title": result[member.key] = ["text": member.value]
      default: break
      }
    }
    return result
  }
}
