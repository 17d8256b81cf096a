import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@testable import calibraxctl

/// The pages of runs as the Studio asks for them.
@Suite struct LiveRunPagesTests {
  private let directory = TemporaryDirectory.pythonStore()

  @Test func everyLinkLeadsToAPage() throws {
    let source = try source()
    let runs = try #require(try page("runs.html", source: source))
    let links = runs.links("runs.html")
    #expect(links.count > 60)
    for link in links.prefix(6) { #expect(try page(link, source: source) != nil, "\(link)") }
    for link in links.filter({ $0.hasPrefix("runs/") }).prefix(1) {
      let run = try #require(try page(link, source: source), "\(link)")
      let trends = run.links(link).filter { $0.hasPrefix("trends/") }
      #expect(!trends.isEmpty)
      for trend in Set(trends) { #expect(try page(trend, source: source) != nil, "\(trend)") }
    }
  }

  @Test func runsAreFiltered() throws {
    let all = try #require(try page("runs.html"))
    let some = try #require(try page("runs.html", [("since", "2026-09-10"), ("branch", "main"), ("commit", "")]))
    #expect(some.rows.count > 0 && some.rows.count < all.rows.count)
    #expect(some.rows.allSatisfy { $0[1] >= "2026-09-10" && $0[2] == "main" })
    #expect(try page("runs.html", [("tag.framework", "nobody")])?.text.contains("No such runs.") == true)
  }

  @Test func whatIsNoTimeIsToldOfInThePage() throws {
    #expect(try page("runs.html", [("since", "soon")])?.text.contains("“soon” is not a time") == true)
  }

  @Test func runsAreCompared() throws {
    let ids = try #require(try page("runs.html")).all("input").filter { $0.attributes["type"] == "checkbox" }
      .prefix(3).compactMap { $0.attributes["value"] }
    let compared = try #require(try page("compare.html", ids.map { ("run", $0) }))
    #expect(compared.all("table")[0].rows.map { $0[0] } == ids)
    #expect(compared.all("table")[1].rows.count > 0)
  }

  @Test(
    arguments: [
      ([], "Choose two runs or more"), (["latest"], "Choose two runs or more"),
      (["latest", "nobody"], "There is no run “nobody”."), (["<b>", "latest"], "There is no run “<b>”."),
    ] as [([String], String)])
  func whatCannotBeComparedIsToldOf(_ ids: [String], _ told: String) throws {
    #expect(try page("compare.html", ids.map { ("run", $0) })?.text.contains(told) == true)
  }

  @Test func aMetricIsRanked() throws {
    let page = try #require(try page("rank.html", [("metric", "latency_p50"), ("tag", "framework")]))
    #expect(page.all("h2").count == 1)
    #expect(page.rows.first?[0] == "1" && page.rows.first?[2].hasSuffix("★") == true)
    #expect(try self.page("rank.html", [("run", "nobody")])?.text.contains("There is no run to rank.") == true)
    #expect(try self.page("rank.html", [("metric", "nothing")])?.text.contains("The run has no such values.") == true)
  }

  @Test func aTrendIsFilteredByBranch() throws {
    let file = SitePath.trend("latency_p50", of: PointKey(name: "CV-1/sort", tags: ["framework": "Datarax"])).file
    let all = try #require(try page(file))
    #expect(all.with(id: "values-data") != nil)
    #expect(try page(file, [("branch", "nobody")])?.text.contains("No run of this branch has a value.") == true)
  }

  @Test(arguments: [
    "runs/nobody.html", "trends/nothing/CV-1.html", "runs.html/x.html", "runs/a/b.html", "runs/a=b.html",
    "trends/a.html",
  ])
  func whatIsNotThereHasNoPage(_ file: String) throws {
    #expect(try page(file) == nil)
  }

  // MARK: Asking for pages

  private func source() throws -> SiteSource {
    let flags = try ParsedFlags(["--data", directory.path, "--output", "none"], of: ReportCommand.self)
    let site = Site(.studio, store: "store", moment: Timestamp(microseconds: 0), version: "1")
    return SiteSource(client: try Connection.open(flags, for: "listRuns"), site: site)
  }

  /// What the Studio shows at an address.
  private func page(
    _ file: String, _ query: [(name: String, value: String)] = [], source: SiteSource? = nil
  ) throws -> Element? {
    guard let path = SitePath(file: file) else { return nil }
    let source = try source ?? self.source()
    for part in siteParts {
      if let page = try part.page(at: path, SiteQuery(query), from: source) {
        return try MarkupReader.read(page.content.markup)
      }
    }
    return nil
  }
}

extension Element {
  /// The files below the root that its links without a question mark lead to from a page.
  fileprivate func links(_ page: String) -> [String] {
    let root = String(repeating: "../", count: page.count { $0 == "/" })
    return all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix(root) && !$0.contains("?") }
      .map { String($0.dropFirst(root.count)) }
  }
}
