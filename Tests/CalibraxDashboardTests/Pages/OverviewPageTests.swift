import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct OverviewPageTests {
  private func head(_ name: String, title: String? = nil) -> BenchmarkHead {
    var head = BenchmarkHead()
    (head.name, head.title) = (name, title ?? name)
    (head.runs.total, head.runs.valid) = (11, 9)
    (head.runs.firstRun, head.runs.lastRun) = ("2026-03-01T12:00:00", "2026-03-02T12:00:00")
    head.runs.status = "-S-F"
    return head
  }

  @Test func everyBenchmarkIsARowThatLeadsToItsPage() throws {
    let page = Page.overview([head("B/1", title: "First"), head("C")])
    #expect(page.path.file == "index.html" && page.section == .benchmarks && page.topics == ["runs"])
    #expect(page.markup.isSound)
    #expect(page.markup.all("p").first?.text == "2 benchmarks")
    let rows = page.markup.all("tbody").first.map { Markup($0.content).all("tr") } ?? []
    #expect(rows.count == 2)
    let link = try #require(Markup(rows[0].content).all("a").first)
    #expect(link.text == "First" && link.attributes["href"] == "benchmarks/B~2F1.html")
    #expect(
      Markup(rows[0].content).elements.filter { ["th", "td"].contains($0.name) }.map(\.text)
        == ["First", "2026-03-01 12:00 UTC", "2026-03-02 12:00 UTC", "11", "9", "SF", ""])
  }

  @Test func whatIsWrongStandsInTheConsole() {
    var failing = head("B")
    (failing.failedTabs, failing.errors, failing.warnings) = (1, 2, 1)
    let cells = Page.overview([failing]).markup.all("td").map(\.text)
    #expect(cells.last == "1 tab failed 2 errors 1 warning")
  }

  @Test func withoutBenchmarksItSaysHowThereAreSome() {
    let page = Page.overview([])
    #expect(page.markup.isSound && page.markup["overview"] != nil && page.markup.all("table").isEmpty)
    #expect(page.markup.all("code").first?.text == "calibraxctl benchmarks collect --config FILE")
  }

  @Test(arguments: HostileTexts.all) func namesAreTexts(_ text: String) {
    var hostile = head(text, title: text)
    (hostile.runs.firstRun, hostile.runs.lastRun, hostile.runs.status) = (text, text, text)
    let page = Page.overview([hostile])
    #expect(page.markup.isSound && page.markup.all("script").isEmpty)
    #expect(!page.markup.elements.contains { $0.attributes.keys.contains("onclick") })
    #expect(page.markup.all("th").count == 10)
  }
}
