import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@testable import CalibraxAnalysis

/// Tests find what can be counted by hand, do not care for what should not matter, and agree with scipy.
@Suite struct SignificanceTests {
  let a: [Double] = [3.1, 2.5, 4.75, 3.875, 2.25, 5.5]
  let b: [Double] = [4.0, 6.125, 5.25, 7.375, 4.5, 6.0]

  @Test func ofThreeBeforeThreeATenthIsAsFar() {
    // Of the 20 orders of three and three two are separated.
    #expect(mannWhitneyU([1, 2, 3], [4, 5, 6]) == TestOutcome(statistic: 0, pValue: 0.1))
    #expect(mannWhitneyU([4, 5, 6], [1, 2, 3]) == TestOutcome(statistic: 9, pValue: 0.1))
  }

  @Test func ofFivePairsThatAllFallOneIn16IsAsFar() {
    #expect(wilcoxonSignedRank([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]) == TestOutcome(statistic: 0, pValue: 0.0625))
  }

  @Test func oneAgainstOneProvesNothing() {
    #expect(mannWhitneyU([1], [2]).pValue == 1)
    #expect(wilcoxonSignedRank([1], [2]).pValue == 1)
  }

  @Test func studentsExample() {
    // Equal counts and variances: t² = n d² / 2, 2n - 2 degrees of freedom.
    let outcome = welchTTest([1, 2, 3], [3, 4, 5])
    #expect(isClose(outcome.statistic, -6.0.squareRoot(), within: 1e-15))
    #expect(isClose(outcome.pValue, StudentDistribution.twoSided(6.0.squareRoot(), freedom: 4), within: 1e-14))
  }

  @Test func effectSizeCountsStandardDeviations() {
    #expect(isClose(effectSize([1, 2, 3], [3, 4, 5]), 2, within: 1e-15))
    #expect(effectSize([1, 1], [2, 2]) == 0)
    #expect(isClose(effectSize([1], [2, 4]), 2, within: 1e-15))
  }

  @Test(arguments: SignificanceTest.allCases)
  func theOrderOfTheSamplesDoesNotMatter(_ test: SignificanceTest) {
    let (forth, back) = (significance(a, b, by: test), significance(b, a, by: test))
    #expect(forth.pValue == back.pValue)
    #expect(forth.effectSize == back.effectSize)
  }

  @Test(arguments: SignificanceTest.allCases, [0x1p-900, 0x1p900])
  func theUnitDoesNotMatter(_ test: SignificanceTest, _ factor: Double) {
    let (plain, scaled) = (
      significance(a, b, by: test), significance(a.map { $0 * factor }, b.map { $0 * factor }, by: test)
    )
    #expect(plain == scaled)
  }

  @Test(arguments: SignificanceTest.allCases)
  func theSameSamplesDoNotDiffer(_ test: SignificanceTest) {
    let report = significance(a, a, by: test)
    #expect(report.pValue == 1)
    #expect(!report.isSignificant)
    #expect(report.effectSize == 0)
  }

  @Test(arguments: SignificanceTest.allCases)
  func constantSamplesThatAreEqualDoNotDiffer(_ test: SignificanceTest) {
    let report = significance([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], by: test)
    #expect((report.pValue, report.effectSize) == (1, 0))
    #expect(report.statistic == (test == .mannWhitney ? 4.5 : 0))
  }

  @Test func constantSamplesThatAreNotAreInfinitelyFarApart() {
    let report = significance([1, 1], [2, 2], by: .welch)
    #expect(report.statistic == nil)
    #expect((report.pValue, report.isSignificant) == (0, true))
  }

  @Test func alphaIsNotReachedByBeingEqual() {
    #expect(!significance([1, 2, 3], [4, 5, 6], by: .mannWhitney, alpha: 0.1).isSignificant)
    #expect(significance([1, 2, 3], [4, 5, 6], by: .mannWhitney, alpha: 0.11).isSignificant)
  }

  @Test func aWideSampleDecidesTheDegreesOfFreedom() {
    let wide = [-10, 10, 0, 5, -5].map { Double($0) }
    let narrow = (0..<100).map { 8 + Double($0 % 3) * 1e-9 }
    let outcome = welchTTest(wide, narrow)
    #expect(isClose(outcome.pValue, StudentDistribution.twoSided(outcome.statistic, freedom: 4), within: 1e-9))
  }

  @Test func pairsThatDoNotDifferAreLeftOut() {
    let (a, b) = ([5, 1, 2, 3, 5].map { Double($0) }, [5, 0, 0, 0, 5].map { Double($0) })
    #expect(wilcoxonSignedRank(a, b).statistic == 0)
    // Not exact, for there are zeros: z = -3 / √3.5.
    #expect(isClose(wilcoxonSignedRank(a, b).pValue, NormalDistribution.twoSided(3 / 3.5.squareRoot()), within: 1e-15))
  }

  @Test func exactAndNormalProbabilitiesMeet() {
    let a = (0..<8).map { Double($0 * 37 % 11) + 0.25 }
    let b = (0..<2_000).map { Double($0) / 180 }
    let tied = mannWhitneyU(a, b + [b[0]])
    #expect(isClose(mannWhitneyU(a, b).pValue, tied.pValue, within: 0.05))
  }

  @Test(.timeLimit(.minutes(1))) func tenThousandSamplesAreTested() {
    var generator = Xoshiro256(seed: 3)
    let a = (0..<10_000).map { _ in Double(generator.next() % 1_000_000) }
    let b = (0..<10_000).map { _ in Double(generator.next() % 1_000_000) + 20_000 }
    for test in SignificanceTest.allCases {
      let report = significance(a, b, by: test)
      #expect(report.isSignificant && report.pValue > 1e-20)
    }
    let exact = mannWhitneyU([-1, -2, -3, -4, -5, -6, -7, -8], (0..<10_000).map { Double($0) })
    // Two of as many orders as there are ways to choose 8 of 10,008.
    let ways = (1...8).reduce(1.0) { $0 * (10_000 + Double($1)) / Double($1) }
    #expect(isClose(exact.pValue, 2 / ways, within: 1e-14))
  }

  @Test func beyond128BitsTheNormalProbabilityIsTaken() {
    let outcome = mannWhitneyU((0..<8).map { Double($0) * 40_000 + 0.5 }, (0..<300_000).map { Double($0) })
    #expect(0.5 < outcome.pValue && outcome.pValue <= 1)
  }

  @Test func scipyFindsTheSame() throws {
    let cases = try GoldenCase.all("scipy-significance.jsonl")
    #expect(cases.count == 35)
    for golden in cases { try expect(golden, test: try #require(golden.input["test"]?.string)) }
  }

  @Test(arguments: SignificanceTest.allCases)
  func pythonFindsTheSame(_ test: SignificanceTest) throws {
    for golden in try GoldenCase.all("golden-\(test.rawValue).jsonl") { try expect(golden, test: test.rawValue) }
  }

  @Test func pythonFindsTheSameEffect() throws {
    for golden in try GoldenCase.all("golden-effect_size.jsonl") {
      let size = effectSize(golden.numbers("a"), golden.numbers("b"))
      #expect(isClose(size, try #require(golden.expected.double), within: 1e-9), "\(golden)")
    }
  }

  private func expect(_ golden: GoldenCase, test: String) throws {
    let report = significance(
      golden.numbers("a"), golden.numbers("b"), by: try #require(SignificanceTest(rawValue: test)))
    #expect(GoldenCase.isClose(JSON(writing: report), golden.expected), "\(golden): \(report)")
  }
}
