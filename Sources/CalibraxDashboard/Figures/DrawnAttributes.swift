import CalibraxJSON

/// The attributes of Plotly that pages of this program draw; others are for those who give a figure to Plotly.
enum DrawnAttributes {
  /// The attributes by what they are of. Those of `shapes` and `annotations` are of each element.
  private static let lists = [
    "styles":
      "type mode name visible showlegend legendgroup hoverinfo hovertemplate text customdata opacity connectgaps marker line fill fillcolor error_y yaxis",
    "styles.marker": "color opacity size symbol",
    "styles.line": "color dash shape width",
    "styles.error_y": "visible type array arrayminus symmetric color thickness",
    "layout": "title showlegend hovermode legend xaxis yaxis yaxis2 shapes annotations meta",
    "layout.title": "text",
    "layout.legend": "x y xanchor yanchor orientation",
    "layout.xaxis": axis + " showgrid", "layout.xaxis.title": "text",
    // What stands around a number stands around no date and no category.
    "layout.yaxis": axis + " showgrid tickprefix ticksuffix", "layout.yaxis.title": "text",
    "layout.yaxis2": axis + " tickprefix ticksuffix overlaying side", "layout.yaxis2.title": "text",
    "layout.meta": "reduced local empty",
    "layout.shapes": "type xref yref x0 x1 y0 y1 fillcolor opacity layer line",
    "layout.shapes.line": "color dash width",
    "layout.annotations":
      "x y xref yref ax ay axref ayref text showarrow arrowhead arrowsize arrowwidth arrowcolor font xanchor yanchor xshift yshift",
    "layout.annotations.font": "color size",
  ]
  private static let axis = "title type range autorange rangemode tickformat categoryorder categoryarray"
  /// What those may be that are drawn in some ways and not in others.
  private static let values: [String: [JSON]] = [
    "styles.type": ["scatter", "scattergl"],
    "styles.mode": ["lines", "markers", "lines+markers", "markers+lines", "none"],
    "styles.fill": ["none", "tozeroy", "tonexty"], "styles.yaxis": ["y", "y2"], "styles.error_y.type": ["data"],
    "layout.yaxis2.overlaying": ["y"], "layout.yaxis2.side": ["right"],
    "layout.shapes.type": ["line", "rect", "circle"],
  ]

  private static let names = lists.mapValues { Set($0.split(separator: " ").map(String.init)) }

  /// The attributes of a plot that are none of these, sorted: `layout.margin`.
  static func others(of plot: PlotConfiguration) -> [String] {
    var others = Set<String>()
    collect(plot.styles, at: "styles", &others)
    collect(plot.layout, at: "layout", &others)
    return others.sorted()
  }

  private static func collect(_ members: OrderedMap<JSON>, at path: String, _ others: inout Set<String>) {
    for member in members {
      let place = "\(path).\(member.key)"
      guard names[path]?.contains(member.key) == true, values[place]?.contains(member.value) != false else {
        others.insert(place)
        continue
      }
      guard names[place] != nil else { continue }
      for element in member.value.elements ?? [member.value] {
        if let members = element.members { collect(members, at: place, &others) }
      }
    }
  }
}
