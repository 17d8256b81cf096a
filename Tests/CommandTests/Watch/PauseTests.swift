import Testing

@testable import calibraxctl

/// How long there is nothing to do.
@Suite struct PauseTests {
  private let now = ContinuousClock.now

  @Test func untilTheMoment() {
    #expect(microseconds(from: now, to: now + .milliseconds(250)) == 250_000)
  }

  @Test func notAtAllWhenItIsOver() {
    #expect(microseconds(from: now, to: now - .microseconds(1)) == 0)
    #expect(microseconds(from: now, to: now - .seconds(1_000_000)) == 0)
  }

  @Test func neverLong() {
    #expect(microseconds(from: now, to: now + .seconds(1_000_000)) == 1_000_000)
  }
}
