import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

/// Samples are summed up without losing digits, and the same samples give the same interval.
@Suite struct SampleSummaryTests {
  @Test func knownSamplesGiveKnownNumbers() {
    let summary = summarize([4, 1, 3, 2])
    #expect(summary.mean == 2.5)
    #expect(summary.median == 2.5)
    #expect(isClose(summary.std, (5.0 / 3).squareRoot(), within: 1e-15))
    #expect(isClose(summary.cv, (5.0 / 3).squareRoot() / 2.5, within: 1e-15))
    #expect((summary.min, summary.max, summary.count) == (1, 4, 4))
    #expect(!summary.isStable)
    #expect(1 <= summary.lower && summary.lower < 2.5 && 2.5 < summary.upper && summary.upper <= 4)
  }

  @Test func oneSampleIsItsOwnInterval() {
    let summary = summarize([7.5])
    #expect((summary.mean, summary.median, summary.std, summary.cv) == (7.5, 7.5, 0, 0))
    #expect((summary.lower, summary.upper, summary.isStable) == (7.5, 7.5, true))
  }

  @Test func ofNoSamplesNothingIsKnown() {
    #expect(summarize([]) == SampleSummary())
  }

  @Test(arguments: [0.1, 0x1p-1030, 1e300, -3.7])
  func equalSamplesDoNotVary(_ value: Double) {
    for count in [2, 3, 10, 1_000] {
      let summary = summarize([Double](repeating: value, count: count))
      #expect((summary.mean, summary.std, summary.lower, summary.upper) == (value, 0, value, value))
    }
  }

  @Test func samplesAroundZeroHaveNoVariation() {
    #expect(summarize([-1, 1]).cv == 0)
    #expect(summarize([-1, 1]).isStable)
  }

  @Test(arguments: [-900, -300, 300, 900])
  func theUnitDoesNotMatter(_ exponent: Int) {
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    let samples = [10.5, 11.25, 9.5, 10, 12.75]
    let (plain, scaled) = (summarize(samples), summarize(samples.map { $0 * factor }))
    #expect(scaled.mean == plain.mean * factor)
    #expect(scaled.std == plain.std * factor)
    #expect(scaled.cv == plain.cv)
    #expect((scaled.lower, scaled.upper) == (plain.lower * factor, plain.upper * factor))
  }

  @Test func aLargeOffsetCostsNoDigits() {
    let summary = summarize([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4])
    #expect(summary.mean == 1e9 + 2.5)
    #expect(isClose(summary.std, (5.0 / 3).squareRoot(), within: 1e-15))
  }

  @Test func largeNumbersDoNotOverflow() {
    let summary = summarize([-1e300, 1e300, 1e300])
    #expect(isClose(summary.mean, 1e300 / 3, within: 1e-15))
    #expect(isClose(summary.std, 2e300 / 3.0.squareRoot(), within: 1e-15))
    #expect(summary.upper.isFinite)
  }

  @Test func theSameSeedGivesTheSameInterval() {
    let samples = (0..<50).map { Double($0 * $0 % 17) }
    var other = Bootstrap()
    other.seed = 43
    #expect(summarize(samples) == summarize(samples))
    #expect(summarize(samples).lower != summarize(samples, bootstrap: other).lower)
  }

  /// What is drawn is part of the contract: these numbers, worked out by another program from the description of the
  /// generator, stay.
  @Test func theIntervalIsTheSameOnEveryMachine() {
    let interval = Bootstrap().interval(of: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect((interval.lower, interval.upper) == (2.875, 6.125))
  }

  /// Of many samples the interval is the normal one: mean ± 1.96 standard errors. A quantile of 20,000 resamples has a
  /// standard error of √(0.025 · 0.975 / 20000) / φ(1.96) = 0.019 standard errors of the mean; here are five.
  @Test(arguments: BootstrapMethod.allCases)
  func ofManySamplesTheIntervalIsTheNormalOne(_ method: BootstrapMethod) {
    let samples = (0..<400).map { NormalDistribution.quantile((Double($0) + 0.5) / 400) }
    var bootstrap = Bootstrap()
    bootstrap.resamples = 20_000
    bootstrap.method = method
    let interval = bootstrap.interval(of: samples)
    let error = summarize(samples).std / 20
    #expect(abs(interval.lower / error + 1.96) < 0.1)
    #expect(abs(interval.upper / error - 1.96) < 0.1)
  }

  /// Efron's acceleration moves both bounds towards the long tail.
  @Test func skewedSamplesMoveTheAcceleratedInterval() {
    let samples = (0..<40).map { 1 / (1 - (Double($0) + 0.5) / 40) }
    var bootstrap = Bootstrap()
    bootstrap.resamples = 5_000
    let percentile = bootstrap.interval(of: samples)
    bootstrap.method = .bca
    let accelerated = bootstrap.interval(of: samples)
    #expect(accelerated.lower > percentile.lower)
    #expect(accelerated.upper > percentile.upper)
  }

  @Test func moreConfidenceIsAWiderInterval() {
    var bootstrap = Bootstrap()
    bootstrap.confidence = 0.5
    let narrow = bootstrap.interval(of: [1, 5, 2, 8, 3, 9])
    bootstrap.confidence = 0.99
    let wide = bootstrap.interval(of: [1, 5, 2, 8, 3, 9])
    #expect(wide.lower < narrow.lower && narrow.upper < wide.upper)
  }

  @Test func pythonSumsUpAlike() throws {
    for golden in try GoldenCase.all("golden-summarize.jsonl") {
      let summary = summarize(golden.numbers("samples"))
      for (name, value) in [
        ("mean", summary.mean), ("median", summary.median), ("std", summary.std), ("min", summary.min),
        ("max", summary.max), ("cv", summary.cv),
      ] {
        #expect(isClose(value, try #require(golden.expected[name]?.double), within: 1e-9), "\(golden) \(name)")
      }
    }
  }
}
