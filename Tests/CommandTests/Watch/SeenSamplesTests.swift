import CalibraxAPI
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

  @Test func whereTheyEnd() {
    var seen = SeenSamples()
    let name = SeriesName(execution: "e", key: "a")
    #expect(seen.end(of: name) == nil)
    _ = seen.take(part("a", first: 0, [1, 2]))
    #expect(seen.end(of: name) == SeenSamples.End(at: 1, times: 1))
    var late = part("a", first: 2, [3, 4, 5])
    late.points[0].at = 1
    late.points[1].at = -7
    late.points[2].at = 1
    _ = seen.take(late)
    #expect(seen.end(of: name) == SeenSamples.End(at: 1, times: 3))
    _ = seen.take(part("a", first: 7, [1]))
    #expect(seen.end(of: name) == nil)
  }

  @Test func aServerThatLostSomeRecordsThemAnew() {
    var seen = SeenSamples()
    _ = seen.take(part("a", first: 0, [1, 2, 3]))
    _ = seen.take(part("b", first: 0, [1, 2, 3]))
    _ = seen.take(part("c", first: 0, [1]))
    var (fewer, more) = (head("a"), head("c"))
    (fewer.count, more.count) = (2, 9)
    seen.limit(to: [fewer, more])
    #expect(seen.take(part("a", first: 2, [7])) == part("a", first: 2, [7]))
    #expect(seen.take(part("b", first: 0, [7])) == part("b", first: 0, [7]))
    #expect(seen.take(part("c", first: 0, [1])).points.isEmpty)
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
