import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// The folders of Criterion.
@Suite struct CriterionTests {
  private static func benchmark(_ id: String, _ throughput: String = "null") -> String {
    #"{"group_id": "group", "function_id": null, "value_str": null, "throughput": \#(throughput), "full_id": "\#(id)"}"#
  }

  private static func estimate(_ value: Double) -> String {
    """
    {"confidence_interval": {"confidence_level": 0.95, "lower_bound": \(value - 10), "upper_bound": \(value + 10)}, \
    "point_estimate": \(value), "standard_error": 1}
    """
  }

  private static func estimates(mean: Double, slope: Double? = nil) -> String {
    let slope = slope.map { estimate($0) } ?? "null"
    return #"{"mean": \#(estimate(mean)), "median": \#(estimate(1)), "slope": \#(slope), "std_dev": \#(estimate(2))}"#
  }

  @Test func theFilesOfAFolderAreOneBenchmark() throws {
    let converted = try Converted([
      ("c/a/new/benchmark.json", Self.benchmark("a/1")), ("c/a/new/estimates.json", Self.estimates(mean: 100)),
      ("c/b/new/estimates.json", Self.estimates(mean: 200, slope: 300)),
      ("c/b/new/benchmark.json", Self.benchmark("b with spaces/2")),
      ("c/b/new/sample.json", #"{"sampling_mode": "Linear", "iters": [10, 20], "times": [2900, 6200]}"#),
      ("c/b/new/tukey.json", "[1.0, 2.0, 3.0, 4.0]"),
    ])
    let run = try #require(converted.runs.first)
    #expect(converted.runs.count == 1)
    #expect(run.points.map(\.name) == ["a/1", "b with spaces/2"])
    #expect(run.points.map(\.scenario) == ["group", "group"])
    let (flat, linear) = (run.points[0].metrics["wall"], run.points[1].metrics["wall"])
    #expect(flat?.value == 100 * 1e-9)
    #expect(flat?.unknownMembers["statistic"] == "mean")
    #expect(flat?.lower == 90 * 1e-9)
    #expect(flat?.upper == 110 * 1e-9)
    #expect(linear?.value == 300 * 1e-9)
    #expect(linear?.unknownMembers["statistic"] == "slope")
    #expect(linear?.samples == [290 * 1e-9, 310 * 1e-9])
    #expect(converted.skipped.isEmpty)
  }

  @Test func whatItWasComparedWithIsNoResult() throws {
    let converted = try Converted([
      ("a/base/benchmark.json", Self.benchmark("a")), ("a/base/estimates.json", Self.estimates(mean: 1_000)),
      ("a/change/estimates.json", #"{"mean": \#(Self.estimate(0.1)), "median": \#(Self.estimate(0.1))}"#),
      ("a/new/benchmark.json", Self.benchmark("a")), ("a/new/estimates.json", Self.estimates(mean: 100)),
    ])
    #expect(converted.runs.flatMap(\.points).compactMap { $0.metrics["wall"]?.value } == [100 * 1e-9])
    #expect(converted.skipped.isEmpty)
  }

  @Test(arguments: [(#"{"Elements": 50}"#, "1/s"), (#"{"Bytes": 50}"#, "B/s"), (#"{"BytesDecimal": 50}"#, "B/s")])
  func whatAnIterationDoesMakesAThroughput(_ throughput: String, _ unit: String) throws {
    let converted = try Converted([
      ("benchmark.json", Self.benchmark("a", throughput)), ("estimates.json", Self.estimates(mean: 100)),
    ])
    let run = try #require(converted.runs.first)
    let metric = try #require(run.points.first?.metrics["throughput"])
    #expect(abs((metric.value ?? 0) - 5e8) < 1)
    #expect(abs((metric.lower ?? 0) - 50 / 110e-9) < 1)
    #expect(abs((metric.upper ?? 0) - 50 / 90e-9) < 1)
    #expect(run.metricDefs["throughput"]?.unit == unit)
    #expect(run.metricDefs["throughput"]?.direction == .higher)
  }

  @Test func anUnknownThroughputIsReported() throws {
    let converted = try Converted([
      ("benchmark.json", Self.benchmark("a", #"{"Bits": 50}"#)), ("estimates.json", Self.estimates(mean: 100)),
    ])
    #expect(converted.runs.first?.points.first?.metrics.keys == ["wall"])
    #expect(
      converted.skipped == [
        InputRemark("benchmark.json", "throughput.Bits", "it is no throughput that is known")
      ])
  }

  @Test func aFolderWithAFileMissingIsReported() throws {
    let converted = try Converted([
      ("a/new/benchmark.json", Self.benchmark("a")), ("b/new/estimates.json", Self.estimates(mean: 1)),
    ])
    #expect(converted.runs.isEmpty)
    #expect(
      converted.skipped == [
        InputRemark("a/new/benchmark.json", "", "no estimates.json is beside it"),
        InputRemark("b/new/estimates.json", "", "no benchmark.json beside it says which benchmark it is of"),
      ])
  }

  @Test(arguments: [#""iters": [1], "times": [1, 2]"#, #""iters": [0], "times": [1]"#])
  func timesWithoutTheirIterationsAreNoSamples(_ sample: String) throws {
    let converted = try Converted([
      ("benchmark.json", Self.benchmark("a")), ("estimates.json", Self.estimates(mean: 100)),
      ("sample.json", "{\(sample)}"),
    ])
    let wall = try #require(converted.runs.first?.points.first?.metrics["wall"])
    #expect(wall.value == 100 * 1e-9)
    #expect(wall.samples == nil)
    #expect(converted.skipped.map(\.file) == ["sample.json"])
  }

  @Test func withoutAnEstimateTheSamplesMakeNone() throws {
    let converted = try Converted(
      [
        ("benchmark.json", Self.benchmark("a")), ("estimates.json", #"{"mean": {}, "median": {}, "std_dev": {}}"#),
        ("sample.json", #"{"iters": [1], "times": [1]}"#),
      ], as: "criterion")
    let wall = try #require(converted.runs.first?.points.first?.metrics["wall"])
    #expect(wall.value == nil)
    #expect(wall.unknownMembers["error"] == "it has no estimate")
  }

  @Test func theSameBenchmarkTwiceIsReported() throws {
    let files = ["x", "y"].flatMap { folder in
      [
        ("\(folder)/benchmark.json", Self.benchmark("a")), ("\(folder)/estimates.json", Self.estimates(mean: 100)),
      ]
    }
    let converted = try Converted(files)
    #expect(converted.runs.flatMap(\.points).count == 1)
    #expect(converted.skipped.map(\.file) == ["y/benchmark.json"])
  }
}
