import CalibraxJSON
import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What Google Benchmark writes as CSV, where the names alone say what it has worked out itself.
@Suite struct GoogleBenchmarkTests {
  /// The samples of each point's time.
  private func points(_ rows: String...) throws -> [String: [Double]] {
    let text = "name,iterations,real_time,cpu_time,time_unit\n" + rows.map { $0 + "\n" }.joined()
    var samples: [String: [Double]] = [:]
    for point in try Converted(text).runs.flatMap(\.points) {
      let time = try #require(point.metrics["real_time"])
      samples[point.name] = time.samples?.compactMap { $0 } ?? [time.value ?? .nan]
    }
    return samples
  }

  @Test func aBenchmarkMayBeCalledAsStatisticsAre() throws {
    let names = ["v_mean", "v_median", "v_stddev", "v_cv", "v", "w_BigO"]
    let found = try points(
      "v_mean,10,1,1,s", "v_median,20,2,2,s", "v_stddev,30,3,3,s", "v_cv,40,4,4,s", "v,50,5,5,s", "w_BigO,60,6,6,s")
    #expect(found.keys.sorted() == names.sorted())
  }

  @Test func itsStatisticsAreNoBenchmarks() throws {
    let found = try points(
      "v_mean,10,1,1,s", "v_mean,10,3,3,s", "v_mean_mean,2,2,2,s", "v_mean_median,2,2,2,s", "v_mean_stddev,2,1,1,s",
      "v_BigO,,1,1,s", "v_RMS,,2,2,s")
    #expect(found == ["v_mean": [1, 3]])
    // A file that was cut off has the first of them only.
    #expect(try points("v,10,1,1,s", "v,10,3,3,s", "v_mean,2,2,2,s") == ["v": [1, 3]])
  }

  @Test func aFileOfOneHasItToo() throws {
    let points = try Converted.fixture("google-benchmark-named-mean.csv").runs.flatMap(\.points)
    #expect(points.map(\.name) == ["sum/64", "pi_mean", "broken"])
    #expect(points.map { $0.metrics["real_time"]?.samples } == [[0.0170409 * 1e-6], [0.263707 * 1e-9], nil])
  }

  @Test func alonePeopleFindTheMedianUnderTheBenchmarksName() throws {
    let found = try points("v_mean,5,1,1,s", "v_median,5,2,2,s", "v_stddev,5,3,3,s", "v_cv,5,4,4,s")
    #expect(found == ["v": [2]])
  }
}
