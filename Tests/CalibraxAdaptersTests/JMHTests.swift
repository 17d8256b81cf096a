import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What JMH writes.
@Suite struct JMHTests {
  private static func result(
    _ primary: String = #""score": 2.0, "scoreUnit": "ms/op""#, mode: String = "avgt", threads: Int = 1,
    rest: String = ""
  ) -> String {
    """
    {"jmhVersion": "1.37", "benchmark": "a.B.c", "mode": "\(mode)", "threads": \(threads), "jdkVersion": "17.0.15", \
    "primaryMetric": {\(primary)}\(rest)}
    """
  }

  private func converted(_ results: String...) throws -> Converted {
    try Converted("[\(results.joined(separator: ","))]")
  }

  @Test func modeThreadsAndParametersTellPointsApart() throws {
    let converted = try converted(
      Self.result(), Self.result(threads: 4), Self.result(rest: #", "params": {"n": "10"}"#),
      Self.result(#""score": 5, "scoreUnit": "ops/s""#, mode: "thrpt"))
    let run = try #require(converted.runs.first)
    #expect(
      run.points.map(\.tags) == [
        ["mode": "avgt", "threads": "1"], ["mode": "avgt", "threads": "4"],
        ["n": "10", "mode": "avgt", "threads": "1"], ["mode": "thrpt", "threads": "1"],
      ])
    #expect(run.points.map(\.metrics.keys) == [["wall"], ["wall"], ["wall"], ["throughput"]])
    #expect(converted.skipped.isEmpty)
  }

  @Test func aParameterMayBeCalledThreads() throws {
    let points = try converted(
      Self.result(rest: #", "params": {"threads": "8"}"#), Self.result(rest: #", "params": {"threads": "9"}"#)
    ).runs.flatMap(\.points)
    #expect(points.map { $0.tags["threads"] } == ["8", "9"])
  }

  @Test func theJavaMachineIsTheEnvironment() throws {
    let run = try #require(try Converted.fixture("jmh.json").runs.first)
    // Not all results of the file say which one they ran on.
    #expect(run.environment.isEmpty)
    #expect(run.points[0].unknownMembers["jdkVersion"] == "17.0.15")
    #expect(run.metadata["jmhVersion"] == "1.37")
    #expect(try converted(Self.result()).runs.first?.environment == ["jdkVersion": "17.0.15"])
  }

  @Test func numbersThatAreNotFiniteAreTexts() throws {
    let converted = try converted(
      Self.result(#""score": 2.0, "scoreError": "NaN", "scoreConfidence": ["NaN", "+INF"], "scoreUnit": "ms/op""#))
    let wall = try #require(converted.runs.first?.points.first?.metrics["wall"])
    #expect(wall.value == 2.0 * 1e-3)
    #expect(wall.lower == nil)
    #expect(wall.upper == nil)
  }

  @Test(arguments: [
    (#""score": "NaN", "rawData": [[1]]"#, "non-finite value"), (#""rawData": [[1]]"#, "it has no score"),
  ])
  func aResultWithoutAScoreHasFailed(_ primary: String, _ reason: String) throws {
    let wall = try converted(Self.result(primary)).runs.first?.points.first?.metrics["wall"]
    #expect(wall?.value == nil)
    #expect(wall?.unknownMembers["error"]?.string == reason)
  }

  @Test func samplesOfAllForksAreKept() throws {
    let wall = try converted(Self.result(#""score": 2, "scoreUnit": "s/op", "rawData": [[1, 2], [3]]"#)).runs.first?
      .points.first?.metrics["wall"]
    #expect(wall?.samples == [1, 2, 3])
    #expect(wall?.unknownMembers["statistic"] == "mean")
  }

  @Test func aHistogramIsItsSamples() throws {
    let wall = try converted(
      Self.result(#""score": 2, "scoreUnit": "s/op", "rawDataHistogram": [[[[1, 2], [3, 1]]], [[[4, 1]]]]"#)
    ).runs.first?.points.first?.metrics["wall"]
    #expect(wall?.samples == [1, 1, 3, 4])
  }

  @Test func aLargeHistogramIsCountedOnly() throws {
    let converted = try converted(
      Self.result(#""score": 2, "scoreUnit": "s/op", "rawDataHistogram": [[[[1, 100000], [3, 1]]]]"#))
    let wall = converted.runs.first?.points.first?.metrics["wall"]
    #expect(wall?.value == 2)
    #expect(wall?.samples == nil)
    #expect(wall?.unknownMembers["n"] == 100_001)
    #expect(converted.skipped.map(\.place) == ["[0].primaryMetric.rawDataHistogram"])
  }

  @Test(arguments: ["[[1, 9223372036854775807], [1, 9223372036854775807]]", "[[1, 1e300]]", "[[1, -1]]", "[[1]]"])
  func aHistogramThatCannotBeIsLeftOut(_ iteration: String) throws {
    let converted = try converted(
      Self.result(#""score": 2, "scoreUnit": "s/op", "rawDataHistogram": [[\#(iteration)]]"#))
    let wall = converted.runs.first?.points.first?.metrics["wall"]
    #expect(wall?.value == 2)
    #expect(wall?.samples == nil)
    #expect(converted.skipped.count == 1)
  }

  @Test(arguments: [
    ("gc.alloc.rate.norm", "B/op", Direction.lower), ("gc.alloc.rate", "MB/sec", .info), ("gc.count", "counts", .lower),
    ("gc.time", "ms", .lower), ("written", "ops/s", .higher), ("cycles", "#/op", .lower), ("IPC", "insns/clk", .info),
  ])
  func theUnitSaysWhichWayAMetricImproves(_ name: String, _ unit: String, _ direction: Direction) throws {
    for mark in ["", "\u{B7}"] {
      let secondary = #", "secondaryMetrics": {"\#(mark + name)": {"score": 3, "scoreUnit": "\#(unit)"}}"#
      let run = try #require(try converted(Self.result(rest: secondary)).runs.first)
      #expect(run.points[0].metrics[name]?.value != nil)
      #expect(run.metricDefs[name]?.direction == direction)
    }
  }

  @Test func textOfAProfilerIsReported() throws {
    let converted = try converted(
      Self.result(rest: #", "secondaryMetrics": {"stack": {"score": "NaN", "scoreUnit": "---"}}"#))
    #expect(converted.runs.first?.points.first?.metrics.keys == ["wall"])
    #expect(converted.skipped.map(\.place) == ["[0].secondaryMetrics.stack"])
  }

  @Test func theSameResultTwiceIsReported() throws {
    let converted = try converted(Self.result(), Self.result())
    #expect(converted.runs.flatMap(\.points).count == 1)
    #expect(converted.skipped.map(\.place) == ["[1].primaryMetric"])
  }
}
