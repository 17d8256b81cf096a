import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite struct RankPageTests {
  private let definitions: OrderedMap<MetricDef> = ["latency": definition(.lower, "ms"), "count": definition(.info)]

  @Test func theBestComesFirst() throws {
    let page = try show(["Grain": ["latency": 4], "Datarax": ["latency": 2]])
    #expect(page.rows == [["1", "Datarax", "2 ms ★", "–", ""], ["2", "Grain", "4 ms", "100.0%", ""]])
    #expect(page.all("h2").map(\.text) == ["latency lower is better"])
  }

  @Test func aBarIsAShareOfTheLargest() throws {
    let page = try show(["Grain": ["latency": 4], "Datarax": ["latency": 2]])
    #expect(page.all("rect").map { $0.attributes["width"] } == ["80.0", "160.0"])
    // The policy of the pages forbids styles in elements.
    #expect(page.all("rect").allSatisfy { $0.attributes["style"] == nil })
  }

  @Test func negativeValuesHaveNoBars() throws {
    #expect(try show(["a": ["latency": -1], "b": ["latency": 2]]).all("rect").isEmpty)
  }

  @Test func whatHasNoDirectionHasNoBest() throws {
    let page = try show(["a": ["count": 1], "b": ["count": 2]])
    #expect(page.rows.map { $0[2] } == ["2", "1"])
    #expect(page.all("span", class: "best").isEmpty)
  }

  @Test func aReportHasNothingToChoose() throws {
    #expect(try show(["a": ["latency": 1]], isLive: false).all("form").isEmpty)
  }

  @Test func theStudioChoosesMetricAndTag() throws {
    let form = try #require(try show(["a": ["latency": 1, "count": 2]]).all("form").first)
    #expect(form.all("option").map { $0.attributes["value"] } == ["", "count", "latency", "framework"])
    #expect(form.all("option").filter { $0.attributes["selected"] != nil }.map(\.text) == ["framework"])
    #expect(form.all("input").map { $0.attributes["value"] } == ["r"])
  }

  @Test func withoutARunItSaysSo() throws {
    #expect(try Page.rank(nil, pages: .all, isLive: false).read().text.contains("There is no run to rank."))
  }

  @Test func theMostCommonTagIsRanked() {
    #expect(summary(of: [["a": "1"], ["b": "1"], ["b": "2"]]).rankedTag == "b")
    #expect(summary(of: [["a": "1"], ["a": "2"], ["framework": "1"]]).rankedTag == "framework")
    #expect(summary(of: [[:]]).rankedTag == "framework")
  }

  @Test func textsAreTexts() throws {
    let page = try show([hostile: [hostile: 1], "b": [hostile: 2]])
    #expect(page.isHarmless)
    #expect(page.rows[1][1].hasPrefix("<script>alert(1)</script>\""))
  }

  private func summary(of tags: [OrderedMap<String>]) -> RunSummary {
    var run = Run()
    run.points = tags.map { point("p", "", $0, ["latency": 1]) }
    return summarize(run, definitions: definitions)
  }

  private func show(_ values: OrderedMap<OrderedMap<Double>>, isLive: Bool = true) throws -> Element {
    var run = Run()
    (run.id, run.points) = ("r", values.members.map { point("p", "", ["framework": $0.key], $0.value) })
    let summary = summarize(run, definitions: definitions)
    let rankings = summary.metrics.reduce(into: OrderedMap<[RankEntry]>()) { rankings, metric in
      rankings[metric] = rank(run, by: metric, definitions: definitions)
    }
    return try Page.rank(RankReport(summary, tag: "framework", rankings: rankings), pages: .all, isLive: isLive).read()
  }
}
