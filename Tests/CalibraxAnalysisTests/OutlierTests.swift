import CalibraxAnalysis
import CalibraxJSON
import CalibraxTestSupport
import Testing

/// A sample is an outlier when it is far from the median in units that outliers do not stretch.
@Suite struct OutlierTests {
  @Test func whatIsFarFromTheMedianIsFound() {
    #expect(outliers([10, 11, 9, 10, 50, 12, -30]) == [4, 6])
  }

  @Test func theThresholdIsNotCrossedByReachingIt() {
    // Median 0, MAD 1: the score of 4 is 2.698.
    let samples: [Double] = [-1, 0, 1, -1, 1, 4, 0]
    #expect(outliers(samples, threshold: 2.698) == [])
    #expect(outliers(samples, threshold: 2.697) == [5])
  }

  @Test(arguments: [[], [1], [1, 1_000], [5, 5, 5, 5, 1_000]] as [[Double]])
  func withoutSpreadNoneIsFound(_ samples: [Double]) {
    #expect(outliers(samples) == [])
  }

  @Test func unitAndOffsetDoNotMatter() {
    let samples: [Double] = [3, 4, 5, 4, 90, 3]
    #expect(outliers(samples) == [4])
    #expect(outliers(samples.map { $0 * 0x1p900 }) == [4])
    #expect(outliers(samples.map { 100 - $0 }) == [4])
  }

  @Test func pythonFindsTheSame() throws {
    for golden in try GoldenCase.all("golden-outliers.jsonl") {
      let found = outliers(golden.numbers("samples"), threshold: golden.input["threshold"]?.double ?? 0)
      #expect(found == golden.expected.elements?.compactMap(\.double).map { Int($0) }, "\(golden)")
    }
  }
}
