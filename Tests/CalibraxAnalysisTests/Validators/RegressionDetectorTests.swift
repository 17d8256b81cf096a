import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

/// A change for the worse is flagged from the value that confirms it until the level has recovered.
@Suite struct RegressionDetectorTests {
  private func flagged(_ values: [Double?], _ parameters: OrderedMap<JSON> = [:]) throws -> [Int] {
    try judge(values, by: "regression_detector", parameters).flagged
  }

  @Test func aStepIsFlaggedFromItsSecondValue() throws {
    #expect(try flagged(level(10, 8) + level(20, 4)) == [9, 10, 11])
    #expect(try flagged(level(10, 8) + level(20, 4), ["direction": "higher_is_better"]) == [])
    #expect(try flagged(level(10, 8) + level(5, 4), ["direction": "higher_is_better"]) == [9, 10, 11])
  }

  @Test func aSpikeIsNone() throws {
    #expect(try flagged(level(10, 8) + [30] + level(10, 8)) == [])
  }

  @Test func flagsEndWithRecovery() throws {
    #expect(try flagged(level(10, 8) + level(20, 8) + level(10, 4)) == Array(9...16))
    #expect(try flagged(level(10, 8) + level(20, 8) + level(12, 4)) == Array(9...19))
  }

  @Test func whatIsMissingIsAsWhatWasBefore() throws {
    #expect(try flagged(level(10, 6) + [20, 20, nil, nil]) == [7, 8, 9])
    #expect(try flagged(level(10, 6) + [nil, nil, 20, 20]) == [9])
  }

  @Test func theThresholdsAreNotCrossedByReachingThem() throws {
    #expect(try flagged(level(100, 8) + level(105, 4)) == [])
    #expect(try flagged(level(100, 8) + level(105.1, 4)) == [9, 10, 11])
    #expect(try flagged(level(100, 8) + level(106, 4), ["noise_floor_pct": 4]) == [])
    #expect(try flagged(level(100, 8) + level(106.1, 4), ["noise_floor_pct": 4]) == [9, 10, 11])
  }

  @Test func valuesBeforeTheStartDoNotCount() throws {
    let values = level(10, 8) + level(20, 8)
    #expect(try flagged(values, ["start_ts": 8]) == [])
    #expect(try flagged(values, ["start_ts": 0, "start_x": 8]) == [])
    #expect(try flagged(values, ["start_ts": 100]) == Array(9...15))
    let names = values.indices.map { PlotCoordinate.text($0 < 10 ? "v0\($0)" : "v\($0)") }
    #expect(try judge(values, by: "regression_detector", ["start_x": "v08"], x: names).flagged == [])
    #expect(try judge(values, by: "regression_detector", ["start_x": "v05"], x: names).flagged == Array(10...15))
  }

  // MARK: Robust

  /// One outlier among eight values makes the standard deviation six times a change of 15 %.
  @Test func anOutlierInTheBaselineHidesTheChangeUnlessRobust() throws {
    let values: [Double?] = [100, 101, 99, 300, 100, 102, 98, 100] + level(115, 4)
    #expect(try flagged(values) == [])
    #expect(try flagged(values, ["robust": true]) == [9, 10, 11])
  }

  @Test func aQuarterOfOutliersHidesNothingFromTheRobustScale() throws {
    var values = (0..<40).map { Double?(100 + Double($0 % 5)) }
    for index in stride(from: 1, to: 40, by: 4) { values[index] = 1_000 }
    #expect(try flagged(values + level(150, 5)) == [])
    #expect(try flagged(values + level(150, 5), ["robust": true]) == [41, 42, 43, 44])
  }

  @Test func noiseIsNoChangeToTheRobustScale() throws {
    let noise: [Double?] = [
      97.7, 99.5, 101.7, 100.5, 102.1, 99.5, 98.2, 99.6, 99.3, 97.5, 102.9, 102.4, 102, 100.4, 99,
    ]
    #expect(try flagged(noise, ["robust": true]) == [])
  }

  /// Of three values the median absolute deviation alone would be a third too small.
  @Test func ofFewValuesTheRobustScaleIsCorrected() throws {
    let values: [Double?] = [100, 96, 104, 113, 113, 113]
    // MAD 4: 1.4826 · 1.495 · 4 = 8.87 and 13 / 8.87 = 1.47.
    #expect(try flagged(values, ["robust": true]) == [])
    #expect(try flagged(values, ["robust": true, "effect_size_threshold": 1.46]) == [5])
  }

  @Test func whatIsNoNumberIsMissingToTheRobustDetector() throws {
    let values = level(10, 4) + [.nan] + level(10, 4) + level(20, 4)
    #expect(try flagged(values) == [])
    #expect(try flagged(values, ["robust": true]) == [10, 11, 12])
  }

  // MARK: The sign of the baseline

  @Test(arguments: [("lower_is_better", -80.0), ("higher_is_better", -120.0)])
  func negativeBaselinesNeedTheirAbsoluteValue(_ direction: String, _ value: Double) throws {
    let values = level(-100, 8) + level(value, 4)
    #expect(try flagged(values, ["direction": .string(direction)]) == [])
    #expect(try flagged(values, ["direction": .string(direction), "baseline": "absolute"]) == [9, 10, 11])
  }

  @Test func aBaselineOfZeroIsRefusedUnlessAbsolute() throws {
    let values = level(0, 8) + level(1, 4)
    let error = #expect(throws: ValidationError.self) { try judge(values, by: "regression_detector") }
    #expect(error?.place == .value(5))
    #expect(error?.message.contains("float division by zero") == true)
    let report = try judge(values, by: "regression_detector", ["baseline": "absolute"])
    #expect(report.flagged == [9, 10, 11])
    #expect(report.layout.texts.map(\.text) == ["+∞%"])
    let below = try judge(values.map { $0.map { -$0 } }, by: "regression_detector", ["baseline": "absolute"])
    #expect(below.flagged == [])
    #expect(below.layout.texts.map(\.text) == ["-∞%"])
  }

  @Test func absoluteChangesNothingAboveZero() throws {
    var generator = SeededSeries(seed: 1)
    for _ in 0..<50 {
      let values = generator.series().map { $0.map { abs($0) + 1 } }
      let absolute = try judge(values, by: "regression_detector", ["baseline": "absolute"])
      #expect(try judge(values, by: "regression_detector") == absolute)
    }
  }

  // MARK: Drawing

  @Test func aChangeIsDrawnFromBeforeToAfter() throws {
    let layout = try judge(level(10, 8) + level(20, 4), by: "regression_detector").layout
    // The value that is taken as the first of the new level is the last good one: 2 of 3 newer ones make the median.
    #expect(layout.rects.map { [$0.x0.double, $0.x1.double] } == [[5, 8]])
    #expect(layout.lines.map { [$0.x0.double, $0.x1.double, $0.y0, $0.y1] } == [[2, 6, 10, 10], [7, 9, 20, 20]])
    #expect(layout.arrows.map { [$0.tailX.double, $0.tailY, $0.x.double, $0.y] } == [[6, 10, 7, 20]])
    #expect(layout.texts.map { [$0.x.double, $0.y] } == [[6.5, 15]])
    #expect(layout.texts.map(\.text) == ["+100.0%"])
  }

  @Test func whatHasNoFiniteValueIsNotDrawn() throws {
    let report = try judge(level(10, 8) + level(.infinity, 4), by: "regression_detector")
    #expect(report.flagged == [9, 10, 11])
    #expect(report.layout.rects.count == 1)
    #expect(report.layout.lines.map(\.y0) == [10])
    #expect(report.layout.arrows.isEmpty && report.layout.texts.isEmpty)
  }

  @Test func withoutXTheFlagsAreTheSameAndNothingIsDrawn() throws {
    let report = try validate(level(10, 8) + level(20, 4), x: nil, rules: [rule("regression_detector")])
    #expect(report.flagged == [9, 10, 11])
    #expect(report.layout == PlotLayout())
  }

  // MARK: Against the definition

  /// What the definition says, computed anew at every value.
  @Test(arguments: [false, true])
  func everySeriesIsJudgedAsDefined(robust: Bool) throws {
    var generator = SeededSeries(seed: robust ? 2 : 3)
    var flags = 0
    for round in 0..<300 {
      let values = generator.series()
      let window = round % 5 + 1
      let parameters: OrderedMap<JSON> = [
        "robust": .bool(robust), "baseline": "absolute", "eval_window": .number(JSONNumber(window)),
      ]
      let expected = Definition(window: window, robust: robust).regressions(values)
      #expect(try flagged(values, parameters) == expected, "\(values)")
      flags += expected.count
    }
    #expect(flags > 500)
  }

  @Test(.timeLimit(.minutes(1)))
  func aLongCurveIsJudgedInAMoment() throws {
    let values = (0..<50_000).map { Double?(100 + Double($0 * 7_919 % 1_000) / 1_000) }
    #expect(try flagged(values + level(110, 2)) == [50_001])
  }
}
