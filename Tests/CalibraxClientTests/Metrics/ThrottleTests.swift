import Testing

@testable import CalibraxClient

/// The first sample goes out at once, then the newest at the end of each window.
@Suite struct ThrottleTests {
  private func sample(_ value: Double) -> Sample { Sample(at: -value, value: value) }

  @Test func theFirstGoesOutAtOnce() {
    var throttle = Throttle(rate: 4)
    #expect(throttle.offer(sample(1), at: 10) == .passed)
    #expect(throttle.deadline == nil)
  }

  @Test func inAWindowTheNewestReplacesTheOthers() {
    var throttle = Throttle(rate: 4)
    _ = throttle.offer(sample(1), at: 10)
    #expect(throttle.offer(sample(2), at: 10) == .held)
    #expect(throttle.offer(sample(3), at: 10.125) == .replaced)
    #expect(throttle.deadline == 10.25)
    #expect(throttle.due(at: 10.125) == nil)
    #expect(throttle.due(at: 10.25) == sample(3))
    #expect(throttle.due(at: 10.25) == nil)
  }

  @Test func whatGoesOutAtTheEndOpensTheNextWindow() {
    var throttle = Throttle(rate: 4)
    _ = throttle.offer(sample(1), at: 10)
    _ = throttle.offer(sample(2), at: 10.125)
    _ = throttle.due(at: 10.25)
    #expect(throttle.offer(sample(3), at: 10.375) == .held)
    #expect(throttle.deadline == 10.5)
  }

  @Test func afterAQuietWindowTheNextGoesOutAtOnce() {
    var throttle = Throttle(rate: 4)
    _ = throttle.offer(sample(1), at: 10)
    #expect(throttle.offer(sample(2), at: 10.25) == .passed)
  }

  @Test func whatGoesOutDoesNotDependOnWhenItIsAskedFor() {
    var asked = Throttle(rate: 4)
    _ = asked.offer(sample(1), at: 10)
    _ = asked.offer(sample(2), at: 10.125)
    var late = asked
    #expect(asked.due(at: 10.25) == sample(2))
    #expect(asked.offer(sample(3), at: 10.375) == .held)
    #expect(late.offer(sample(3), at: 10.375) == .heldAfter(sample(2)))
    #expect(late.deadline == asked.deadline)
    #expect(late.offer(sample(4), at: 11) == .passedAfter(sample(3)))
  }

  @Test func theLastIsNeverLost() {
    var throttle = Throttle(rate: 4)
    _ = throttle.offer(sample(1), at: 10)
    _ = throttle.offer(sample(2), at: 10.125)
    #expect(throttle.release() == sample(2))
    #expect(throttle.release() == nil)
    #expect(throttle.deadline == nil)
  }

  @Test func aLongTightLoopGoesOutAtTheRate() {
    var throttle = Throttle(rate: 8)
    var out: [Double] = []
    for step in 0..<64_000 {
      let now = Double(step) / 16_000
      if let due = throttle.due(at: now) { out.append(due.value) }
      if throttle.offer(sample(Double(step)), at: now) == .passed { out.append(Double(step)) }
    }
    if let last = throttle.release() { out.append(last.value) }
    // 4 seconds at 8 a second, the first at once, and the last.
    #expect(out.count == 1 + 31 + 1)
    #expect(out.first == 0)
    #expect(out[1] == 1_999)
    #expect(out.last == 63_999)
    #expect(out == out.sorted())
  }
}
