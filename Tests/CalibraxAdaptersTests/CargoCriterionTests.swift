import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// The messages of cargo criterion.
@Suite struct CargoCriterionTests {
  private static func message(_ members: String = "", unit: String = "ns") -> String {
    """
    {"reason":"benchmark-complete","id":"a","iteration_count":[10,20],"measured_values":[900,2200],"unit":"ns",\
    "throughput":[],"typical":{"estimate":100.0,"lower_bound":90.0,"upper_bound":110.0,"unit":"\(unit)"}\(members)}

    """
  }

  @Test func aMessageIsABenchmark() throws {
    let run = try #require(try Converted.fixture("cargo-criterion-messages.jsonl").runs.first)
    #expect(run.points.map(\.name) == ["fib/rec/12", "norm"])
    #expect(run.points.map(\.scenario) == ["fib", ""])
    let (slope, mean) = (run.points[0].metrics["wall"], run.points[1].metrics["wall"])
    #expect(slope?.value == 281.71184863606834 * 1e-9)
    #expect(slope?.unknownMembers["statistic"] == "slope")
    #expect(slope?.samples?.count == 3)
    #expect(mean?.value == 3419.4 * 1e-9)
    #expect(mean?.unknownMembers["statistic"] == "mean")
    #expect(mean?.samples?.first == 4140 * 1e-9)
    let throughput = try #require(run.points[0].metrics["throughput"]?.value)
    #expect(abs(throughput - 12 / 281.71184863606834e-9) < 1)
  }

  @Test func linesOfOtherProgramsAreNoError() throws {
    let converted = try Converted(
      """
      Compiling demo v0.1.0
      {"reason":"compiler-artifact","target":{"name":"demo"}}

      """ + Self.message() + #"{"reason":"build-finished","success":true}"# + "\n")
    #expect(converted.runs.flatMap(\.points).map(\.name) == ["a"])
    #expect(converted.skipped.isEmpty)
  }

  @Test func aLineThatIsCutOffIsReported() throws {
    let converted = try Converted(Self.message() + #"{"reason":"benchmark-comp"#)
    #expect(converted.runs.flatMap(\.points).count == 1)
    #expect(converted.skipped == [InputRemark("file", "line 2", "it is not JSON, so it may have been cut off")])
  }

  @Test func whatIsNotTimeHasItsUnitForAName() throws {
    let converted = try Converted(
      Self.message(#","throughput":[{"per_iteration":5,"unit":"elements"}]"#, unit: "cycles"))
    let run = try #require(converted.runs.first)
    #expect(run.points[0].metrics.keys == ["cycles"])
    #expect(run.metricDefs["cycles"]?.direction == .lower)
    // The measured values are in another unit.
    #expect(run.points[0].metrics["cycles"]?.samples == nil)
    #expect(converted.skipped.map(\.place) == ["line 1"])
  }
}
