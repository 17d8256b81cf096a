import CalibraxJSON

/// The attributes of Plotly that pages of this program draw; others are for those who give a figure to Plotly.
enum DrawnAttributes {
  /// The attributes by what they are of. Those of `shapes` and `annotations` are of each element.
  private static let lists = [
    "styles": "type mode opacity connectgaps marker line",
    "styles.marker": "color opacity size symbol",
    "styles.line": "color dash shape width",
    "layout": "title showlegend hovermode legend xaxis yaxis shapes annotations",
    "layout.title": "text",
    "layout.legend": "x y xanchor yanchor orientation",
    "layout.xaxis": axis, "layout.xaxis.title": "text",
    "layout.yaxis": axis, "layout.yaxis.title": "text",
    "layout.shapes": "type xref yref x0 x1 y0 y1 fillcolor opacity layer line",
    "layout.shapes.line": "color dash width",
    "layout.annotations":
      "x y xref yref ax ay axref ayref text showarrow arrowhead arrowsize arrowwidth arrowcolor font xanchor yanchor xshift yshift",
    "layout.annotations.font": "color size",
  ]
  private static let axis = "title type range autorange rangemode tickformat categoryorder categoryarray"
  /// What a trace is drawn as.
  private static let types: [JSON] = ["scatter", "scattergl"]

  private static let names = lists.mapValues { Set($0.split(separator: " ").map(String.init)) }

  /// The attributes of a plot that are none of these, sorted: `styles.fill`.
  static func others(of plot: PlotConfiguration) -> [String] {
    var others = Set<String>()
    collect(plot.styles, at: "styles", &others)
    collect(plot.layout, at: "layout", &others)
    if let type = plot.styles["type"], !types.contains(type) { others.insert("styles.type") }
    return others.sorted()
  }

  private static func collect(_ members: OrderedMap<JSON>, at path: String, _ others: inout Set<String>) {
    for member in members {
      let place = "\(path).\(member.key)"
      guard names[path]?.contains(member.key) == true else {
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
