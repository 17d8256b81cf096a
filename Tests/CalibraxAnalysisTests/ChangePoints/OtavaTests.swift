import CalibraxAnalysis
import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Otava's method answers as Otava does.
@Suite struct OtavaTests {
  /// Four series of each family and noise, half of them such that windows at fixed places, or testing both neighbours of
  /// what is merged away, would answer otherwise.
  @Test func otavaAnswersTheSame() throws {
    let cases = try GoldenCase.all("otava-change-points.jsonl")
    #expect(cases.count == 120)
    for golden in cases {
      let found = otavaChangePoints(in: golden.numbers("values"))
      #expect(found == golden.expected.elements?.compactMap(\.double).map { Int($0) }, "\(golden)")
    }
  }

  @Test func theFirstDifferentValueIsTold() {
    #expect(otavaChangePoints(in: steps([(10, 20), (12, 20), (9, 20)])) == [20, 40])
  }

  @Test func smallChangesAreLeftOutOnRequest() {
    let values = steps([(100, 20), (103, 20), (120, 20)])
    #expect(otavaChangePoints(in: values) == [20, 40])
    #expect(otavaChangePoints(in: values, leastMagnitude: 0.05) == [40])
  }

  @Test func aStricterTestFindsLess() {
    let values: [Double] = [10, 11, 9, 10, 11, 9, 13, 14, 12, 13, 14, 12]
    #expect(otavaChangePoints(in: values, pValue: 0.05) == [6])
    #expect(otavaChangePoints(in: values, pValue: 1e-6) == [])
  }

  @Test(arguments: [0, 1, 2, 3, 5, 200])
  func aConstantSeriesHasNoChangePoints(_ count: Int) {
    for value in [0, 0.1, -3, 1e300, .leastNonzeroMagnitude] {
      #expect(otavaChangePoints(in: Array(repeating: value, count: count)) == [])
    }
  }

  @Test func unitAndSignDoNotMatter() {
    let values = steps([(10, 20), (12, 20), (9, 20)])
    for factor in [0x1p-1000, 1e-300, -1, 1e300 / 16] {
      #expect(otavaChangePoints(in: values.map { $0 * factor }) == [20, 40], "\(factor)")
    }
  }

  @Test(
    arguments: [
      [1, 2], [1e300, -1e300, 1e300], [1, .nan, 2, .infinity], [.leastNonzeroMagnitude, 0, -.leastNonzeroMagnitude, 0],
      [0, 0, 0, 0, 0, 1],
    ] as [[Double]])
  func nothingTraps(_ values: [Double]) {
    for window in [-1, 0, 1, 2, 50] {
      #expect(otavaChangePoints(in: values, pValue: 0.3, window: window).allSatisfy { values.indices.contains($0) })
    }
  }

  /// Levels with noise of a tenth around them.
  private func steps(_ levels: [(level: Double, count: Int)]) -> [Double] {
    levels.flatMap { level, count in (0..<count).map { level + 0.1 * Double($0 * 7 % 5 - 2) } }
  }
}
