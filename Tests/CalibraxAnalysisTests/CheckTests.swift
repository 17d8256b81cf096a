import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

/// A change is judged in the metric's own direction, and nothing is passed over in silence.
@Suite struct CheckTests {
  let definitions = definitions(["up": .higher, "down": .lower, "info": .info])

  @Test(arguments: [
    ("up", 100, 94, true), ("up", 100, 95, false), ("up", 100, 106, false), ("down", 100, 106, true),
    ("down", 100, 105, false),
    ("down", 100, 90, false), ("up", -100, -106, true), ("down", -100, -94, true), ("info", 100, 1, false),
  ])
  func aChangeForTheWorseBeyondTheThresholdRegresses(
    _ metric: String, _ before: Double, _ after: Double, _ regresses: Bool
  ) {
    let report = compare([metric: after], with: [metric: before])
    #expect(report.regressions.map(\.metric) == (regresses ? [metric] : []))
    #expect(report.passed == (!regresses && metric != "info"))
  }

  @Test func aChangeForTheBetterIsAnImprovement() {
    let report = compare(["up": 101, "down": 100], with: ["up": 100, "down": 100])
    #expect(report.improvements.map(\.metric) == ["up"])
    #expect(report.improvements.map(\.deltaPct) == [1])
    #expect(report.compared == 2)
  }

  @Test func whatIsNotComparedIsListedWithItsReason() {
    let report = compare(
      ["unknown": 1, "info": 1, "new": 1, "up": .nan, "down": 1],
      with: ["unknown": 1, "info": 1, "up": 1, "down": 0, "gone": 1],
      definitions: definitions.overlaid(by: CheckTests.definitions(["new": .higher])))
    #expect(report.compared == 0)
    #expect(!report.passed)
    let reasons = Dictionary(uniqueKeysWithValues: report.skipped.map { ($0.metric, $0.reason) })
    #expect(
      reasons == [
        "unknown": .undefined, "info": .info, "new": .missingInBaseline, "up": .notFinite, "down": .baselineZero,
        "gone": .missingInCurrent,
      ])
  }

  @Test func pointsMatchByNameAndTags() {
    var current = run(["up": 50], tags: ["f": "a"])
    current.points += run(["up": 100], tags: ["f": "b"]).points
    var baseline = run(["up": 100], tags: ["f": "a"])
    baseline.points += run(["up": 100], tags: ["f": "c"]).points
    let report = check(current, against: baseline, definitions: definitions, threshold: 0.05)
    #expect(report.regressions.map(\.tags) == [["f": "a"]])
    #expect(report.onlyInCurrent.map(\.tags) == [["f": "b"]])
    #expect(report.onlyInBaseline.map(\.tags) == [["f": "c"]])
  }

  @Test func pointsThatOnlyLookAlikeAreTwo() {
    var both = run(["up": 100])
    both.points[0].name = "caf\u{E9}"
    var other = run(["up": 50]).points[0]
    other.name = "cafe\u{301}"
    both.points.append(other)
    let report = check(both, against: both, definitions: definitions, threshold: 0.05)
    #expect(report.compared == 2)
    #expect(report.passed)
  }

  @Test func theRunsOwnDefinitionsComeLast() {
    var current = run(["m": 90])
    var baseline = run(["m": 100])
    baseline.metricDefs = Self.definitions(["m": .lower])
    #expect(check(current, against: baseline, definitions: Self.definitions(["m": .higher]), threshold: 0.05).passed)
    current.metricDefs = Self.definitions(["m": .higher])
    #expect(!check(current, against: baseline, definitions: Self.definitions(["m": .lower]), threshold: 0.05).passed)
  }

  private func compare(
    _ after: OrderedMap<Double>, with before: OrderedMap<Double>, definitions: OrderedMap<MetricDef>? = nil
  ) -> CheckReport {
    check(run(after), against: run(before), definitions: definitions ?? self.definitions, threshold: 0.05)
  }

  private func run(_ values: OrderedMap<Double>, tags: OrderedMap<String> = [:]) -> Run {
    var point = Point()
    point.name = "p"
    point.tags = tags
    point.metrics = values.mapValues { Metric(value: $0) }
    var run = Run()
    run.points = [point]
    return run
  }

  private static func definitions(_ directions: OrderedMap<Direction>) -> OrderedMap<MetricDef> {
    directions.mapValues { direction in
      var definition = MetricDef()
      definition.direction = direction
      return definition
    }
  }
}
