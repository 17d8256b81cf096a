import CalibraxJSON
public import CalibraxModel

extension EvaluatedTab {
  /// The figure of a plot.
  ///
  /// - Parameters:
  ///   - plot: Its place among all plots of the tab.
  ///   - row: The row of the table whose points are shown; with `nil`, or where there is no such row, there are none.
  /// - Returns: `nil` where there is no such plot.
  public func figure(of plot: Int, row: String?) -> Figure? {
    guard configuration.plots.indices.contains(plot) else { return nil }
    let configured = configuration.plots[plot]
    let curves = curves(of: configured)
    let parameters = row.flatMap { self.parameters(of: $0, in: curves) }
    let colors = configured.colors.cycle
    let tracer = FigureTrace(self, configured)
    var figure = Figure()
    figure.data = .array(
      figureCurves(of: configured, curves, in: parameters).enumerated().map { place, curve in
        tracer.trace(of: curve, color: colors[place % colors.count])
      })
    var drawings = FigureDrawings()
    for judged in judged[plot] ?? [] where self.parameters(of: judged.curve) == parameters {
      drawings.draw(judged.judgement)
    }
    figure.layout = .object(layout(of: configured, drawings))
    figure.ignored = DrawnAttributes.others(of: configured)
    return figure
  }

  private func layout(of plot: PlotConfiguration, _ drawings: FigureDrawings) -> OrderedMap<JSON> {
    var layout: OrderedMap<JSON> = [
      "xaxis": .object(xaxis(of: plot.x)),
      "yaxis": ["title": ["text": .string(configuration.metrics[plot.y]?.axisTitle ?? plot.y.escaped)]],
      "legend": ["x": 1.02, "xanchor": "left", "y": 0.98, "yanchor": "top", "orientation": "v"],
      "hovermode": "x unified",
      // Plotly cuts the names of curves off otherwise.
      "hoverlabel": ["namelength": -1],
    ]
    layout = layout.merged(with: plot.layout)
    for (key, drawn) in [("shapes", drawings.shapes), ("annotations", drawings.annotations)] where !drawn.isEmpty {
      layout[key] = .array((layout[key]?.elements ?? []) + drawn)
    }
    return layout
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
