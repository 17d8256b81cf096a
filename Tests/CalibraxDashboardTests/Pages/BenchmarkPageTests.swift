import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct BenchmarkPageTests {
  /// The report of tabs as a server makes it.
  private func report(_ tabs: [(name: String, tab: EvaluatedTab)], name: String = "B") -> BenchmarkReport {
    var report = BenchmarkReport()
    (report.name, report.title) = (name, "The title")
    report.tabs = tabs.map { $0.tab.report(name: $0.name) }
    return report
  }

  private func suite() throws -> BenchmarkReport {
    report([("Simulation", try Suite.simulation()), ("Minimization", try Suite.minimization())])
  }

  private func message(_ text: String, _ severity: AlertSeverity = .error, tab: String = "") -> BenchmarkMessage {
    var message = BenchmarkMessage()
    (message.message, message.severity, message.tab) = (text, severity, tab)
    return message
  }

  private func rows(_ page: Page) -> [Markup.Element] {
    page.markup.all("tbody").first.map { Markup($0.content).all("tr") } ?? []
  }

  // MARK: The table

  @Test func everyRowOfTheTableLeadsToItsFigures() throws {
    let page = Page.benchmark(report([("", try Simple.tab())]), tab: 0)
    #expect(page.markup.isSound && page.path.file == "benchmarks/B.html" && page.title == "The title")
    let rows = rows(page)
    #expect(rows.map { $0.attributes["data-row"] } == ["4", "10"])
    #expect(rows.map { $0.attributes["data-figures"] } == ["figures/B/~/4", "figures/B/~/10"])
    #expect(rows.map { $0.attributes["data-named"] } == ["nodes: 4", "nodes: 10"])
    #expect(
      rows.map { Markup($0.content).all("td").map(\.text) } == [
        ["4", "2024-06-01 00:00 UTC", "2024-06-03 12:30 UTC", "3", "2", "41", "SFS"],
        ["10", "2024-06-02 00:00 UTC", "2024-06-02 00:00 UTC", "1", "1", "90", "S"],
      ])
  }

  @Test func columnsAreInGroupsAndSayTheirUnits() throws {
    let page = Page.benchmark(report([("", try Simple.tab())]), tab: 0)
    #expect(
      page.markup.all("th").map(\.text)
        == [
          "Parameters", "Timings", "Points", "Newest", "nodes", "First run", "Last run", "Total", "Valid",
          "Performance", "Status",
        ])
  }

  @Test func aValueTellsItsRange() throws {
    let page = Page.benchmark(report([("", try Simple.tab())]), tab: 0)
    #expect(page.markup.all("span").compactMap { $0.attributes["title"] }.contains("min 40, mean 40.5, max 41"))
  }

  @Test func withoutResultsThereIsNoTable() throws {
    let page = Page.benchmark(report([("", try tab(Simple.configuration, [:]))]), tab: 0)
    #expect(page.markup["rows"]?.text == "No results yet." && page.markup.all("table").isEmpty)
    #expect(page.markup.isSound)
  }

  // MARK: Tabs and graphs

  @Test func everyTabHasAPageThatLeadsToTheOthers() throws {
    let report = try suite()
    let pages = report.tabs.indices.map { Page.benchmark(report, tab: $0) }
    #expect(pages.map(\.path.file) == ["benchmarks/B.html", "benchmarks/B/Minimization.html"])
    #expect(pages.map(\.title) == ["The title · Simulation", "The title · Minimization"])
    for (place, page) in pages.enumerated() {
      let nav = try #require(page.markup.all("nav").first)
      let links = Markup(nav.content).all("a")
      #expect(links.map(\.text) == ["Simulation", "Minimization"])
      #expect(links.map { $0.attributes["href"] } == pages.map { page.path.link(to: $0.path) })
      #expect(links.map { $0.attributes["aria-current"] != nil } == [place == 0, place == 1])
    }
  }

  @Test func everyPlotIsAGraphAndTabsOfGraphsShowOneAtATime() throws {
    let page = Page.benchmark(try suite(), tab: 0)
    #expect(page.markup.isSound)
    let figures = page.markup.all("figure")
    #expect(figures.map { $0.attributes["data-plot"] } == ["0", "1"])
    #expect(figures.map { $0.attributes["data-label"] } == ["Performance", "Performance over num_atoms"])
    #expect(page.markup.all("button").map(\.text) == ["Speed", "Scaling"])
    #expect(page.markup.all("button").map { $0.attributes["aria-selected"] } == ["true", "false"])
    for button in page.markup.all("button") {
      let panel = try #require(page.markup[button.attributes["aria-controls"] ?? ""])
      #expect(panel.attributes["aria-labelledby"] == button.attributes["id"])
    }
    #expect(
      page.markup["graphs-0"]?.attributes["hidden"] == nil && page.markup["graphs-1"]?.attributes["hidden"] != nil)
    #expect(Page.benchmark(try suite(), tab: 1).markup.all("button").isEmpty)
  }

  @Test func aTabThatFailedSaysSoAndIsMarked() throws {
    var report = try suite()
    report.tabs[1].failed = true
    let page = Page.benchmark(report, tab: 1)
    #expect(page.markup.all("table").isEmpty && page.markup.all("p").contains { $0.text.contains("failed to load") })
    let links = Page.benchmark(report, tab: 0).markup.all("nav").first.map { Markup($0.content).all("a").map(\.text) }
    #expect(links == ["Simulation", "Minimization failed"])
  }

  @Test(arguments: [-1, 0, 1, .max]) func aBenchmarkWithoutTabsHasAPage(_ tab: Int) {
    let page = Page.benchmark(report([]), tab: tab)
    #expect(page.markup.isSound && page.path.file == "benchmarks/B.html")
    #expect(page.markup.all("p").map(\.text).contains("This benchmark has no tabs."))
  }

  // MARK: What is known of it

  @Test func theDescriptionIsMarkupOfFewElements() throws {
    var report = report([("", try Simple.tab())])
    report.description = "<b>Fast</b> <script>x</script><a href='javascript:x'>y</a></div></details><td>"
    let page = Page.benchmark(report, tab: 0)
    #expect(page.markup.isSound)
    #expect(page.content.markup.contains("<div class=\"description\"><b>Fast</b> <a>y</a><td></td></div></details>"))
  }

  @Test func factsSayWhereItIsFrom() throws {
    var report = report([("", try Simple.tab())])
    (report.host, report.commit, report.collectedAt) = ("https://x.org/r.git", "0123456789", "2026-03-01T12:00:00")
    let facts = try #require(Page.benchmark(report, tab: 0).markup["facts"])
    #expect(
      Markup(facts.content).all("dt").map(\.text) == [
        "First run", "Last run", "Points", "Status", "Source", "Commit", "Collected",
      ])
    #expect(Markup(facts.content).all("dd").last?.text == "2026-03-01 12:00 UTC")
  }

  // MARK: The console

  @Test func withoutMessagesThereIsNoConsole() throws {
    #expect(Page.benchmark(try suite(), tab: 0).markup["console"]?.content == "")
  }

  @Test func theConsoleTellsWhatConcernsTheTabAndCountsTheRest() throws {
    var report = try suite()
    var placed = message("no <number>")
    (placed.file, placed.line, placed.time) = ("a.csv", 3, "2026-03-01T12:00:00")
    report.messages = [
      placed, message("slow", .warning, tab: "Simulation"), message("other", tab: "Minimization"),
      message("known", .info),
    ]
    let console = try #require(Page.benchmark(report, tab: 0).markup["console"])
    let markup = Markup(console.content)
    #expect(markup.all("summary").first?.text == "Console: 1 error, 1 warning")
    #expect(
      markup.all("li").map(\.text) == ["error a.csv:3 no <number> 2026-03-01 12:00 UTC", "warning slow", "info known"])
    #expect(markup.all("p").map(\.text) == ["1 message in other tabs."])
    #expect(markup.all("details").first?.attributes["open"] != nil)
  }

  @Test(arguments: [(0, false), (1, true), (5, true), (6, false)])
  func theConsoleIsOpenWhileErrorsAreFew(_ errors: Int, _ isOpen: Bool) throws {
    var report = try suite()
    report.messages = [message("w", .warning)] + (0..<errors).map { message("\($0)") }
    let details = Page.benchmark(report, tab: 0).markup.all("details").first
    #expect((details?.attributes["open"] != nil) == isOpen)
  }

  @Test func ofManyMessagesTheFirstAreShown() throws {
    var report = try suite()
    report.messages = (0..<1_000).map { message("\($0)", .warning) }
    let markup = Page.benchmark(report, tab: 0).markup
    #expect(markup.all("li").count == 200)
    #expect(markup.all("summary").first?.text == "Console: 1000 warnings")
    #expect(markup.all("p").contains { $0.text == "800 more messages not shown." })
  }

  // MARK: What others wrote

  @Test(arguments: HostileTexts.all) func whatConfigurationsAndFilesSayIsText(_ text: String) throws {
    var report = report([(text, try Simple.tab()), (text + "2", try Simple.tab())], name: text)
    (report.title, report.description, report.host, report.commit) = (text, text, text, text)
    report.messages = [message(text)]
    report.messages[0].file = text
    report.tabs[0].parameters[0].description = text
    report.tabs[0].parameters[0].unit = text
    report.tabs[0].parameters[0].metric = text
    report.tabs[0].rows[0].id = text
    report.tabs[0].rows[0].parameters[text] = .string(text)
    report.tabs[0].rows[0].values[text] = BenchmarkRange()
    report.tabs[0].graphs[0].name = text
    report.tabs[0].graphs[0].plots[0].y = text
    for place in 0...1 {
      let page = Page.benchmark(report, tab: place)
      #expect(page.markup.isSound && page.markup.all("script").isEmpty)
      #expect(!page.markup.elements.contains { $0.attributes.keys.contains("onclick") })
      #expect(page.markup.all("table").count == 1 && page.markup.all("figure").count == 1)
      #expect(SitePath(file: page.path.file) == page.path)
    }
  }
}
