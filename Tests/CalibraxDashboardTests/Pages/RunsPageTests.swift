import CalibraxDashboard
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite struct RunsPageTests {
  private let runs = [run("r2", "2026-03-02T12:00:00", "0123456789abcdef"), run("r1", "2026-03-01T12:00:00", nil)]

  @Test func aRunIsARow() throws {
    let page = try show(runs)
    #expect(
      page.rows == [
        ["r2", "2026-03-02 12:00 UTC", "main", "01234567", "3"], ["r1", "2026-03-01 12:00 UTC", "main", "–", "3"],
      ])
    #expect(page.with(id: "runs")?.links == ["runs/r2.html", "runs/r1.html"])
  }

  @Test func baselinesAreMarked() throws {
    var baseline = BaselineHead()
    (baseline.name, baseline.runID) = ("main", "r1")
    let page = try show(runs, baselines: [baseline])
    #expect(page.rows.map { $0[0] } == ["r2", "r1 main"])
    #expect(page.all("span", class: "badge").map(\.text) == ["main"])
  }

  @Test func aReportHasNothingToChoose() throws {
    let page = try show(runs)
    #expect(page.all("form").isEmpty && page.all("input").isEmpty)
  }

  @Test func theStudioFiltersWithoutScripts() throws {
    let filter = RunsFilter([("branch", "dev"), ("since", "2026-03-01"), ("tag.device", "gpu"), ("commit", "")])
    let page = try show(runs, filter: filter)
    let form = try #require(page.all("form", class: "fields").first)
    #expect(form.attributes["method"] == "get" && form.attributes["action"] == "runs.html")
    let fields = form.all("input").map { [$0.attributes["name"], $0.attributes["value"]] }
    #expect(
      fields == [["branch", "dev"], ["commit", ""], ["since", "2026-03-01"], ["until", ""], ["tag.device", "gpu"]])
    #expect(form.links == ["runs.html"])
  }

  @Test func runsThatAreChosenAreCompared() throws {
    let page = try show(runs, filter: RunsFilter())
    let form = try #require(page.with(id: "comparing"))
    #expect(form.attributes["action"] == "compare.html")
    let boxes = page.all("input").filter { $0.attributes["type"] == "checkbox" }
    #expect(boxes.map { $0.attributes["value"] } == ["r2", "r1"])
    #expect(boxes.allSatisfy { $0.attributes["form"] == "comparing" && $0.attributes["name"] == "run" })
  }

  @Test func whatIsNoTimeIsToldOf() throws {
    let filter = RunsFilter([("until", "yesterday")])
    #expect(try show([], filter: filter).text.contains("Until: “yesterday” is not a time. Write 2026-03-01"))
  }

  @Test func olderRunsAreCounted() throws {
    #expect(try show(runs, left: 12).text.contains("12 older runs not listed."))
    #expect(try !show(runs, left: 0).text.contains("not listed"))
  }

  @Test func anEmptyStoreSaysHowToFillIt() throws {
    #expect(try show([]).text.contains("calibraxctl ingest FILE"))
    #expect(try show([], filter: RunsFilter([("branch", "x")])).text.contains("No such runs."))
  }

  @Test func noLinkLeadsToAPageThatIsNotThere() throws {
    let page = try show(runs, pages: .only([.run("r2"), .rank]))
    #expect(page.links == ["rank.html", "runs/r2.html"])
    #expect(page.rows.map { $0[0] } == ["r2", "r1"])
  }

  @Test func textsAreTexts() throws {
    var head = Self.run("r", hostile, hostile)
    head.branch = hostile
    let page = try show([head], filter: RunsFilter([("branch", hostile), ("tag." + hostile, hostile)]))
    #expect(page.isHarmless)
    #expect(page.rows[0][2].hasPrefix("<script>alert(1)</script>\""))
  }

  @Test func aLongNameIsCut() throws {
    var head = Self.run("r", "2026-03-01", nil)
    head.branch = String(repeating: "b", count: 10_000)
    #expect(try show([head]).rows[0][2] == String(repeating: "b", count: 80) + "…")
  }

  private static func run(_ id: String, _ time: String, _ commit: String?) -> RunHead {
    var head = RunHead()
    (head.runID, head.timestamp, head.commit, head.branch, head.points) = (id, time, commit, "main", 3)
    return head
  }

  private func show(
    _ runs: [RunHead], baselines: [BaselineHead] = [], left: Int = 0, filter: RunsFilter? = nil,
    pages: LinkedPages = .all
  ) throws -> Element {
    try Page.runs(runs, baselines: baselines, left: left, filter: filter, pages: pages).read()
  }
}
