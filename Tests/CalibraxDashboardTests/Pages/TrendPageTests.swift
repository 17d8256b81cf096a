import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite struct TrendPageTests {
  @Test func theValuesAreACurveOverTime() throws {
    let figure = try figure(of: report([1, 2]))
    let curve = figure["data"]?[0]
    #expect(curve?["x"] == ["2026-03-01 12:00:00", "2026-03-02 12:00:00"])
    #expect(curve?["y"] == [1.0, 2.0])
    #expect(figure["layout"]?["xaxis"]?["type"] == "date")
    #expect(figure["layout"]?["yaxis"]?["title"]?["text"] == "latency [ms]")
  }

  @Test(arguments: ["2026-03-01T12:00:00", "", "yesterday"])
  func whereTimesDoNotTellRunsApartTheyStandInOrder(_ time: String) throws {
    var report = report([1, 2, 3])
    report.series.points[1].timestamp = time
    let figure = try figure(of: report)
    #expect(figure["data"]?[0]?["x"] == [1, 2, 3])
    #expect(figure["layout"]?["xaxis"]?["type"] == "linear")
  }

  @Test func aPointTellsItsRun() throws {
    var report = report([1.5])
    // A status to those who draw figures, were it the first.
    (report.series.points[0].runID, report.series.points[0].commit) = ("F", "0123456789")
    let curve = try figure(of: report)["data"]?[0]
    #expect(curve?["customdata"]?[0] == ["S", "1.5", "", "F", "commit 01234567"])
    #expect(curve?["hovertemplate"]?.string?.hasPrefix("<b>%{customdata[1]}</b> ms") == true)
  }

  @Test func boundsAreABandWithGaps() throws {
    var report = report([1, 2, 3])
    for place in [0, 2] {
      report.series.points[place].lower = Double(place)
      report.series.points[place].upper = Double(place) + 2
    }
    report.series.points[1].lower = 1
    let traces = try figure(of: report)["data"]
    #expect(traces?.elements?.count == 3)
    #expect(traces?[0]?["y"] == [0.0, .null, 2.0])
    #expect(traces?[1]?["y"] == [2.0, .null, 4.0])
    #expect(traces?[1]?["fill"] == "tonexty")
    #expect(traces?[2]?["y"] == [1.0, 2.0, 3.0])
  }

  @Test func theBaselineIsADashedLine() throws {
    var report = report([1, 2])
    report.baseline = 1.25
    let layout = try figure(of: report)["layout"]
    #expect(layout?["shapes"]?[0]?["y0"] == 1.25 && layout?["shapes"]?[0]?["y1"] == 1.25)
    #expect(layout?["shapes"]?[0]?["line"]?["dash"] == "dash")
    #expect(layout?["annotations"]?[0]?["text"] == "baseline main")
  }

  @Test(
    arguments: [(.lower, 2, "bad"), (.higher, 2, "good"), (.info, 2, "plain"), (.lower, 0.5, "good")]
      as [(Direction, Double, String)])
  func aShiftHasTheColourOfItsDirection(_ direction: Direction, _ after: Double, _ tone: String) throws {
    var report = report([1, after])
    report.definition?.direction = direction
    report.changes = [change(.shift, 1, 1, after)]
    let color = ["bad": "#d64545", "good": "#2e9e4f", "plain": "#7f7f7f"][tone] ?? ""
    let line = try figure(of: report)["layout"]?["shapes"]?[0]
    #expect(line?["x0"] == "2026-03-02 12:00:00" && line?["x1"] == "2026-03-02 12:00:00")
    #expect(line?["line"]?["color"]?.string == color)
    #expect(try read(report).all("span", class: "badge").map { $0.attributes["class"] } == ["badge \(tone)"])
  }

  @Test func kindsOfChangesLookDifferent() throws {
    var report = report([1, 2, 3, 4])
    report.changes = [change(.shift, 1, 1, 2), change(.spike, 2, 1, 2), change(.noiseChanged, 3, 1, 2)]
    let layout = try figure(of: report)["layout"]
    #expect(layout?["shapes"]?.elements?.map { $0["line"]?["dash"]?.string } == ["solid", "dot", "dashdot"])
    #expect(
      layout?["annotations"]?.elements?.map { $0["text"]?.string }
        == ["▲ +100.0%", "spike ▲ +100.0%", "noise ▲ +100.0%"])
  }

  /// Noise is of no direction: less of it is better, also where higher values are.
  @Test func moreNoiseIsWorse() throws {
    var report = report([1, 2])
    report.definition?.direction = .higher
    report.changes = [change(.noiseChanged, 1, 1, 2)]
    #expect(try figure(of: report)["layout"]?["shapes"]?[0]?["line"]?["color"] == "#d64545")
  }

  @Test func changesAndValuesAreTables() throws {
    var report = report([1, 2])
    report.changes = [change(.shift, 1, 1, 2)]
    (report.changes[0].effectLower, report.changes[0].effectUpper) = (0.9, 1.1)
    report.series.points[1].lower = 1.5
    let tables = try read(report).all("table").map(\.rows)
    #expect(tables[0] == [["r1", "–", "shift", "1 ms", "2 ms", "▲ +100.0%", "+90.0% to +110.0%", "0.012"]])
    #expect(
      tables[1] == [
        ["r1", "2026-03-02 12:00 UTC", "–", "2 ms", "[1.5, –]"], ["r0", "2026-03-01 12:00 UTC", "–", "1 ms", "–"],
      ])
  }

  @Test func noLinkLeadsToAPageThatIsNotThere() throws {
    #expect(try Page.trend(report([1, 2]), pages: .only([.run("r1")])).read().links == ["../../runs/r1.html"])
  }

  @Test func theStudioFiltersByBranch() throws {
    var report = report([])
    report.branch = "dev"
    let page = try read(report)
    #expect(page.all("form")[0].attributes["action"] == "../../trends/latency/p.html")
    #expect(page.all("input").map { $0.attributes["value"] } == ["dev"])
    #expect(page.text.contains("No run of this branch has a value."))
    report.branch = nil
    #expect(try read(report).all("form").isEmpty)
  }

  @Test func textsAreTexts() throws {
    var report = report([1, 2])
    (report.series.metric, report.series.pointName, report.series.tags) = (hostile, hostile, [hostile: hostile])
    report.definition?.unit = "%{x}" + hostile
    report.definition?.description = hostile
    report.series.points[0].commit = hostile
    report.branch = hostile
    let page = try read(report)
    #expect(page.isHarmless)
    let drawn = try figure(of: report)
    // Renderers take some markup for what it means.
    #expect(drawn["layout"]?["yaxis"]?["title"]?["text"]?.string?.contains("<script") == false)
    #expect(drawn["data"]?[0]?["customdata"]?[0]?[4] == "commit &lt;script&gt;")
    #expect(drawn["data"]?[0]?["hovertemplate"]?.string?.contains("&#37;{x}") == true)
  }

  // MARK: Making pages

  private func report(_ values: [Double]) -> TrendReport {
    var series = TrendSeries()
    (series.metric, series.pointName) = ("latency", "p")
    series.points = values.enumerated().map { place, value in
      var point = TrendPoint()
      (point.runID, point.timestamp, point.value) = ("r\(place)", "2026-03-0\(place + 1)T12:00:00", value)
      return point
    }
    return TrendReport(series, definition(.lower, "ms"), changes: [], baseline: nil)
  }

  private func change(_ kind: ChangeKind, _ index: Int, _ before: Double, _ after: Double) -> ChangePoint {
    var change = ChangePoint()
    (change.kind, change.index, change.before, change.after) = (kind, index, before, after)
    (change.effect, change.pValue) = ((after - before) / before, 0.012)
    return change
  }

  private func read(_ report: TrendReport) throws -> Element { try Page.trend(report, pages: .all).read() }

  private func figure(of report: TrendReport) throws -> JSON {
    let script = try #require(try read(report).with(id: "values-data"))
    return try JSON(parsing: Array(script.text.utf8))
  }
}
