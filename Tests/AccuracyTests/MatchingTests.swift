import Testing

@testable import calibrax_accuracy

/// A change point counts as found once, and only near where it is.
@Suite struct MatchingTests {
  @Test func withinTheMarginIsFound() {
    #expect(DetectionCounts(of: [50], in: [45]).matched == 1)
    #expect(DetectionCounts(of: [50], in: [55]).matched == 1)
    #expect(DetectionCounts(of: [50], in: [44]).matched == 0)
    #expect(DetectionCounts(of: [50], in: [56]).matched == 0)
  }

  @Test func oneChangeFoundTwiceIsFoundOnce() {
    let counts = DetectionCounts(of: [50], in: [49, 51, 52])
    #expect(counts.matched == 1)
    #expect(counts.precision == 1.0 / 3)
    #expect(counts.recall == 1)
    #expect(counts.f1 == 0.5)
  }

  @Test func oneFoundIsNotTwoChanges() {
    #expect(DetectionCounts(of: [50, 56], in: [53]).matched == 1)
    #expect(DetectionCounts(of: [50, 56], in: [53, 54]).matched == 2)
  }

  @Test func theNearestIsTaken() {
    #expect(matches(of: [50], in: [46, 51]).map(\.found) == [51])
    #expect(DetectionCounts(of: [50, 80], in: [46, 51, 83]).locationError == 2)
  }

  @Test func withoutChangesThereIsNothingToMiss() {
    let counts = DetectionCounts(of: [], in: [])
    #expect(counts.precision == nil)
    #expect(counts.recall == nil)
    #expect(counts.f1 == nil)
    #expect(DetectionCounts(of: [], in: [3]).precision == 0)
  }

  @Test func countsOfSeriesAddUp() {
    let sum = DetectionCounts(of: [50], in: [50]) + DetectionCounts(of: [30, 60], in: [33, 90])
    #expect(sum.matched == 2)
    #expect(sum.precision == 2.0 / 3)
    #expect(sum.recall == 2.0 / 3)
    #expect(sum.locationError == 1.5)
  }
}
