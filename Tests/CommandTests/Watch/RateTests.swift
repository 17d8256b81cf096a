import Testing

@testable import calibraxctl

/// How fast something grows.
@Suite struct RateTests {
  @Test func overTheLastHalfMinute() throws {
    var rate = Rate()
    #expect(rate.perSecond(at: 0) == nil)
    for second in 0...100 { rate.note(Double(second < 60 ? second : 60 + (second - 60) * 4), at: Double(second)) }
    #expect(try abs(#require(rate.perSecond(at: 100)) - 4) < 1e-9)
  }

  @Test func notBeforeItWasLookedAtForLongEnough() {
    var rate = Rate()
    rate.note(0, at: 0)
    rate.note(1, at: 1)
    #expect(rate.perSecond(at: 1) == nil)
    #expect(rate.perSecond(at: 2) == 0.5)
  }

  @Test func aLoopThatIsRunAgainBeginsAnew() {
    var rate = Rate()
    rate.note(0, at: 0)
    rate.note(32, at: 16)
    rate.note(0, at: 17)
    rate.note(8, at: 21)
    #expect(rate.perSecond(at: 21) == 2)
  }

  @Test func manyNotesTakeLittleRoomAndStayRight() throws {
    var rate = Rate()
    for note in 0...100_000 { rate.note(Double(note), at: Double(note) / 10_000) }
    #expect(try abs(#require(rate.perSecond(at: 10)) - 10_000) < 1)
  }
}
