import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct ExecutionsPageTests {
  private let now = Timestamp("2026-03-01T12:01:30") ?? Timestamp(microseconds: 0)

  private func execution(_ id: String, _ state: ExecutionState = .running) -> Execution {
    var execution = Execution()
    (execution.executionID, execution.pipelineName, execution.state) = (id, "train", state)
    execution.startedAt = "2026-03-01T12:00:00"
    return execution
  }

  private func series(
    _ key: String, _ values: [Double] = [1, 2], group: MetricGroup? = nil, scale: MetricScale? = nil
  ) -> RecordedSeries {
    var head = SeriesHead()
    (head.key, head.group, head.scale, head.count) = (key, group, scale, values.count)
    let points = values.enumerated().map { Sample(at: Double($0), value: $1) }
    head.last = points.last
    return RecordedSeries(head, points: points, total: values.count)
  }

  private func page(_ execution: Execution, _ series: [RecordedSeries]) -> Page {
    .execution(execution, series, now: now)
  }

  // MARK: The list

  @Test func everyExecutionIsARowThatLeadsToItsPage() {
    var ended = execution("e/2", .failed)
    (ended.executionTime, ended.tags) = (12.3456, ["model": "small", "size": "<1>"])
    let page = Page.executions([execution("e1"), ended], hasOthers: true, isCut: true, now: now)
    #expect(page.markup.isSound && page.path.file == "executions.html" && page.topics == ["executions"])
    let rows = page.markup.all("tbody").first.map { Markup($0.content).all("tr") } ?? []
    #expect(
      rows.map { Markup($0.content).elements.filter { ["td", "th"].contains($0.name) }.map(\.text) } == [
        ["e1", "train", "running", "2026-03-01 12:00 UTC", "1:30", ""],
        ["e/2", "train", "failed", "2026-03-01 12:00 UTC", "12.346 s", "model=small,size=<1>"],
      ])
    let links = page.markup.all("a")
    #expect(
      links.map { $0.attributes["href"] } == ["executions/default.html", "executions/e1.html", "executions/e~2F2.html"])
    #expect(page.markup.all("p").last?.text == "The latest 2; there are more.")
  }

  @Test func withoutAnyItSaysHowToBeginOne() {
    let page = Page.executions([], hasOthers: false, isCut: false, now: now)
    #expect(page.markup.isSound && page.markup.all("table").isEmpty && page.markup.all("a").isEmpty)
    #expect(page.markup.all("code").first?.text == "calibraxctl execution start PIPELINE")
  }

  // MARK: How long one took

  @Test func oneThatRunsTakesUntilNow() throws {
    let element = try #require(Markup(Page.duration(of: execution("e"), now).markup).elements.first)
    #expect(
      element.text == "1:30" && element.attributes["data-since"] == "\(Timestamp("2026-03-01T12:00:00")?.text ?? "")Z")
  }

  @Test func oneThatEndedTookWhatItSaysOrWhatItsMomentsSay() {
    var ended = execution("e", .succeeded)
    ended.finishedAt = "2026-03-01T12:01:00"
    #expect(Markup(Page.duration(of: ended, now).markup).elements.first?.text == "1:00")
    ended.executionTime = 5
    #expect(Page.duration(of: ended, now).markup == "<data value=\"5.0\">5 s</data>")
  }

  @Test func ofOneThatWasLostNobodyKnows() {
    #expect(Page.duration(of: execution("e", .lost), now).markup == "<span class=\"none\">–</span>")
    var strange = execution("e")
    strange.startedAt = "<then>"
    #expect(Page.duration(of: strange, now).markup == "<span class=\"none\">–</span>")
  }

  // MARK: One of them

  @Test func aPageSaysHowItFares() {
    var ended = execution("e1", .succeeded)
    (ended.finishedAt, ended.tags) = ("2026-03-01T12:01:00", ["model": "small"])
    let page = page(ended, [])
    #expect(page.markup.isSound && page.path.file == "executions/e1.html" && page.execution == "e1")
    #expect(page.topics == ["executions", "samples"])
    let facts = page.markup["facts"].map { Markup($0.content) }
    #expect(facts?.all("dt").map(\.text) == ["Pipeline", "Started", "Finished", "Time", "model"])
    #expect(facts?.all("dd").map(\.text) == ["train", "2026-03-01 12:00 UTC", "2026-03-01 12:01 UTC", "1:00", "small"])
    #expect(page.markup["recorded"]?.text.hasPrefix("Nothing recorded yet.") == true)
  }

  @Test func whatIsRecordedWithoutOneHasAPageOfItsOwn() {
    let page = page(execution(Execution.alwaysOpen), [series("cpu")])
    #expect(page.title == "Recorded without an execution" && page.markup["facts"]?.content == "")
    #expect(page.markup.all("h1").map(\.text) == ["Recorded without an execution"])
  }

  @Test func everyGroupIsAChartWithItsDataBesideIt() throws {
    let page = page(
      execution("e"),
      [series("loss", group: "train"), series("cpu"), series("acc", group: "train")])
    #expect(page.markup.isSound)
    let charts = page.markup.all("figure")
    #expect(charts.map { $0.attributes["data-label"] } == ["train", "cpu"])
    #expect(charts.map { $0.attributes["data-series"] } == [#"["loss","acc"]"#, #"["cpu"]"#])
    #expect(charts.map { $0.attributes["data-counts"] } == [#"{"loss":2,"acc":2}"#, #"{"cpu":2}"#])
    #expect(charts.map { $0.attributes["data-link"] } == ["group-train", nil])
    for chart in charts {
      let data = try #require(page.markup[chart.attributes["data-figure"] ?? ""])
      #expect(data.name == "script" && data.attributes["type"] == "application/json")
      #expect(try JSON(parsing: Array(data.content.utf8))["data"]?.elements?.isEmpty == false)
    }
  }

  @Test func aKeyIsTheSameToScripts() throws {
    let key = "</script>\"\u{202E}\u{200D}\n"
    let page = page(execution("e"), [series(key)])
    #expect(page.markup.isSound)
    let keys = try #require(page.markup.all("figure").first?.attributes["data-series"])
    #expect(try JSON(parsing: Array(keys.utf8)) == [.string(key)])
  }

  // MARK: Progress

  private func bar(_ value: Double?, _ scale: MetricScale, _ state: ExecutionState = .running, end: Double? = nil)
    -> Markup
  {
    var shown = [series("epochs", value.map { [$0] } ?? [], scale: scale)]
    if let end { shown.append(series("epochs.end", [end])) }
    let markup = page(execution("e", state), shown).markup
    #expect(markup.isSound)
    return markup["bars"].map { Markup($0.content) } ?? Markup("")
  }

  @Test(
    arguments: [
      (5, nil, 10, "0.5", "50 % · 5/10"), (6, 4, 8, "0.5", "50 % · 6/8"), (12, nil, 10, "1.0", "100 % · 12/10"),
      (-1, nil, 10, "0.0", "0 % · -1/10"), (nil, nil, 10, "0.0", "0 % · 0/10"), (3, nil, nil, nil, "3"),
      (9.999, nil, 10, "0.9999", "99 % · 9.999/10"), (.nan, nil, 10, nil, nil), (.infinity, nil, 10, nil, nil),
      (3, 5, 5, nil, "3/5"),
    ] as [(Double?, Double?, Double?, String?, String?)])
  func aBarShowsHowFarItIs(_ value: Double?, _ lower: Double?, _ upper: Double?, _ done: String?, _ text: String?) {
    let markup = bar(value, MetricScale(lower: lower, upper: upper, progress: true))
    guard let text else {
      #expect(markup.all("progress").count == 1)
      return
    }
    #expect(markup.all("progress").map { $0.attributes["value"] } == [done])
    #expect(markup.all("progress").map(\.text) == [text])
  }

  @Test(
    arguments: [
      (5, .running, nil, "", "running"), (10, .running, nil, "complete", "running"),
      (5, .running, 1, "complete", "complete"),
      (5, .running, 0, "stopped", "stopped"), (5, .running, -1, "failed", "failed"),
      (5, .succeeded, nil, "stopped", "stopped"),
      (5, .failed, nil, "failed", "failed"), (5, .lost, nil, "failed", "failed"), (5, .running, 7, "", "running"),
    ] as [(Double, ExecutionState, Double?, String, String)])
  func aBarSaysHowItEnded(_ value: Double, _ state: ExecutionState, _ end: Double?, _ word: String, _ kind: String) {
    let markup = bar(value, MetricScale(upper: 10, progress: true), state, end: end)
    #expect(
      markup.all("span").filter { $0.attributes["class"]?.hasPrefix("badge") == true }.map(\.text)
        == (word.isEmpty ? [] : [word]))
    #expect(markup.all("div").contains { $0.attributes["class"] == "bar \(kind)" })
  }

  @Test func oneWithoutAnEndGoesOnUntilItStops() {
    let endless = MetricScale(progress: true)
    #expect(bar(3, endless).all("progress").first?.attributes["value"] == nil)
    #expect(bar(3, endless, .failed).all("progress").first?.attributes["value"] == "0")
    #expect(bar(3, endless, end: 1).all("progress").first?.attributes["value"] == "1.0")
  }

  // MARK: What others wrote

  @Test(arguments: HostileTexts.all) func whatProgramsSayIsText(_ text: String) throws {
    var hostile = execution(text, .succeeded)
    (hostile.pipelineName, hostile.startedAt, hostile.finishedAt, hostile.tags) = (text, text, text, [text: text])
    let shown = [
      series(text, [.nan, .infinity, 1], group: MetricGroup(text, units: text), scale: MetricScale(text, units: text)),
      series(text + "p", scale: MetricScale(units: text, upper: 2, progress: true)),
    ]
    for page in [page(hostile, shown), .executions([hostile], hasOthers: true, isCut: false, now: now)] {
      #expect(page.markup.isSound)
      #expect(page.markup.all("script").allSatisfy { $0.attributes["type"] == "application/json" })
      #expect(!page.markup.elements.contains { $0.attributes.keys.contains("onclick") })
      for script in page.markup.all("script") { _ = try JSON(parsing: Array(script.content.utf8)) }
    }
  }
}
