import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// What of a run W&B is told: the page's table, item by item.
@Suite struct RunContentTests {
  private let definitions: OrderedMap<MetricDef> = [
    "throughput": definition("elem/s", .higher, group: "Throughput"), "latency": definition("ms", .lower),
    "iterations": definition("", .info),
  ]

  private static func definition(_ unit: String, _ direction: Direction, group: String = "") -> MetricDef {
    var definition = MetricDef()
    (definition.unit, definition.direction, definition.group) = (unit, direction, group)
    return definition
  }

  private func point(
    _ name: String, _ framework: String?, _ scenario: String, _ metrics: OrderedMap<Double>, size: String? = nil
  ) -> Point {
    var point = Point()
    (point.name, point.scenario) = (name, scenario)
    point.tags["framework"] = framework
    point.tags["size"] = size
    point.metrics = metrics.mapValues { Metric(value: $0) }
    return point
  }

  private func run(_ points: [Point]) -> Run {
    var run = Run()
    (run.id, run.timestamp, run.commit) = ("r1", "2026-03-01T02:00:00", "c0ffee")
    run.environment = ["cpu": "Xeon", "python": "3.12"]
    run.points = points
    return run
  }

  private func content(_ run: Run, report: CheckReport? = nil) -> WandBContent {
    RunContent.content(of: run, definitions: definitions, report: report)
  }

  /// The table of a key.
  private func table(_ key: String, _ commands: [BridgeCommand]) -> (columns: [String], rows: [[JSON]])? {
    for case .table(key, let columns, let rows) in commands { return (columns, rows) }
    return nil
  }

  /// The logged values of a run.
  private func values(_ content: WandBContent) -> OrderedMap<JSON> {
    for case .log(let rows) in content.commands { return rows[0] }
    return [:]
  }

  private var twoFrameworks: Run {
    run([
      point("CV-1/small", "Datarax", "CV-1", ["throughput": 20_158, "latency": 12.5, "iterations": 10]),
      point("CV-1/small", "Grain", "CV-1", ["throughput": 20_071, "latency": 11, "iterations": 10]),
    ])
  }

  @Test func theEnvironmentIsTheConfig() {
    let content = self.content(twoFrameworks)
    #expect(content.name == "2026-03-01_r1")
    #expect(
      content.config == [
        "cpu": "Xeon", "python": "3.12", "run_id": "r1", "timestamp": "2026-03-01T02:00:00", "commit": "c0ffee",
      ])
    #expect(content.exitCode == 0)
  }

  @Test func valuesAreGroupedBySlashes() {
    #expect(
      values(content(twoFrameworks)).keys == [
        "Throughput/throughput/Datarax", "Throughput/throughput/Grain", "latency/Datarax", "latency/Grain",
        "iterations/Datarax", "iterations/Grain",
      ])
  }

  @Test func whereTwoWouldCollideTheScenarioIsInTheKeyAndThenTheRest() {
    let points = [
      point("a", "Datarax", "CV-1", ["throughput": 1]), point("a", "Datarax", "CV-2", ["throughput": 2]),
      point("a", "Grain", "CV-1", ["throughput": 3]), point("b", "Datarax", "CV-2", ["throughput": 4]),
      point("c", "Datarax", "CV-3", ["throughput": 5], size: "1"),
      point("c", "Datarax", "CV-3", ["throughput": 6], size: "2"), point("plain", nil, "CV-1", ["throughput": 7]),
    ]
    #expect(
      values(content(run(points))) == [
        "Throughput/throughput/Datarax/CV-1": 1.0, "Throughput/throughput/Datarax/CV-2/a": 2.0,
        "Throughput/throughput/Grain": 3.0, "Throughput/throughput/Datarax/CV-2/b": 4.0,
        "Throughput/throughput/Datarax/CV-3/c/size=1": 5.0, "Throughput/throughput/Datarax/CV-3/c/size=2": 6.0,
        "Throughput/throughput/plain": 7.0,
      ])
  }

  @Test func theBestOfAScenarioHasAStar() throws {
    let other = point("CV-2/small", "Grain", "CV-2", ["throughput": 99_999, "latency": 0.001234])
    let table = try #require(self.table("comparison", content(run(twoFrameworks.points + [other])).commands))
    #expect(table.columns == ["Framework", "Scenario", "throughput", "latency", "iterations"])
    #expect(
      table.rows == [
        ["Datarax", "CV-1", "20158.00 *", "12.50", "10.00"], ["Grain", "CV-1", "20071.00", "11.00 *", "10.00"],
        ["Grain", "CV-2", "99999.00 *", "0.001234 *", "—"],
      ])
  }

  @Test func theStyledTableIsEscapedAndHasTheBestInBold() throws {
    let hostile = "<script>alert(1)</script>&\""
    let points = [point("p", hostile, "CV-1", ["throughput": 2]), point("q", "x", "CV-1", ["throughput": 1])]
    var found: String?
    for case .html("comparison_styled", let text) in content(run(points)).commands { found = text }
    let html = try #require(found)
    #expect(html.contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;</td>"))
    #expect(!html.contains("<script"))
    #expect(html.contains("<th>throughput (elem/s)</th>"))
    #expect(html.contains("<b>2.00</b>"))
    #expect(!html.contains("<b>1.00</b>"))
  }

  @Test func eachMetricThatHasADirectionIsRankedByScenario() throws {
    let other = point("CV-2/small", "Grain", "CV-2", ["throughput": 5])
    let one = content(twoFrameworks).commands
    #expect(table("rankings/throughput", one)?.columns == ["Rank", "Framework", "Value", "Best?", "Delta %"])
    #expect(table("rankings/latency", one)?.rows.map { $0[1] } == ["Grain", "Datarax"])
    #expect(table("rankings/iterations", one) == nil)
    let rows = try #require(self.table("rankings/throughput", one)?.rows)
    #expect(rows[0] == [1, "Datarax", 20_158.0, true, 0.0])
    #expect(rows[1].prefix(4) == [2, "Grain", 20_071.0, false])
    #expect(abs((rows[1][4].double ?? 0) - 100 * 87 / 20_158) < 1e-12)
    let two = content(run(twoFrameworks.points + [other])).commands
    #expect(table("rankings/throughput/CV-1", two)?.rows.count == 2)
    #expect(table("rankings/throughput/CV-2", two)?.rows.count == 1)
    #expect(table("rankings/throughput", two) == nil)
  }

  @Test func aTableHasAKeyThatItsFileAndArtifactCanBeNamedBy() {
    let long = String(repeating: "größe=1024,", count: 20)
    let scenarios = [long + "a", long + "b", "../../data"]
    let tables = content(run(scenarios.map { point("p", "x", $0, ["throughput": 1]) })).commands.compactMap {
      command -> String? in
      if case .table(let key, _, _) = command { return key }
      return nil
    }
    #expect(tables.count == 4)
    #expect(Set(tables).count == 4)
    #expect(tables.allSatisfy { $0.utf8.count <= 59 })
    #expect(tables.last == "rankings/throughput/_/_/data")
  }

  @Test func eachRegressionIsAnAlertOfItsOwnTitle() throws {
    var report = CheckReport()
    (report.compared, report.baselineID) = (4, "r0")
    for framework in ["Datarax", "Grain"] {
      var change = MetricChange()
      (change.metric, change.pointName, change.tags) = ("throughput", "CV-1/small", ["framework": framework])
      (change.baselineValue, change.currentValue, change.deltaPct) = (20_158, 18_000, -10.705)
      report.regressions.append(change)
    }
    var long = report.regressions[0]
    long.pointName = String(repeating: "long", count: 30)
    report.regressions.append(long)
    let analysis = content(twoFrameworks, report: report).analysis
    var alerts: [(title: String, text: String, level: String)] = []
    for case .alert(let title, let text, let level, _) in analysis { alerts.append((title, text, level)) }
    #expect(
      alerts.map(\.title).prefix(2) == [
        "Regression: throughput @ CV-1/small (Datarax)", "Regression: throughput @ CV-1/small (Grain)",
      ])
    #expect(
      alerts[0].text
        == "throughput degraded 10.7% (baseline: 20158.0000, current: 18000.0000) @ CV-1/small, framework=Datarax")
    #expect(alerts.allSatisfy { $0.title.count <= 64 && $0.level == "WARN" })
    #expect(Set(alerts.map(\.title)).count == 3)
    #expect(
      table("regressions", analysis)?.rows.first == [
        "throughput", "CV-1/small", "Datarax", 20_158.0, 18_000.0, -10.705,
      ])
    guard case .log(let counts)? = analysis.first else { return #expect(Bool(false), "no counts") }
    #expect(
      counts == [
        [
          "analysis/passed": 0, "analysis/compared": 4, "analysis/regressions": 3, "analysis/improvements": 0,
        ]
      ])
  }

  @Test func whatIsNotFiniteIsLeftOutAndARunWithoutAnyValueHasFailed() {
    let content = self.content(run([point("p", "x", "s", ["throughput": .nan, "latency": .infinity])]))
    #expect(values(content).isEmpty)
    #expect(content.exitCode == 1)
  }

  @Test func numbersThatWereMeasuredAreNoSecrets() {
    let content = self.content(run([point("p", "x", "s", ["password": 5, "api_key": 6, "tokens": 7])])).redacted()
    #expect(values(content) == ["password/x": 5.0, "api_key/x": 6.0, "tokens/x": 7.0])
  }

  @Test func secretsAreTakenOutOfWhereARunGoes() throws {
    let secret = "sk-live-0123456789abcdef"
    var run = twoFrameworks
    run.metadata = ["api_key": .string(secret), "group": .string("g-" + secret), "tags": [.string(secret)]]
    var content = self.content(run)
    content.section = ["notes": .string("measured with " + secret)]
    let settings = try WandBSettings.Choice().settings(for: content.redacted())
    #expect(settings.group == "g-<redacted>")
    #expect(settings.tags == ["<redacted>"])
    #expect(settings.notes == "measured with <redacted>")
  }

  @Test func secretsAreTakenOutOfAllThatIsTold() {
    let secret = "sk-live-0123456789abcdef"
    var run = twoFrameworks
    run.environment["env"] = ["OPENAI_API_KEY": .string(secret)]
    run.environment["url"] = "https://user:hunter2@example.com/x"
    run.environment["argv"] = ["--api-key", .string(secret)]
    run.environment["arguments"] = .string("{\"hf_token\": \"\(secret)\"}")
    run.metadata["note"] = .string("measured with \(secret)")
    run.points[0].name = "p \(secret)"
    run.points[0].tags["framework"] = nil
    let content = self.content(run).redacted()
    let all = String(
      decoding: JSONWriter.bytes(
        of: JSON.array([.object(content.config), .string(content.name)] + content.commands.map(\.json))),
      as: UTF8.self)
    #expect(!all.contains(secret))
    #expect(!all.contains("hunter2"))
    #expect(all.contains("20158.00 *"))
  }
}
