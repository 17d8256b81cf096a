import Testing

@testable import calibrax_accuracy

/// Segments that are found cover the true ones by what both have in common.
@Suite struct CoveringTests {
  @Test func theSameSegmentsCoverAll() {
    #expect(covering(of: [30, 60], by: [30, 60], count: 100) == 1)
    #expect(covering(of: [], by: [], count: 100) == 1)
  }

  @Test func nothingFoundCoversByTheLargestShare() {
    // Halves, each half of the whole.
    #expect(covering(of: [50], by: [], count: 100) == 0.5)
  }

  @Test func aPointTooManyCostsWhatItCutsOff() {
    #expect(covering(of: [], by: [75], count: 100) == 0.75)
  }

  @Test func placesOutsideTheSeriesDoNotCount() {
    #expect(covering(of: [], by: [0, 100], count: 100) == 1)
  }
}
