import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// Lists of samples in which something is no number.
@Suite struct SamplesTests {
  private func metric(
    _ text: String, _ name: String = "wall", at place: String, file: String = "file"
  ) throws -> Metric {
    let converted = try Converted([(file, text)])
    #expect(converted.skipped.map(\.place).contains(place))
    return try #require(converted.runs.first?.points.first?.metrics[name])
  }

  @Test func theToolsOwnMedianOrMeanCounts() throws {
    let text = """
      {"results": [{"command": "a", "mean": 3.5, "median": 3.25, "times": [1.0, null, "bad", 5.0],
        "memory_usage_byte": [1, "x"]}]}
      """
    let wall = try metric(text, at: "results[0].times[1]")
    #expect(wall.value == 3.25)
    #expect(wall.samples == nil)
    let memory = try metric(text, "memory", at: "results[0].memory_usage_byte[1]")
    #expect(memory.unknownMembers["error"] == "not all of its values are numbers")
    let none = try metric(
      text.replacing("3.5", with: "null").replacing("3.25", with: "null"), at: "results[0].times[1]")
    #expect(none.unknownMembers["error"] == "it has no times")
  }

  @Test func theScoreOfJMHStaysWithoutSamples() throws {
    let text = """
      [{"benchmark": "a", "mode": "avgt",
        "primaryMetric": {"score": 2, "scoreUnit": "s/op", "rawData": [[1, 2], [null, 4]]}}]
      """
    let wall = try metric(text, at: "[0].primaryMetric.rawData[1][0]")
    #expect(wall.value == 2)
    #expect(wall.samples == nil)
  }

  @Test func theMedianOfPytestStays() throws {
    let text = """
      {"machine_info": {}, "benchmarks": [{"name": "a", "stats": {"median": 7, "rounds": 2, "data": [1, {}, 3]}}]}
      """
    let wall = try metric(text, at: "benchmarks[0].stats.data[1]")
    #expect(wall.value == 7)
    #expect(wall.samples == nil)
  }

  @Test func theResultOfAsvStays() throws {
    let text = """
      {"commit_hash": "a", "result_columns": ["result", "samples"], "results": {"time_a": [[2], [[1, "x"]]]}}
      """
    let time = try metric(text, "time", at: "results.time_a[0].samples[1]")
    #expect(time.value == 2)
    #expect(time.samples == nil)
  }

  @Test func theEstimateOfCriterionStays() throws {
    let converted = try Converted(
      [
        ("a/new/benchmark.json", #"{"group_id": "a", "full_id": "a"}"#),
        ("a/new/estimates.json", #"{"mean": {"point_estimate": 2}, "median": {}, "std_dev": {}}"#),
        ("a/new/sample.json", #"{"iters": [1, 2, 3], "times": [1, null, 3]}"#),
      ], as: "criterion")
    let wall = try #require(converted.runs.first?.points.first?.metrics["wall"])
    #expect(wall.value == 2 * 1e-9)
    #expect(wall.samples == nil)
    #expect(converted.skipped.map(\.place) == ["times[1]"])
  }

  @Test func theEstimateOfCargoCriterionStays() throws {
    let text = """
      {"reason": "benchmark-complete", "id": "a", "typical": {"estimate": 2, "unit": "ns"}, "unit": "ns", \
      "measured_values": [1, null, 3], "iteration_count": [1, 2, 3]}

      """
    let wall = try metric(text, at: "line 1")
    #expect(wall.value == 2 * 1e-9)
    #expect(wall.samples == nil)
  }
}
