import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Pages follow what happens by a stream of events.
@Suite struct StudioEventsTests {
  private let server: TestServer
  private let studio: RunningStudio

  init() throws {
    server = try TestServer()
    try StudioStore.fill(server)
    studio = try RunningStudio("--data", server.directory.path)
  }

  /// The data of the next event of a kind.
  private func next(_ event: String, _ browser: Browser, within seconds: Double = 10) throws -> String {
    _ = try browser.text(to: "event: \(event)\ndata: ", within: seconds)
    return String(try browser.text(to: "\n\n").dropLast(2))
  }

  @Test func aPageIsToldThatItFollows() throws {
    let browser = try Browser(studio.address)
    browser.send("GET /events?topics=runs HTTP/1.1\r\nHost: \(studio.address)\r\n\r\n")
    let head = try browser.text(to: "\r\n\r\n").lowercased()
    #expect(head.contains("content-type: text/event-stream") && head.contains("cache-control: no-store"))
    #expect(head.contains("x-content-type-options: nosniff"))
    #expect(try browser.text(to: "\n\n").hasSuffix("event: connected\ndata: \n\n"))
  }

  @Test func samplesComeWithinASecond() throws {
    let browser = try studio.follow("topics=samples+executions&execution=e1")
    _ = try next("connected", browser)
    try StudioStore.record(server, 0.25)
    let samples = try JSON(parsing: Array(next("samples", browser, within: 1).utf8))
    #expect(samples[0]?["key"] == "loss" && samples[0]?["execution_id"] == "e1", "\(samples)")
    #expect(samples[0]?["points"]?[0]?[1] == 0.25)
  }

  @Test func samplesOfOtherExecutionsDoNotCome() throws {
    let browser = try studio.follow("topics=samples&execution=e1")
    _ = try next("connected", browser)
    try StudioStore.require(server.call("record", ["key": "cpu", "value": 1]))
    try StudioStore.record(server, 3)
    #expect(try !next("samples", browser).contains("cpu"))
  }

  @Test(
    arguments: [
      ("runs", "ingest", ["run": sampleRun("new")]), ("alerts", "triggerAlert", [:]),
      ("executions", "startExecution", ["pipeline_name": "other"]), ("", "ingest", ["run": sampleRun("new")]),
      ("runs+nonsense", "ingest", ["run": sampleRun("new")]),
    ] as [(String, String, JSON)]) func aChangeIsTold(_ topics: String, _ method: String, _ params: JSON) throws
  {
    let browser = try studio.follow("topics=\(topics)")
    _ = try next("connected", browser)
    if method == "triggerAlert" {
      try StudioStore.alert(server, "again")
    } else {
      try StudioStore.require(server.call(method, params))
    }
    #expect(try next("changed", browser) == "")
  }

  @Test func manyChangesAreToldTogether() throws {
    let browser = try studio.follow("topics=alerts")
    _ = try next("connected", browser)
    for place in 0..<50 { try StudioStore.alert(server, "\(place)") }
    _ = try next("changed", browser)
    try StudioStore.require(server.call("startExecution", ["pipeline_name": "x"]))
    #expect(throws: RunningStudio.Failure.self) { try browser.text(to: "event: connected", within: 0.5) }
  }

  @Test func aServerThatIsStartedAgainIsAwayMeanwhile() throws {
    let browser = try studio.follow("topics=runs")
    _ = try next("connected", browser)
    server.stop()
    #expect(try !next("away", browser).isEmpty)
    let again = try TestServer(server.directory)
    _ = try next("connected", browser)
    try StudioStore.require(again.call("ingest", ["run": sampleRun("new")]))
    _ = try next("changed", browser)
  }

  @Test func aPageOfAServerThatIsAwayWaitsForIt() throws {
    server.stop()
    let browser = try studio.follow("topics=runs")
    #expect(try next("away", browser).contains("no server serves"))
    let again = try TestServer(server.directory)
    _ = try next("connected", browser)
    withExtendedLifetime(again) {}
  }

  @Test func pagesThatAreClosedAreForgotten() throws {
    for _ in 0..<40 { _ = try next("connected", try studio.follow("topics=runs")) }
    #expect(try eventually { try studio.ask("/").status == 200 })
    #expect(
      try eventually {
        (try server.call("serverInfo")["result"]?["connections"]?["open"]?.double ?? 100) < 5
      })
  }
}
