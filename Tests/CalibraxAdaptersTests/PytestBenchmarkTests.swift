import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What pytest-benchmark writes.
@Suite struct PytestBenchmarkTests {
  private func converted(_ benchmarks: String, commit: String = "{}", rest: String = "") throws -> Converted {
    try Converted(
      #"{"machine_info": {"node": "vm"}, "commit_info": \#(commit), "benchmarks": [\#(benchmarks)]\#(rest)}"#)
  }

  @Test func allTimesAreSamples() throws {
    let run = try #require(try Converted.fixture("pytest-benchmark-unversioned.json").runs.first)
    #expect(
      run.points.map(\.name) == [
        "test_q.py::test_sorted[small]", "test_q.py::test_sorted[large]", "test_q.py::TestOfClass::test_join",
      ])
    #expect(run.points.map(\.tags) == [["size": "10"], ["size": "1000"], [:]])
    #expect(run.points.map(\.scenario) == ["sorting", "sorting", ""])
    let wall = try #require(run.points[0].metrics["wall"])
    #expect(wall.samples?.count == 8)
    #expect(wall.value == wall.samples?.compactMap { $0 }.median)
    #expect(run.points[0].unknownMembers["extra_info"] == ["order": "reversed"])
  }

  @Test func theMachineIsTheEnvironmentAndTheClockOfTheMomentIsNot() throws {
    let run = try #require(try Converted.fixture("pytest-benchmark-unversioned.json").runs.first)
    #expect(
      run.environment == [
        "host": "vm", "cpu": "AMD EPYC", "cores": 2, "architecture": "x86_64", "os": "Linux 6.18.44-fc-v657",
        "python": "CPython 3.11.7",
      ])
    #expect(run.metadata["machine_info"]?["cpu"]?["hz_actual_friendly"] != nil)
    #expect(run.metadata["project"] == "demo")
    #expect(Timestamp(run.timestamp) != nil)
  }

  @Test func outsideARepositoryThereIsNoCommit() throws {
    let run = try #require(try Converted.fixture("pytest-benchmark-unversioned.json").runs.first)
    #expect(run.commit == nil)
    #expect(run.branch == nil)
  }

  @Test func theCommitIsTheRuns() throws {
    let run = try #require(
      try converted(
        #"{"fullname": "a", "stats": {"data": [1]}}"#,
        commit: #"{"id": "abc", "branch": "main", "dirty": true, "time": "2026-01-02T03:04:05+00:00"}"#
      ).runs.first)
    #expect(run.commit == "abc")
    #expect(run.branch == "main")
    #expect(run.metadata["dirty"] == true)
    #expect(run.timestamp == "2026-01-02T03:04:05+00:00")
  }

  @Test func withoutTimesTheMedianIsOfTheRounds() throws {
    let stats = #"{"median": 0.5, "q1": 0.4, "q3": 0.7, "mean": 9, "rounds": 12}"#
    let converted = try converted(#"{"fullname": "a", "stats": \#(stats)}"#)
    let wall = try #require(converted.runs.first?.points.first?.metrics["wall"])
    #expect(wall.value == 0.5)
    #expect(wall.lower == 0.4)
    #expect(wall.upper == 0.7)
    #expect(wall.unknownMembers["n"] == 12)
    #expect(wall.unknownMembers["statistic"] == "median")
    #expect(converted.skipped.isEmpty)
  }

  @Test func aPartOfTheTimesIsNoSample() throws {
    let converted = try converted(
      #"{"fullname": "a", "stats": {"median": 0.5, "data": [0.4, 0.6], "rounds": 12}}"#)
    let wall = try #require(converted.runs.first?.points.first?.metrics["wall"])
    #expect(wall.value == 0.5)
    #expect(wall.samples == nil)
    #expect(
      converted.skipped == [InputRemark("file", "benchmarks[0].stats.data", "it has 2 times of 12 rounds")])
  }

  @Test(arguments: [
    (#""error": true, "stats": {"median": 0}"#, "failed"),
    (#""error": "boom", "stats": {"median": 0}"#, "boom"), (#""stats": {}"#, "it has no times"),
    (#""stats": null"#, "it has no times"), (#""stats": {"median": NaN}"#, "non-finite value"),
  ])
  func aTestWithoutTimesHasFailed(_ members: String, _ reason: String) throws {
    let wall = try converted(#"{"fullname": "a", \#(members)}"#).runs.first?.points.first?.metrics["wall"]
    #expect(wall?.value == nil)
    #expect(wall?.unknownMembers["error"]?.string == reason)
  }

  @Test func aBenchmarkWithoutANameIsReported() throws {
    let converted = try converted(#"{"stats": {"data": [1]}}"#)
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped == [InputRemark("file", "benchmarks[0]", "it has no name")])
  }
}
