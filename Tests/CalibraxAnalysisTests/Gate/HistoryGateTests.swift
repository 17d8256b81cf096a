import CalibraxAnalysis
import CalibraxModel
import Testing

@Suite("The gate by history")
struct HistoryGateTests {
  private let history: [Double] = {
    var series = NoisySeries(seed: 1)
    return series.values(steady(100, 30), noise: 0.01)
  }()

  private func judge(
    _ contenders: [Double], _ history: [Double]? = nil, direction: Direction = .lower,
    _ change: (inout HistoryGate) -> Void = { _ in }
  ) -> MetricVerdict {
    var gate = HistoryGate()
    gate.direction = direction
    change(&gate)
    return gate.judge(contenders, history: history ?? self.history)
  }

  @Test("a value like the others passes")
  func pass() {
    let verdict = judge([100.5])
    #expect(verdict.verdict == .pass && verdict.method == .history)
    #expect(verdict.evidence.count == 30 && verdict.evidence.levelCount == 30)
  }

  @Test("one that is worse is unconfirmed, and a regression when another run says so too")
  func confirmation() {
    #expect(judge([112]).verdict == .unconfirmed)
    #expect(judge([112]).evidence.confirmationsNeeded == 1)
    #expect(judge([112, 111]).verdict == .regressed)
    #expect(judge([112, 100]).verdict == .pass)
    #expect(judge([112, 100, 111]).verdict == .regressed)
    #expect(judge([112, 100, 100]).verdict == .pass)
  }

  @Test("how many must agree is the policy's matter")
  func confirmations() {
    #expect(judge([112]) { $0.policy.confirmations = 0 }.verdict == .regressed)
    #expect(judge([112, 112]) { $0.policy.confirmations = 2 }.verdict == .unconfirmed)
    #expect(judge([112, 112, 112]) { $0.policy.confirmations = 2 }.verdict == .regressed)
  }

  @Test("the direction of the metric decides what is worse")
  func direction() {
    #expect(judge([112, 112], direction: .higher).verdict == .improved)
    #expect(judge([89, 89], direction: .higher).verdict == .regressed)
    #expect(judge([89, 89]).verdict == .improved)
    // An improvement that is not confirmed is none yet, and holds nobody up.
    #expect(judge([89]).verdict == .pass)
  }

  @Test("a change that is allowed passes, however sure it is")
  func allowed() {
    #expect(judge([104, 104, 104]).verdict == .pass)
    #expect(judge([104, 104, 104]) { $0.policy.threshold = 0.03 }.verdict == .regressed)
  }

  @Test("the level is that after the last shift; noise is known from before it too")
  func shiftedLevel() {
    var series = NoisySeries(seed: 2)
    let history = series.values(steady(100, 20) + steady(150, 5), noise: 0.01)
    let verdict = judge([151, 150], history)
    #expect(verdict.verdict == .pass)
    #expect(verdict.evidence.count == 25 && verdict.evidence.levelCount == 5)
    #expect(judge([165, 166], history).verdict == .regressed)
  }

  @Test("an accepted value is the level at once")
  func accepted() {
    let history = self.history + [120]
    #expect(judge([121, 120], history).verdict == .regressed)
    let verdict = judge([121, 120], history) { $0.acceptedPlace = 30 }
    #expect(verdict.verdict == .pass && verdict.baselineValue == 120 && verdict.evidence.levelCount == 1)
    #expect(judge([140, 141], history) { $0.acceptedPlace = 30 }.verdict == .regressed)
  }

  @Test("noise that would hide what is not allowed is told of, with what could have been seen")
  func noisy() throws {
    var series = NoisySeries(seed: 3)
    let history = series.values(steady(100, 30), noise: 0.08)
    let verdict = judge([103], history)
    #expect(verdict.verdict == .noisy)
    #expect(try #require(verdict.evidence.detectable) > 0.05)
    #expect(judge([200, 210], history).verdict == .regressed)
  }

  @Test("too few runs are insufficient, and none at all make the metric new")
  func tooFew() {
    #expect(judge([100], Array(history.prefix(7))).verdict == .insufficient)
    #expect(judge([100], Array(history.prefix(8))).verdict != .insufficient)
    #expect(judge([100], []).verdict == .new)
    #expect(judge([100], Array(history.prefix(7))) { $0.policy.leastRuns = 5 }.verdict == .pass)
  }

  @Test("a spike in the history neither moves the level nor widens the noise")
  func spikes() throws {
    var spiked = history
    spiked[10] = 300
    spiked[22] = 250
    let (clean, verdict) = (judge([100]), judge([100], spiked))
    #expect(verdict.verdict == .pass)
    #expect(try #require(verdict.evidence.noise) < 1.3 * (try #require(clean.evidence.noise)))
  }

  @Test("without noise any change that is not allowed is seen, and the same value passes")
  func withoutNoise() {
    #expect(judge([1_000, 1_000], steady(1_000, 10)).verdict == .pass)
    let verdict = judge([1_100, 1_100], steady(1_000, 10))
    #expect(verdict.verdict == .regressed && verdict.evidence.pValue == 0)
  }

  @Test("around 0 and below it values are judged too")
  func notPositive() {
    var series = NoisySeries(seed: 5)
    let history = series.values(steady(1, 20), noise: 0.1).map { $0 - 3 }
    #expect(judge([-2, -2.05], history).verdict == .noisy || judge([-2, -2.05], history).verdict == .pass)
    #expect(judge([-1, -1], history).verdict == .regressed)
    #expect(judge([3, 3], steady(0, 10)).verdict == .regressed)
    let same = judge([0, 0], steady(0, 10))
    #expect(same.verdict == .pass && same.deltaPct == nil && same.evidence.effectUpper == nil)
  }

  @Test("runs of the same branch at a worse level confirm it, until as many have it as a history needs")
  func nightly() {
    var series = NoisySeries(seed: 8)
    let nights = series.values(steady(100, 20) + steady(120, 12), noise: 0.01)
    let verdicts = (20..<32).map { night in
      judge([nights[night]], Array(nights[..<night])) { $0.continuesHistory = true }
    }
    #expect(verdicts[0].verdict == .unconfirmed)
    #expect(verdicts[1..<8].allSatisfy { $0.verdict == .regressed })
    #expect(verdicts[8...].allSatisfy { $0.verdict == .pass })
    #expect(verdicts[3].evidence.doubted == 3 && abs((verdicts[3].baselineValue ?? 0) - 100) < 1)
    #expect(abs((verdicts[9].evidence.levelChange ?? 0) - 0.2) < 0.02)
  }

  @Test("a run that is good again passes, and a branch is not blamed for what another did")
  func recovered() {
    let bad = history + [150, 151, 149]
    #expect(judge([100.5], bad) { $0.continuesHistory = true }.verdict == .pass)
    #expect(judge([150], bad) { $0.continuesHistory = true }.verdict == .regressed)
    #expect(judge([150], bad).verdict == .pass)
  }

  @Test("when half of several runs look worse one more must tell")
  func tie() {
    #expect(judge([150, 100, 150, 100]).verdict == .unconfirmed)
    #expect(judge([150, 100, 150, 100, 100]).verdict == .pass)
    #expect(judge([150, 100]).evidence.reason == "1 of 2 runs look worse")
  }

  @Test("a value that is common in the history is none to warn of")
  func modes() {
    let modes: [Double] = (0..<30).map { place in
      let noise = Double(place % 3) / 10
      return place % 5 == 0 ? 120 + noise : 100 + noise
    }
    #expect(judge([120, 120], modes).verdict == .noisy)
    #expect(judge([150, 150], modes).verdict == .regressed)
  }

  @Test("evidence agrees with itself: what is beyond the bound looks worse, and nothing else", arguments: [0.5, 3])
  func bound(percent: Double) throws {
    var series = NoisySeries(seed: 9)
    let history = series.values(steady(100, 30), noise: percent / 100)
    let bound = try #require(judge([100], history).evidence.bound)
    #expect(judge([bound * 1.0001], history).verdict == .unconfirmed)
    #expect(judge([bound * 0.9999], history).verdict != .unconfirmed)
    let higher = try #require(judge([100], history, direction: .higher).evidence.bound)
    #expect(judge([higher * 0.9999], history, direction: .higher).verdict == .unconfirmed)
    #expect(judge([higher * 1.0001], history, direction: .higher).verdict != .unconfirmed)
  }

  @Test("of unchanged code one in thousands is flagged, and nearly every slowdown by a tenth", arguments: [0, 0.5])
  func rates(autocorrelation: Double) {
    var (flagged, found) = (0, 0)
    for seed in 0..<300 as Range<UInt64> {
      var series = NoisySeries(seed: seed)
      let values = series.values(steady(100, 32), autocorrelation: autocorrelation)
      let (history, last) = (Array(values.prefix(30)), Array(values.suffix(2)))
      if judge(last, history).verdict == .regressed { flagged += 1 }
      if judge(last.map { $0 * 1.1 }, history).verdict == .regressed { found += 1 }
    }
    #expect(flagged <= 1)
    #expect(found >= 285)
  }
}
