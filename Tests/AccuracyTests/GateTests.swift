import CalibraxAnalysis
import Testing

@testable import calibrax_accuracy

/// Gates flag what their rules say, and the trials count it.
@Suite struct GateTests {
  /// Mean and median 10, standard deviation 1.017, MAD 1; t .99 with 29 degrees of freedom is 2.462.
  private static let history = (0..<30).map { 10 + [-1, 1][$0 % 2] } as [Double]

  @Test func theNewestValueIsTheBaseline() {
    #expect(exceedsBaseline([5, 10], 10.6))
    #expect(!exceedsBaseline([5, 10], 10.5))
    #expect(!exceedsBaseline([], 10))
  }

  @Test func theMeanIsExceededByDeviations() {
    #expect(exceedsMean(Self.history, 12.51))
    #expect(!exceedsMean(Self.history, 12.50))
    #expect(!exceedsMean([10], 100))
  }

  @Test func theMedianIsExceededByDeviationsAndAShare() {
    // 10 + 2.462 × 1.4826 × √(31/30) is 13.711.
    #expect(exceedsMedian(Self.history, 13.72))
    #expect(!exceedsMedian(Self.history, 13.70))
    let steady = Array(repeating: 10.0, count: 30)
    #expect(exceedsMedian(steady, 10.51))
    #expect(!exceedsMedian(steady, 10.5))
  }

  @Test func confirmingTakesAllRuns() throws {
    let gate = try #require(allGates.last { $0.isContender.count == 32 })
    #expect(gate.isRegression(Self.history, [14, 14]))
    #expect(!gate.isRegression(Self.history, [14, 10]))
  }

  @Test func ratesHaveAnError() async throws {
    let always = Gate(name: "always") { _, _ in true }
    let half = Gate(name: "half") { history, contenders in contenders[0] > 100 }
    let tally = await GateTrials(gates: [always, half]).tally(.gauss, trials: 1_000, seed: 3)
    #expect(tally.trials == 1_000)
    #expect(tally.flagged[0] == [1_000, 1_000, 1_000, 1_000])
    let rate = try #require(tally.rate(gate: 1, slowdown: 0))
    #expect(abs(rate.value - 0.5) < 4 * rate.standardError)
    #expect(abs(rate.standardError - 0.0158) < 0.001)
  }

  @Test func everyGateSeesItsRuns() async {
    let turns = Gate(name: "turns", turns: 5) { base, contenders in base.count == 5 && contenders.count == 5 }
    #expect(turns.isContender.prefix(4) == [false, true, false, true])
    #expect(await GateTrials(gates: [turns]).tally(.gauss, trials: 10, seed: 3).flagged[0][0] == 10)
    let counting = Gate(name: "counting", confirmingRuns: 2) { history, contenders in
      history.count == 30 && contenders.count == 3
    }
    #expect(await GateTrials(gates: [counting]).tally(.ar1, trials: 10, seed: 3).flagged[0][0] == 10)
  }
}
