import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import Testing

@Suite struct FigureCurvesTests {
  @Test func thereIsAFigureForEachPlotAndNoOther() throws {
    let tab = try Suite.simulation()
    #expect(tab.figure(of: 0, row: "1000") != nil)
    #expect(tab.figure(of: 1, row: "1000") != nil)
    #expect(tab.figure(of: 2, row: "1000") == nil)
    #expect(tab.figure(of: -1, row: "1000") == nil)
  }

  @Test func everyRowHasTheCurvesOfAllByTheirNumbers() throws {
    let tab = try Simple.tab()
    for row in ["4", "10", nil, "5"] {
      let figure = try #require(tab.figure(of: 0, row: row))
      #expect(figure.names == ["nodes: 4", "nodes: 10"])
      #expect(figure.colors == ["#1f77b4", "#ff7f0e"])
    }
  }

  @Test func aCurveThatTheTableTellsApartHasPointsInItsRow() throws {
    let figure = try #require(try Simple.tab().figure(of: 0, row: "10"))
    #expect(figure.data.at("0.x") == [])
    #expect(figure.data.at("1.x") == ["2024-06-02 00:00:00"])
    #expect(figure.data.at("1.y") == [90])
  }

  @Test func pointsAreInTheOrderOfTimeAndAFailureIsAGap() throws {
    let figure = try #require(try Simple.tab().figure(of: 0, row: "4"))
    #expect(figure.data.at("0.x") == ["2024-06-01 00:00:00", "2024-06-02 00:00:00", "2024-06-03 12:30:00"])
    #expect(figure.data.at("0.y") == [40, .null, 41])
    #expect(
      figure.data.at("0.customdata") == [
        ["S", "results/run_4nodes_a.csv", 3], ["F", "results/run_4nodes_a.csv", 4],
        ["S", "results/run_4nodes_a.csv", 2],
      ])
  }

  @Test(arguments: [nil, "", "4_", "5"]) func withoutARowThereAreNoPoints(row: String?) throws {
    let figure = try #require(try Simple.tab().figure(of: 0, row: row))
    for trace in figure.data.elements ?? [] {
      #expect(trace["x"] == [] && trace["y"] == [] && trace["customdata"] == [])
    }
    #expect(figure.data.elements?.count == 2)
  }

  @Test func aPlotThatIsNotGroupedHasOneCurveNamedLikeItsMetric() throws {
    let figure = try #require(try Suite.simulation().figure(of: 1, row: "1000"))
    #expect(figure.names == ["Performance"])
    #expect(figure.data.at("0.y") == [50, 30, 120])
  }

  @Test func aTabWithoutRowsHasACurveWithoutPoints() throws {
    let figure = try #require(try tab(Simple.configuration, [:]).figure(of: 0, row: nil))
    #expect(figure.names == ["Performance"])
    #expect(figure.data.at("0.x") == [])
  }

  @Test func numbersOfXAreInTheirOrder() throws {
    let figure = try #require(try Suite.minimization().figure(of: 1, row: "cg"))
    #expect(figure.data.at("0.x") == [0.25, 0.5])
    #expect(figure.data.at("0.y") == [12, 10])
  }

  @Test func aNameHasALineForEachMetricTextsFirst() throws {
    let tab = try tab(
      """
      B:
        sources: {folders: [r]}
        metrics:
          {ts: {type: ts}, v: {type: float}, p: {}, threads: {type: int}, exact: {type: bool}, lib: {},
           share: {type: float}, day: {type: date}}
        table: [p]
        plots: [{y: v, group_by: [threads, exact, lib, day, share]}]
      """, ["r/a.csv": "ts,v,p,threads,exact,lib,share,day\n2024-06-01,1,a,8,yes,fftw,0.5,2024-01-02\n"])
    #expect(
      tab.figure(of: 0, row: "a")?.names == [
        "lib: fftw<br>threads: 8<br>share: 0.5<br>day: 2024-01-02 00:00:00<br>exact: true"
      ])
    #expect(
      tab.figure(of: 0, row: "a")?.data.at("0.meta") == [
        "curve": [
          "day": "2024-01-02T00:00:00", "exact": true, "lib": "fftw", "share": 0.5, "threads": 8,
        ], "annotations": [],
      ])
  }

  @Test func aRowWithoutAValueThatTellsCurvesApartIsInNone() throws {
    let tab = try tab(
      """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, v: {type: float}, p: {}, n: {type: int}}
        table: [p]
        plots: [{y: v, group_by: [n]}]
      """, ["r/a.csv": "ts,v,p,n\n2024-06-01,1,a,\n2024-06-02,2,a,0\n"])
    let figure = try #require(tab.figure(of: 0, row: "a"))
    #expect(figure.names == ["n: 0"])
    #expect(figure.data.at("0.y") == [2])
  }

  @Test func whatFilesSayIsNoMarkup() throws {
    let figure = try #require(try Suite.simulation().figure(of: 0, row: "2000"))
    #expect(figure.names.first == "prec: &lt;b&gt;&amp;mixed")
    #expect(figure.data.at("0.meta.curve.prec") == "<b>&mixed")
  }
}
