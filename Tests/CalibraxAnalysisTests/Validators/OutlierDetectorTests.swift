import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

/// A value is an outlier when it is far from the median of those before it.
@Suite struct OutlierDetectorTests {
  private func flagged(_ values: [Double?], _ parameters: OrderedMap<JSON> = [:]) throws -> [Int] {
    try judge(values, by: "outlier_detector", parameters).flagged
  }

  @Test func aSpikeIsFlagged() throws {
    #expect(try flagged(level(10, 12) + [20] + level(10, 3)) == [12])
    #expect(try flagged(level(-10, 12) + [-20] + level(-10, 3)) == [12])
  }

  @Test func threeValuesAreNeededBefore() throws {
    #expect(try flagged([10, 10, 99]) == [])
    #expect(try flagged([10, 10, nil, 10, 99]) == [4])
    #expect(try flagged(level(10, 12) + [99], ["window": 2]) == [])
    #expect(try flagged([10, 10, 10, nil, nil, 99], ["window": 4]) == [])
  }

  @Test func theThresholdIsNotCrossedByReachingIt() throws {
    #expect(try flagged(level(100, 12) + [105]) == [])
    #expect(try flagged(level(100, 12) + [105.1]) == [12])
    #expect(try flagged(level(100, 12) + [105], ["threshold": 4.9]) == [12])
    #expect(try flagged(level(100, 12) + [105], ["noise_floor_pct": 0.9]) == [12])
  }

  @Test func anOutlierHidesTheNextUnlessRobust() throws {
    let values = level(10, 12) + level(20, 2) + level(10, 8)
    #expect(try flagged(values) == [12])
    #expect(try flagged(values, ["robust": true]) == [12, 13])
  }

  @Test func aNewLevelIsFlaggedByTheRobustDetectorUntilItIsTheMedian() throws {
    let values = level(10, 12) + level(20, 12)
    #expect(try flagged(values) == [12])
    #expect(try flagged(values, ["robust": true]) == [12, 13, 14, 15, 16])
  }

  @Test func whatIsNoNumberBlindsAWindowUnlessRobust() throws {
    let values = level(10, 5) + [.nan] + level(10, 5) + [20] + level(10, 10) + [30]
    #expect(try flagged(values) == [22])
    #expect(try flagged(values, ["robust": true]) == [11, 22])
  }

  @Test func anInfiniteValueIsFlaggedAndNotDrawn() throws {
    let report = try judge(level(10, 5) + [.infinity], by: "outlier_detector")
    #expect(report.flagged == [5])
    #expect(report.layout == PlotLayout())
  }

  @Test func anOutlierIsCircledAndNamed() throws {
    let layout = try judge(level(10, 12) + [20], by: "outlier_detector").layout
    #expect(layout.texts.map(\.text) == ["&#9711;", "Outlier"])
    #expect(layout.texts.map(\.x.double) == [12, 12])
    #expect(layout.texts.map(\.y) == [20, 20])
  }

  @Test(arguments: [false, true])
  func everySeriesIsJudgedAsDefined(robust: Bool) throws {
    var generator = SeededSeries(seed: robust ? 4 : 5)
    var flags = 0
    for round in 0..<300 {
      let values = generator.series()
      let window = round % 20 + 1
      let parameters: OrderedMap<JSON> = ["robust": .bool(robust), "window": .number(JSONNumber(window))]
      let expected = Definition(window: window, robust: robust).outliers(values)
      #expect(try flagged(values, parameters) == expected, "\(values)")
      flags += expected.count
    }
    #expect(flags > 100)
  }
}
