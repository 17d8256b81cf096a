import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite struct ComparePageTests {
  private let definitions: OrderedMap<MetricDef> = [
    "latency": definition(.lower, "ms"), "throughput": definition(.higher), "count": definition(.info),
  ]

  @Test func labelsAreColumnsAndMetricsRows() throws {
    let page = try show(["a": ["latency": 1, "throughput": 5], "b": ["latency": 2, "throughput": 10]])
    let table = try #require(page.all("table").last)
    #expect(table.all("th").prefix(3).map(\.text) == ["Metric", "a", "b"])
    #expect(table.rows == [["latency", "1 ms ★", "2 ms ×2"], ["throughput", "5 ×2", "10 ★"]])
  }

  @Test func whatHasNoDirectionHasNoBest() throws {
    let table = try show(["a": ["count": 1], "b": ["count": 2]]).all("table").last
    #expect(table?.rows == [["count", "1", "2"]])
  }

  @Test func whereAllAreEqualNoneIsBest() throws {
    #expect(try show(["a": ["latency": 1], "b": ["latency": 1]]).all("span", class: "best").isEmpty)
  }

  @Test func whatIsMissingIsADash() throws {
    let table = try show(["a": ["latency": 1], "b": ["throughput": 1]]).all("table").last
    #expect(table?.rows == [["latency", "1 ms", "–"], ["throughput", "–", "1"]])
  }

  @Test func theOverallWinnerIsNamed() throws {
    let page = try show(["a": ["latency": 1], "b": ["latency": 2]])
    #expect(page.all("b").map(\.text) == ["a"])
  }

  @Test func runsAreToldOf() throws {
    let page = try show(["a": ["latency": 1], "b": ["latency": 2]])
    #expect(page.all("table")[0].rows == [["a", "–", "–", "–", "1"], ["b", "–", "–", "–", "1"]])
    #expect(page.links == ["runs/a.html", "runs/b.html"])
  }

  @Test func whereThereIsNothingToCompareItSaysWhatToDo() throws {
    let page = try Page.compare(instead: "Choose two runs.", pages: .all).read()
    #expect(page.text.contains("Choose two runs."))
    #expect(page.links == ["runs.html"])
  }

  @Test func textsAreTexts() throws {
    let page = try show([hostile: [hostile: 1, "latency": 3], "b": [hostile: 2]])
    #expect(page.isHarmless)
    #expect(page.rows.contains { $0[0].hasPrefix("<script>") })
  }

  private func show(_ values: OrderedMap<OrderedMap<Double>>) throws -> Element {
    var runs = OrderedMap<Run>()
    for member in values {
      var run = Run()
      (run.id, run.points) = (member.key, [point("p", "", [:], member.value)])
      runs[member.key] = run
    }
    let report = compare(runs, metrics: nil, definitions: definitions)
    let summaries = runs.mapValues { summarize($0, definitions: definitions) }
    return try Page.compare(summaries, report, pages: .all).read()
  }
}
