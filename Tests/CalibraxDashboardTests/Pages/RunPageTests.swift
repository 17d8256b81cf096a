import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite struct RunPageTests {
  private let definitions: OrderedMap<MetricDef> = [
    "latency": definition(.lower, "ms"), "throughput": definition(.higher), "count": definition(.info),
  ]

  @Test func aRunSaysWhatItIs() throws {
    var run = run([point("p", "", [:], ["latency": 1])])
    run.environment = ["cpu": "Xeon", "cores": 2]
    let page = try show(run)
    #expect(page.all("h1").map(\.text) == ["Run r"])
    #expect(page.all("dd").map(\.text).prefix(4) == ["2026-03-01 12:00 UTC", "main", "–", "1"])
    let details = try #require(page.all("details").first)
    #expect(details.attributes["open"] == nil)
    #expect(details.all("dd").map(\.text) == ["Xeon", "2"])
    #expect(page.all("details").count == 1)
  }

  @Test func aScenarioIsATable() throws {
    let page = try show(run([point("a", "S1", [:], ["latency": 1]), point("b", "S2", [:], ["latency": 2])]))
    #expect(page.all("h2").map(\.text) == ["S1", "S2"])
    #expect(page.all("table").map(\.rows) == [[["a", "1 ms"]], [["b", "2 ms"]]])
  }

  @Test func manyScenariosAreOneTable() throws {
    let page = try show(run((0..<21).map { point("p\($0)", "S\($0)", [:], ["latency": 1]) }))
    #expect(page.all("table").count == 1)
    #expect(page.rows[20] == ["p20", "S20", "1 ms"])
  }

  @Test func theBestOfAScenarioIsMarkedByDirection() throws {
    let page = try show(
      run([
        point("a", "S", [:], ["latency": 1, "throughput": 10, "count": 1]),
        point("b", "S", [:], ["latency": 2, "throughput": 20, "count": 2]),
        point("c", "T", [:], ["latency": 5, "throughput": 5, "count": 5]),
      ]))
    #expect(page.all("span", class: "best").map(\.text) == ["1 ms ★", "20 ★"])
  }

  @Test func whereAllAreEqualNoneIsBest() throws {
    let page = try show(run([point("a", "S", [:], ["latency": 1]), point("b", "S", [:], ["latency": 1])]))
    #expect(page.all("span", class: "best").isEmpty)
  }

  @Test func whatIsMissingIsADash() throws {
    let page = try show(run([point("a", "", [:], ["latency": 1]), point("b", "", [:], ["throughput": 2])]))
    #expect(page.rows == [["a", "1 ms", "–"], ["b", "–", "2"]])
  }

  @Test func boundsAreShownWhenAValueIsPointedAt() throws {
    var measured = point("a", "", [:], [:])
    measured.metrics["latency"] = Metric(value: 2, lower: 1.5, upper: 2.5)
    #expect(try show(run([measured])).all("span").contains { $0.attributes["title"] == "[1.5, 2.5]" })
  }

  // MARK: The verdict

  @Test func aRegressionFails() throws {
    let page = try checked([10, 10], against: [8, 10])
    #expect(page.with(id: "verdict")?.all("span", class: "badge").map(\.text) == ["FAIL", "regressed"])
    #expect(page.with(id: "verdict")?.text.contains("2 values compared, 1 regression, 0 improvements.") == true)
    #expect(page.with(id: "points")?.all("span", class: "badge").map(\.text) == ["regressed"])
  }

  @Test func whatIsAllowedPasses() throws {
    let page = try checked([10, 10], against: [9.9, 10])
    #expect(page.with(id: "verdict")?.all("span", class: "badge").map(\.text) == ["PASS"])
  }

  @Test func whereNothingWasComparedThereIsNoVerdict() throws {
    var check = CheckReport()
    check.baselineID = "b"
    let page = try show(run([point("a", "", [:], ["count": 1])]), check)
    #expect(page.with(id: "verdict")?.all("span", class: "badge").map(\.text) == ["nothing compared"])
  }

  @Test func anObjectiveThatIsNotMetFails() throws {
    var (met, missed) = (ObjectiveResult(), ObjectiveResult())
    (met.isMet, missed.isMet) = (true, false)
    var check = CheckReport()
    (check.objectives, check.areObjectivesMet) = ([met, missed], false)
    let page = try show(run([point("a", "", [:], ["count": 1])]), check)
    #expect(page.with(id: "verdict")?.all("span", class: "badge").map(\.text) == ["FAIL"])
    #expect(page.with(id: "verdict")?.text.contains("FAIL against no baseline: ") == true)
    #expect(page.with(id: "verdict")?.text.contains("1 of 2 SLOs met") == true)
    #expect(!page.links.contains { $0.hasPrefix("../compare") })
  }

  @Test func whatKeepsARunFromBeingJudgedIsTold() throws {
    var report = RunReport(run([point("a", "", [:], ["count": 1])]), definitions, check: nil)
    report.problem = "config.json: slos[0].value: must be a finite number above 0"
    let page = try Page.run(report, pages: .all, isLive: true).read()
    #expect(page.with(id: "verdict")?.text.contains("Not judged: config.json: slos[0].value: must be") == true)
  }

  @Test func aChangeHasTheColourOfItsDirection() throws {
    let better = try checked([9, 11], against: [10, 10]).with(id: "points")
    #expect(better?.all("data", class: "better").map(\.text) == ["▼ -10.0%", "▲ +10.0%"])
    let worse = try checked([11, 9], against: [10, 10]).with(id: "points")
    #expect(worse?.all("data", class: "worse").map(\.text) == ["▲ +10.0%", "▼ -10.0%"])
    let same = try checked([10, 10], against: [10, 10]).with(id: "points")
    #expect(same?.rows == [["a", "10 ms", "+0.0%", "10", "+0.0%"]])
    #expect(same?.all("data", class: "better").isEmpty == true && same?.all("data", class: "worse").isEmpty == true)
  }

  @Test func theWorstComesFirst() throws {
    let current = run([
      point("a", "", [:], ["latency": 11, "throughput": 20]), point("b", "", [:], ["latency": 30, "throughput": 10]),
    ])
    let before = run(["a", "b"].map { point($0, "", [:], ["latency": 10, "throughput": 10]) })
    let page = try show(current, check(current, against: before, definitions: definitions, threshold: 0.05))
    let changes = page.with(id: "verdict")?.rows.map { [$0[0], $0[1], $0[2], $0[6]] }
    #expect(
      changes == [
        ["regressed", "latency", "b", "▲ +200.0%"], ["regressed", "latency", "a", "▲ +10.0%"],
        ["improved", "throughput", "a", "▲ +100.0%"],
      ])
  }

  // MARK: Links

  @Test func aValueLeadsToItsTrend() throws {
    let page = try show(run([point("CV/1", "", ["framework": "a=b"], ["latency": 1])]))
    #expect(page.with(id: "points")?.links == ["../trends/latency/CV~2F1/framework=a~3Db.html"])
  }

  @Test func noLinkLeadsToAPageThatIsNotThere() throws {
    let page = try checked([10, 10], against: [8, 10], pages: .only([.run("b")]), isLive: false)
    #expect(page.links == ["../runs/b.html"])
  }

  @Test func theStudioRanksAndCompares() throws {
    let links = try checked([10, 10], against: [8, 10]).links
    #expect(links.contains("../rank.html?run=r") && links.contains("../compare.html?run=b&run=r"))
  }

  @Test func anIdentifierIsATextInAQuery() throws {
    var run = run([])
    run.id = "2026-03-01T12:00:00+02:00"
    #expect(try show(run).links == ["../rank.html?run=2026-03-01T12%3A00%3A00%2B02%3A00"])
  }

  // MARK: Extremes

  @Test func noMoreIsListedThanABrowserBears() throws {
    let page = try show(run((0..<2_003).map { point("p\($0)", "", [:], ["latency": Double($0)]) }))
    #expect(page.rows.count == 2_000)
    #expect(page.text.contains("3 more points not listed."))
  }

  @Test func ofManyMetricsNotAllAreListed() throws {
    let values = (0..<103).reduce(into: OrderedMap<Double>()) { $0["m\($1)"] = 1 }
    let page = try show(run([point("p", "", [:], values)]))
    #expect(page.rows[0].count == 101)
    #expect(page.text.contains("3 more metrics not listed."))
  }

  @Test func pointsWithOneNameAreComparedEachWithItsOwn() throws {
    let current = run([point("a", "", [:], ["latency": 20]), point("a", "", [:], ["latency": 10])])
    let before = run([point("a", "", [:], ["latency": 10])])
    let page = try show(current, check(current, against: before, definitions: definitions, threshold: 0.05))
    #expect(page.with(id: "points")?.rows.map { $0[2] } == ["regressed ▲ +100.0%", "+0.0%"])
  }

  @Test func textsAreTexts() throws {
    var run = run([point(hostile, hostile, [hostile: hostile], [hostile: 1, "latency": 2])])
    (run.branch, run.commit, run.timestamp) = (hostile, hostile, hostile)
    run.environment = [hostile: .string(hostile), "nested": [.string(hostile)]]
    run.metadata = run.environment
    var definition = MetricDef()
    (definition.unit, definition.group, definition.description) = (hostile, hostile, hostile)
    let report = RunReport(run, [hostile: definition], check: nil, baselines: [hostile])
    let page = try Page.run(report, pages: .all, isLive: true).read()
    #expect(page.isHarmless)
    #expect(page.rows[0][0].hasPrefix("<script>alert(1)</script>\""))
  }

  @Test func anEmptyRunSaysSo() throws {
    #expect(try show(run([])).text.contains("This run has no points."))
  }

  // MARK: Making pages

  private func run(_ points: [Point]) -> Run {
    var run = Run()
    (run.id, run.timestamp, run.branch, run.points) = ("r", "2026-03-01T12:00:00", "main", points)
    return run
  }

  private func show(_ run: Run, _ check: CheckReport? = nil) throws -> Element {
    try Page.run(RunReport(run, definitions, check: check), pages: .all, isLive: true).read()
  }

  /// A point with a latency and a throughput, checked against such a point of a baseline.
  private func checked(
    _ values: [Double], against before: [Double], pages: LinkedPages = .all, isLive: Bool = true
  ) throws -> Element {
    let current = run([point("a", "", [:], ["latency": values[0], "throughput": values[1]])])
    var baseline = run([point("a", "", [:], ["latency": before[0], "throughput": before[1]])])
    baseline.id = "b"
    let report = check(current, against: baseline, definitions: definitions, threshold: 0.05)
    return try Page.run(RunReport(current, definitions, check: report), pages: pages, isLive: isLive).read()
  }
}
