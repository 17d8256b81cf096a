import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import Testing

@Suite struct FigureStylesTests {
  private func figure(_ settings: String, _ metrics: String = "", row: String = "a") throws -> Figure {
    let tab = try tab(
      """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, v: {type: float, unit: '<GB/s>'}, p: {}, c: {}, "a<b %{x}": {}\(metrics)}
        table: [p]
        plots: [{y: v, group_by: [c]\(settings)}]
      """, ["r/a.csv": "ts,v,p,c,a<b %{x}\n2024-06-01,1,a,x,<i>\n2024-06-02,1,a,y,2\n2024-06-03,1,a,z,3\n"])
    return try #require(tab.figure(of: 0, row: row))
  }

  @Test func markersAreDrawnWhereNothingIsSaid() throws {
    let trace = try #require(try figure("").data[0])
    #expect(trace["type"] == "scatter")
    #expect(trace["mode"] == "markers")
    #expect(trace["marker"] == ["opacity": 0.9, "size": 5, "color": "#1f77b4"])
    #expect(trace["line"] == ["color": "#1f77b4"])
  }

  @Test func stylesAreLaidOverWhatIsUsual() throws {
    let trace = try #require(
      try figure(", styles: {mode: lines, marker: {size: 9}, line: {dash: dot}, name: no}").data[0])
    #expect(trace["mode"] == "lines")
    #expect(trace["marker"] == ["opacity": 0.9, "size": 9, "color": "#1f77b4"])
    #expect(trace["line"] == ["dash": "dot", "color": "#1f77b4"])
    #expect(trace["name"] == "c: x")
  }

  @Test(arguments: [
    ("{marker: {color: red}}", "red", "red"), ("{line: {color: red}}", "red", "red"),
    ("{marker: {color: red}, line: {color: blue}}", "red", "blue"),
  ]) func aColourThatIsGivenHolds(styles: String, marker: String, line: String) throws {
    let trace = try #require(try figure(", styles: \(styles)").data[1])
    #expect(trace.at("marker.color")?.string == marker)
    #expect(trace.at("line.color")?.string == line)
  }

  @Test func numbersForMarkersAreNoColourOfALine() throws {
    let trace = try #require(try figure(", styles: {marker: {color: [1, 2]}}").data[1])
    #expect(trace.at("marker.color") == [1, 2])
    #expect(trace.at("line.color") == "#ff7f0e")
  }

  @Test(arguments: [
    ("{colormap: Set2}", ["#66c2a5", "#fc8d62", "#8da0cb"]),
    ("{colormap: set2, sort_strategy: reverse}", ["#b3b3b3", "#e5c494", "#ffd92f"]),
    ("{colormap: okabe_ito, sort_strategy: interleave_even_odd}", ["#e69f00", "#009e73", "#0072b2"]),
    ("{colormap: Set2, skip: ['#FC8D62']}", ["#66c2a5", "#8da0cb", "#e78ac3"]),
    ("{colormap: Set2_r}", ["#b3b3b3", "#e5c494", "#ffd92f"]),
  ]) func coloursAreTakenAsTheyAreSaidToBe(colors: String, expected: [String]) throws {
    #expect(try figure(", colors: \(colors)").colors == expected)
  }

  @Test func coloursComeAgainAndAllCannotBeSkipped() throws {
    let map = try #require(Colormap.named("okabe_ito"))
    let rest = map.dropFirst().map { "'\($0)'" }.joined(separator: ", ")
    #expect(try figure(", colors: {colormap: okabe_ito, skip: [\(rest)]}").colors == ["#000000", "#000000", "#000000"])
    #expect(
      try figure(", colors: {colormap: okabe_ito, skip: ['#000000', \(rest)]}").colors == [String](map.prefix(3)))
  }

  @Test func aPointTellsItsValueAndAnnotations() throws {
    let trace = try #require(try figure(", annotations: [p, 'a<b %{x}']").data[0])
    #expect(
      trace["hovertemplate"]
        == "<b>v</b>: %{y} &lt;GB/s&gt;<br>p: %{customdata[3]}<br>a&lt;b &#37;{x}: %{customdata[4]}<extra>%{fullData.name}</extra>"
    )
    #expect(trace["customdata"] == [["S", "r/a.csv", 2, "a", "&lt;i&gt;"]])
    #expect(trace.at("meta.annotations") == ["p", "a<b %{x}"])
  }

  @Test func anAnnotationThatIsANumberStaysOne() throws {
    let trace = try #require(try Suite.simulation().figure(of: 0, row: "1000")?.data[2])
    #expect(trace.at("customdata.0.3") == 77)
    #expect(trace.at("customdata.1.0") == "W")
  }

  @Test func axesAreCalledWhatTheyShow() throws {
    let layout = try figure("").layout
    #expect(layout["xaxis"] == ["type": "date"])
    #expect(layout["yaxis"] == ["title": ["text": "v [&lt;GB/s&gt;]"]])
    #expect(layout["hovermode"] == "x unified")
    #expect(
      layout["legend"] == ["x": 1.02, "xanchor": "left", "y": 0.98, "yanchor": "top", "orientation": "v"])
    let numbers = try #require(try Suite.minimization().figure(of: 1, row: "cg")?.layout)
    #expect(numbers["xaxis"] == ["title": ["text": "tol"]])
    let texts = try #require(try Suite.minimization().figure(of: 2, row: "cg")?.layout)
    #expect(texts.at("xaxis.type") == "category")
  }

  @Test func theLayoutIsLaidOverWhatIsUsual() throws {
    let layout = try figure(
      ", layout: {yaxis: {title: Speed, type: log}, legend: {x: 0.5}, xaxis: {type: '-'}, bargap: 1}"
    ).layout
    #expect(layout["yaxis"] == ["title": ["text": "Speed"], "type": "log"])
    #expect(
      layout["legend"] == ["x": 0.5, "xanchor": "left", "y": 0.98, "yanchor": "top", "orientation": "v"])
    #expect(layout["xaxis"] == ["type": "-"])
    #expect(layout["bargap"] == 1)
  }

  @Test func aTitleMayBeAText() throws {
    let layout = try figure(", layout: {title: T, xaxis: {title: X}, legend: {title: {text: L, side: top}}}").layout
    #expect(layout["title"] == ["text": "T"])
    #expect(layout.at("xaxis.title") == ["text": "X"])
    #expect(layout.at("legend.title") == ["text": "L", "side": "top"])
  }

  @Test func whatPagesDoNotDrawIsTold() throws {
    let figure = try figure(
      """
      , styles: {fill: tozeroy, stackgroup: a, type: bar, line: {smoothing: 1, width: 2}, marker: {line: {width: 1}}},
      layout: {margin: {l: 1}, xaxis: {range: [1, 2], ticklen: 3, title: {text: x, standoff: 2}}, yaxis: {title: y},
        shapes: [{type: rect, label: {text: a}}, {type: line, line: {color: red, shape: x}}]}
      """)
    #expect(
      figure.ignored == [
        "layout.margin", "layout.shapes.label", "layout.shapes.line.shape", "layout.xaxis.ticklen",
        "layout.xaxis.title.standoff", "styles.line.smoothing", "styles.marker.line", "styles.stackgroup",
        "styles.type",
      ])
    #expect(figure.layout.at("margin.l") == 1)
    #expect(figure.data.at("0.fill") == "tozeroy")
    #expect(try self.figure("").ignored == [])
  }

  @Test func whatPagesDrawIsNotToldOf() throws {
    let figure = try figure(
      """
      , styles: {name: n, visible: legendonly, showlegend: false, legendgroup: g, hoverinfo: skip, text: t, customdata: [],
        hovertemplate: '%{y}', mode: markers+lines, fill: tonexty, fillcolor: red, yaxis: y2,
        error_y: {visible: true, type: data, array: [1], arrayminus: [2], symmetric: false, color: red, thickness: 2}},
      layout: {xaxis: {showgrid: false}, yaxis: {showgrid: false, tickprefix: a, ticksuffix: b}, meta: {empty: none},
        yaxis2: {title: {text: z}, type: log, range: [1, 2], overlaying: y, side: right, ticksuffix: c}}
      """)
    #expect(figure.ignored == [])
  }

  @Test(arguments: [
    ("styles: {mode: lines+text}", "styles.mode"), ("styles: {mode: 3}", "styles.mode"),
    ("styles: {fill: toself}", "styles.fill"),
    ("styles: {yaxis: y3}", "styles.yaxis"), ("styles: {error_y: {type: percent}}", "styles.error_y.type"),
    ("styles: {error_y: {value: 10}}", "styles.error_y.value"), ("styles: {type: 3}", "styles.type"),
    ("layout: {xaxis: {ticksuffix: s}}", "layout.xaxis.ticksuffix"),
    ("layout: {yaxis2: {showgrid: true}}", "layout.yaxis2.showgrid"),
    ("layout: {yaxis2: {side: left}}", "layout.yaxis2.side"), ("layout: {yaxis3: {}}", "layout.yaxis3"),
    ("layout: {meta: {mine: 1}}", "layout.meta.mine"), ("layout: {shapes: [{type: path}]}", "layout.shapes.type"),
  ]) func whatIsDrawnInSomeWaysIsToldOfWhereItIsNot(_ settings: String, _ told: String) throws {
    #expect(try figure(", " + settings).ignored == [told])
  }
}
