import CalibraxModel
import Testing

@testable import calibraxctl

/// Nothing is shown twice, and what is missing is noticed.
@Suite struct SeenSamplesTests {
  @Test func whatIsNewOfSamples() {
    var seen = SeenSamples()
    #expect(seen.take(part("a", first: 0, [1, 2])) == part("a", first: 0, [1, 2]))
    #expect(seen.take(part("a", first: 0, [1, 2])) == part("a", first: 2, []))
    #expect(seen.take(part("a", first: 1, [2, 3])) == part("a", first: 2, [3]))
    #expect(seen.take(part("b", first: 0, [7])) == part("b", first: 0, [7]))
  }

  @Test func whatIsMissing() {
    var seen = SeenSamples()
    seen.pass(SeriesName(execution: "e", key: "a"), upTo: 2)
    #expect(!seen.isAhead(part("a", first: 2, [3])))
    #expect(seen.isAhead(part("a", first: 3, [4])))
    #expect(seen.isAhead(part("b", first: 1, [4])))
    #expect(seen.executions == ["e"])
  }
}
