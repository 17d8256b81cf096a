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

  private func converted(_ benchmarks: String...) throws -> Converted {
    try Converted(
      "{\"context\": {\"library_build_type\": \"release\"}, \"benchmarks\": ["
        + benchmarks.map { "{\"name\": \"v\", \"iterations\": 1, \($0)}" }.joined(separator: ", ") + "]}")
  }

  @Test func everyRepetitionHasItsOwnUnit() throws {
    let found = try converted(
      #""real_time": 2, "time_unit": "ms""#, #""real_time": 3000, "time_unit": "us""#,
      #""real_time": 4, "time_unit": "ms""#)
    let time = try #require(found.runs.first?.points.first?.metrics["real_time"])
    #expect(time.samples == [0.002, 0.003, 0.004])
    #expect(time.value == 0.003)
  }

  @Test func timesOfAnUnknownUnitAreLeftOut() throws {
    let found = try converted(
      #""real_time": 2, "time_unit": "ticks", "n": 7"#, #""real_time": 3, "time_unit": "s", "n": 8"#)
    let metrics = try #require(found.runs.first?.points.first?.metrics)
    #expect(metrics["real_time"]?.samples == [3])
    #expect(metrics["n"]?.samples == [7, 8])
    #expect(found.skipped.map(\.place) == ["benchmarks[0].time_unit"])
    let none = try converted(#""real_time": 2, "time_unit": "ticks""#)
    #expect(none.runs.isEmpty)
    #expect(none.skipped.map(\.place) == ["benchmarks[0].time_unit"])
  }

  @Test func countersOfSomeRepetitionsAreKeptAndToldOf() throws {
    let found = try converted(#""real_time": 2"#, #""real_time": 3, "hits": 8"#, #""real_time": 3, "hits": 9"#)
    #expect(found.runs.first?.points.first?.metrics["hits"]?.samples == [8, 9])
    #expect(found.notes.map(\.place) == ["benchmarks[0].hits"])
  }

  @Test func withoutAMedianTheMeanCounts() throws {
    func aggregate(_ kind: String, _ time: Int) -> String {
      #""run_name": "v", "run_type": "aggregate", "aggregate_name": "\#(kind)", "repetitions": 3, "real_time": \#(time)"#
    }
    let mean = try #require(
      try converted(aggregate("mean", 2), aggregate("stddev", 1)).runs.first?.points.first?.metrics["real_time"])
    #expect(mean.value == 2 * 1e-9)
    #expect(mean.unknownMembers["statistic"] == "mean")
    #expect(mean.unknownMembers["n"] == 3)
    let other = try converted(aggregate("p99", 2), aggregate("cv", 1))
    #expect(other.runs.isEmpty)
    #expect(
      other.skipped
        == [InputRemark("file", "benchmarks[0]", "of v there is neither a median nor a mean, but p99, cv")])
  }

  @Test func aMeanOfCSVIsNoSample() throws {
    let text = "name,iterations,real_time,cpu_time,time_unit\nv_mean,5,1,1,s\nv_stddev,5,3,3,s\n"
    let time = try #require(try Converted(text).runs.first?.points.first?.metrics["real_time"])
    #expect(time.value == 1)
    #expect(time.samples == nil)
    #expect(time.unknownMembers["statistic"] == "mean")
  }
}
