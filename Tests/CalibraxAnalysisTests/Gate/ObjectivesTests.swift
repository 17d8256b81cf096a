import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

/// Objectives limit a percentile of the samples of each point, whatever they were before.
@Suite struct ObjectivesTests {
  /// What NumPy's `percentile` says.
  @Test(arguments: [
    ([4, 1, 3, 2], 0.5, 2.5), ([4, 1, 3, 2], 0.99, 3.97), ([30, 10, 20], 0.25, 15), ([30, 10, 20], 0, 10),
    ([30, 10, 20], 1, 30), ([7], 0.3, 7), ([-1, -2, 5, 0.5, 0.25], 0.9, 3.2),
  ])
  func theObservedValueIsLinearBetweenSamples(_ samples: [Double], _ percentile: Double, _ observed: Double) throws {
    let result = try #require(judged(samples, by: objective(1, percentile: percentile)).first)
    #expect(abs(try #require(result.observedValue) - observed) < 1e-12)
    #expect(result.count == samples.count)
  }

  @Test(arguments: [
    (0.4, Direction.lower, true), (0.5, .lower, true), (0.500_000_000_4, .lower, true), (0.500_000_001, .lower, false),
    (0.6, .lower, false), (0.6, .higher, true), (0.5, .higher, true), (0.499_999_999_6, .higher, true),
    (0.499_999_999, .higher, false), (0.4, .higher, false), (0.4, .info, true), (0.6, .info, false),
  ])
  func aValueOnTheRightSideOrEqualButForRoundingMeetsIt(_ value: Double, _ direction: Direction, _ isMet: Bool) {
    let result = judged([value], by: objective(0.5), direction).first
    #expect(result?.isMet == isMet)
    #expect(result?.isLowerBetter == (direction != .higher))
    #expect(result?.reason == nil)
  }

  @Test func samplesThatLieFurtherApartThanAnyNumberHaveAPercentile() {
    let result = judged([1.5e308, -1.5e308], by: objective(1, percentile: 0.75)).first
    #expect(result?.observedValue == 0.75e308)
    #expect(result?.isMet == false)
  }

  @Test func limitsNearZeroAreEqualWithinTheAbsoluteTolerance() {
    #expect(judged([1.9e-12], by: objective(1e-12)).first?.isMet == true)
    #expect(judged([2.1e-12], by: objective(1e-12)).first?.isMet == false)
  }

  @Test func aMetricThatNothingDefinesIsBetterWhenItIsLower() {
    var run = Run()
    run.points = [point("p", [0.4])]
    #expect(judge([objective(0.5)], run, definitions: [:]).map(\.isMet) == [true])
    #expect(judge([objective(0.3)], run, definitions: [:]).map(\.isMet) == [false])
  }

  @Test func theRunsDefinitionGoesBeforeTheOneOfConfig() {
    var run = Run()
    run.points = [point("p", [0.4])]
    run.metricDefs = ["m": definition(.higher, unit: "tok/s")]
    let result = judge([objective(0.5)], run, definitions: ["m": definition(.lower, unit: "s")]).first
    #expect(result?.isMet == false)
    #expect(result?.unit == "tok/s")
  }

  @Test func whatIsNoFiniteNumberIsNoSample() {
    let result = judged([nil, .infinity, 0.25, .nan, 0.75, -.infinity], by: objective(0.5, percentile: 0.5)).first
    #expect(result?.observedValue == 0.5)
    #expect(result?.count == 2)
    #expect(result?.isMet == true)
  }

  @Test(arguments: [nil, [], [nil, .nan, .infinity]] as [[Double?]?])
  func withoutASampleItIsNotMet(_ samples: [Double?]?) {
    let result = judged(samples, by: objective(0.5)).first
    #expect(result?.isMet == false)
    #expect(result?.observedValue == nil)
    #expect(result?.reason == .noSamples)
    #expect(result?.pointName == "p")
    #expect(result?.count == 0)
  }

  @Test func aMeasurementThatFailedHasNoSamples() {
    var run = Run()
    run.points = [point("p", nil)]
    run.points[0].metrics["m"]?.value = nil
    run.points[0].metrics["m"]?.unknownMembers["error"] = "out of memory"
    #expect(judge([objective(0.5)], run, definitions: [:]).map(\.reason) == [.noSamples])
  }

  @Test(arguments: [nil, "out of memory"])
  func aMeasurementThatStoringTookOutHasNoSamples(_ error: String?) throws {
    var run = Run()
    run.points = [point("p", [0.1], tags: ["gpu": "a"]), point("p", [0.1], tags: ["gpu": "b"])]
    run.points[0].metrics["m"]?.value = nil
    run.points[0].metrics["m"]?.unknownMembers["error"] = error.map { .string($0) }
    let stored = try run.normalized(now: Timestamp(microseconds: 0))
    try #require(stored.points[0].metrics.isEmpty)
    let results = judge([objective(0.5)], stored, definitions: [:])
    #expect(results.map(\.tags) == [["gpu": "a"], ["gpu": "b"]])
    #expect(results.map(\.reason) == [.noSamples, nil])
    #expect(results.map(\.isMet) == [false, true])
  }

  @Test func aRunThatDefinesAMetricMustMeasureIt() {
    var run = Run()
    run.metricDefs = ["m": definition(.lower)]
    let results = judge([objective(0.5)], run, definitions: [:])
    #expect(results.map(\.isMet) == [false])
    #expect(results.map(\.reason) == [.notMeasured])
    #expect(results.map(\.pointName) == [nil])
  }

  @Test func aRunThatDoesNotKnowAMetricIsNotJudgedByIt() {
    var run = Run()
    run.points = [point("p", [1])]
    run.points[0].metrics = ["other": Metric(value: 1)]
    #expect(judge([objective(0.5)], run, definitions: ["m": definition(.lower)]).isEmpty)
  }

  @Test func eachPointIsJudgedInTheOrderOfObjectivesThenPoints() {
    var run = Run()
    run.points = [point("p", [1], scenario: "chat", tags: ["gpu": "a"]), point("q", [2]), point("p", [3])]
    let results = judge([objective(2, percentile: 0.5), objective(1, name: "max")], run, definitions: [:])
    #expect(results.map(\.name) == ["m_p50", "m_p50", "m_p50", "max", "max", "max"])
    #expect(results.map(\.key) == ["m_p50", "m_p50", "m_p50", "m_p99", "m_p99", "m_p99"])
    #expect(results.map(\.pointName) == ["p", "q", "p", "p", "q", "p"])
    #expect(results.map(\.isMet) == [true, true, false, true, false, false])
    #expect(results[0].scenario == "chat" && results[0].tags == ["gpu": "a"])
  }

  private func objective(_ value: Double, percentile: Double = 0.99, name: String? = nil) -> ServiceLevelObjective {
    var objective = ServiceLevelObjective()
    (objective.metric, objective.percentile, objective.value, objective.name) = ("m", percentile, value, name)
    return objective
  }

  private func definition(_ direction: Direction, unit: String = "") -> MetricDef {
    var definition = MetricDef()
    (definition.direction, definition.unit) = (direction, unit)
    return definition
  }

  private func point(
    _ name: String, _ samples: [Double?]?, scenario: String = "", tags: OrderedMap<String> = [:]
  ) -> Point {
    var point = Point()
    (point.name, point.scenario, point.tags) = (name, scenario, tags)
    var metric = Metric(value: 1)
    metric.samples = samples
    point.metrics = ["m": metric]
    return point
  }

  private func judged(
    _ samples: [Double?]?, by objective: ServiceLevelObjective, _ direction: Direction = .lower
  ) -> [ObjectiveResult] {
    var run = Run()
    run.points = [point("p", samples)]
    return judge([objective], run, definitions: ["m": definition(direction)])
  }
}
