import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import Testing

@Suite struct FigureDrawingsTests {
  private func tab(
    _ rules: String, _ values: [Double], settings: String = "", judge: CurveJudge = EvaluatedBenchmark.judge
  ) throws
    -> EvaluatedTab
  {
    let rows = values.enumerated().flatMap { index, value in
      ["a", "b"].map { "\(1_717_200_000 + 86_400 * index),\(value),\($0),\(index % 2)" }
    }
    return try CalibraxDashboardTests.tab(
      """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, v: {type: float, validate: \(rules)}, p: {}, c: {type: int}}
        table: [p]
        plots: [{y: v\(settings)}]
      """, ["r/a.csv": "ts,v,p,c\n" + rows.joined(separator: "\n")], judge: judge)
  }

  @Test func aRegressionIsARectangleItsLevelsAnArrowAndItsChange() throws {
    let tab = try tab(
      "[{name: regression_detector, direction: lower_is_better}]", [10, 10, 10, 10, 10, 10, 20, 20, 20, 20])
    let layout = try #require(tab.figure(of: 0, row: "a")?.layout)
    let before = "2024-06-05 00:00:00"
    let after = "2024-06-06 00:00:00"
    #expect(
      layout["shapes"] == [
        [
          "type": "rect", "xref": "x", "yref": "paper", "x0": "2024-06-04 00:00:00", "x1": "2024-06-07 00:00:00",
          "y0": 0, "y1": 1, "fillcolor": "rgba(255, 0, 0, 0.2)", "layer": "below", "line": ["width": 0],
        ],
        [
          "type": "line", "xref": "x", "yref": "y", "x0": "2024-06-01 00:00:00", "x1": .string(before), "y0": 10,
          "y1": 10, "layer": "above", "line": ["color": "rgba(255, 0, 0, 0.7)", "width": 2, "dash": "dot"],
        ],
        [
          "type": "line", "xref": "x", "yref": "y", "x0": .string(after), "x1": "2024-06-08 00:00:00", "y0": 20,
          "y1": 20, "layer": "above", "line": ["color": "rgba(255, 0, 0, 0.7)", "width": 2, "dash": "solid"],
        ],
      ])
    #expect(
      layout["annotations"] == [
        [
          "x": .string(after), "y": 20, "xref": "x", "yref": "y", "ax": .string(before), "ay": 10, "axref": "x",
          "ayref": "y", "text": "", "showarrow": true, "arrowhead": 3, "arrowsize": 1.5, "arrowwidth": 2,
          "arrowcolor": "rgba(255, 0, 0, 0.7)",
        ],
        [
          "x": "2024-06-05 12:00:00", "y": 15, "xref": "x", "yref": "y", "text": "+100.0%", "showarrow": false,
          "font": ["size": 15, "color": "rgba(255, 0, 0, 0.7)"], "xanchor": "left", "yanchor": "bottom", "xshift": 8,
        ],
      ])
  }

  @Test func anOutlierIsACircleWithItsNameAboveIt() throws {
    let tab = try tab("[{name: outlier_detector}]", [10, 10, 10, 50])
    let annotations = try #require(tab.figure(of: 0, row: "b")?.layout["annotations"])
    #expect(annotations.elements?.count == 2)
    #expect(annotations.at("0.text") == "&#9711;")
    #expect(annotations.at("0.yshift") == nil)
    #expect(annotations.at("0.x") == "2024-06-04 00:00:00")
    #expect(annotations.at("1.text") == "Outlier")
    #expect(annotations.at("1.yshift") == 15)
    #expect(annotations.at("1.xshift") == nil)
  }

  @Test func theBoundsOfAllCurvesAreDrawnOnceOverTheWidth() throws {
    let tab = try tab("[{name: range_validator, min: 1, max: 9}]", [5, 6, 10], settings: ", group_by: [c]")
    let figure = try #require(tab.figure(of: 0, row: "a"))
    #expect(figure.data.elements?.count == 2)
    #expect(figure.layout["shapes"]?.elements?.map { $0["y0"] } == [9, 1])
    #expect(
      figure.layout.at("shapes.0") == [
        "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 9, "y1": 9, "layer": "below",
        "line": ["color": "rgba(255, 0, 0, 0.5)", "width": 1.5, "dash": "solid"],
      ])
    #expect(figure.layout["annotations"]?.elements?.map { $0["text"] } == ["max", "min"])
    #expect(figure.layout.at("annotations.0.xref") == "paper")
    #expect(figure.layout.at("annotations.0.xshift") == nil)
  }

  @Test func annotationsOfALogarithmicAxisAreAtLogarithms() throws {
    let tab = try tab(
      "[{name: range_validator, min: -1, max: 1000}, {name: outlier_detector}]", [10, 10, 10, 100],
      settings: ", layout: {yaxis: {type: log}}")
    let layout = try #require(tab.figure(of: 0, row: "a")?.layout)
    #expect(layout["shapes"]?.elements?.map { $0["y0"] } == [1000, -1])
    let annotations = try #require(layout["annotations"]?.elements)
    #expect(annotations.map { $0["text"] } == ["max", "&#9711;", "Outlier"])
    #expect(annotations.map { $0["y"] } == [3, 2, 2])
    #expect(annotations.map { $0["x"] } == [0.98, "2024-06-04 00:00:00", "2024-06-04 00:00:00"])
  }

  @Test func arrowsOfLogarithmicAxesAreAtLogarithms() throws {
    let tab = try tab("[{name: own}]", [1], settings: ", x: c, layout: {xaxis: {type: log}}") { _ in
      var judgement = Judgement()
      var arrow = PlotArrow()
      (arrow.x, arrow.y, arrow.tailX, arrow.tailY) = (PlotCoordinate(100), 5, PlotCoordinate(10), 4)
      judgement.layout.arrows = [arrow]
      arrow.tailX = PlotCoordinate(0)
      judgement.layout.arrows.append(arrow)
      return judgement
    }
    let arrows = try #require(tab.figure(of: 0, row: "a")?.layout["annotations"]?.elements)
    #expect(arrows.count == 1)
    #expect(["x", "y", "ax", "ay"].map { arrows[0][$0] } == [2, 5, 1, 4])
  }

  @Test func whatIsSaidOfOtherRowsIsNotDrawn() throws {
    let tab = try tab("[{name: own}]", [1, 2]) { request in
      var judgement = Judgement()
      judgement.flagged = [0]
      judgement.annotations = [["text": request.curve["p"] == .text("a") ? "of a" : "of b"]]
      return judgement
    }
    #expect(tab.figure(of: 0, row: "a")?.layout["annotations"] == [["text": "of a"]])
    #expect(tab.figure(of: 0, row: "b")?.layout["annotations"] == [["text": "of b"]])
    for row in [nil, "c"] {
      #expect(tab.figure(of: 0, row: row)?.layout["annotations"] == nil)
      #expect(tab.figure(of: 0, row: row)?.layout["shapes"] == nil)
    }
    #expect(tab.figure(of: 0, row: "a")?.data.at("0.customdata")?.elements?.map { $0[0] } == ["W", "S"])
  }

  @Test func drawingsComeBehindThoseOfTheConfiguration() throws {
    let tab = try tab(
      "[{name: own}, {name: own}]", [1, 2],
      settings: ", layout: {shapes: [{type: circle}], annotations: [{text: mine}]}"
    ) { request in
      var judgement = Judgement()
      judgement.shapes = [["type": "path", "path": "M0 0", "unknown": .number(JSONNumber(request.place))]]
      return judgement
    }
    #expect(
      tab.figure(of: 0, row: "a")?.layout["shapes"] == [
        ["type": "circle"], ["type": "path", "path": "M0 0", "unknown": 0],
        ["type": "path", "path": "M0 0", "unknown": 1],
      ])
    #expect(tab.figure(of: 0, row: "a")?.layout["annotations"] == [["text": "mine"]])
  }
}
