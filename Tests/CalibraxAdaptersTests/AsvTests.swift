import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What asv keeps.
@Suite struct AsvTests {
  @Test func ofAHistoryABadFileIsLeftOutAlone() throws {
    var files = try Converted.fixtureFiles("asv/")
    files.insert(("asv/bad.json", #"{"commit_hash":"c","results":{"a":["#), at: 1)
    #expect(throws: AdapterError.self) { try Converted(files) }
    let converted = try Converted(files, refusesBadFiles: false)
    #expect(converted.runs.count == 1)
    #expect(converted.skipped.contains { $0.file == "asv/bad.json" && $0.reason.hasPrefix("not JSON") })
  }

  private static func results(_ results: String, commit: String = "abc") -> String {
    """
    {"commit_hash": "\(commit)", "env_name": "e", "date": 1795220071000, "params": {"machine": "vm"}, \
    "result_columns": ["result", "params", "version", "started_at", "duration", "stats_ci_99_a", "stats_ci_99_b"], \
    "results": {\(results)}, "version": 2}
    """
  }

  @Test func ofAMachineOnlyItsNameMayBeKnown() throws {
    let files = [
      ("vm/a.json", Self.results(#""t.time_a": [[1], []]"#)), ("vm/machine.json", #"{"machine": "vm", "version": 1}"#),
    ]
    #expect(!(try Converted(files).skipped.contains { $0.file == "vm/machine.json" }))
  }

  @Test func aFileOfResultsIsARun() throws {
    let converted = try Converted.fixture("asv-samples/")
    let run = try #require(converted.runs.first)
    #expect(converted.runs.count == 1)
    #expect(run.commit == "189bf250889989b470651bf23b1bc078fd71b95b")
    #expect(run.timestamp == "2026-11-22T01:32:58")
    #expect(
      run.environment == [
        "architecture": "x86_64", "cpu": "AMD EPYC", "host": "vm", "cores": 2, "os": "Linux 6.18.44-fc-v657",
        "ram": 25_276_510_208, "python": "/usr/bin/python3", "env_name": "existing-py_usr_bin_python3",
      ])
    #expect(converted.skipped.isEmpty)
  }

  @Test func samplesSkippedAndFailedStandAtTheirParameters() throws {
    let points = try Converted.fixture("asv-samples/").runs.flatMap(\.points)
    let sorted = points.filter { $0.name == "suite.Sorting.time_sorted" }
    #expect(sorted.map { $0.tags["n"] } == ["10", "10", "1000", "1000"])
    #expect(sorted.map { $0.tags["kind"] } == ["'list'", "'tuple'", "'list'", "'tuple'"])
    #expect(sorted.allSatisfy { $0.tags["version"] == "dc0959c0dd2b" })
    let metrics = sorted.compactMap { $0.metrics["time"] }
    #expect(metrics.map { $0.unknownMembers["error"]?.string } == [nil, "skipped", nil, "failed"])
    #expect(metrics[0].value == 1.0164985724259168e-06)
    #expect(metrics[0].samples?.count == 10)
    #expect(metrics[0].lower == 5.51e-07)
    #expect(metrics[0].upper == 6.57e-06)
  }

  @Test func whatIsTrackedIsInformation() throws {
    let run = try #require(try Converted.fixture("asv-samples/").runs.first)
    let squares = run.points.filter { $0.name == "suite.Unnamed.track_squares" }
    #expect(squares.map { $0.tags["param1"] } == ["1", "2"])
    #expect(squares.map { $0.metrics["track"]?.value } == [1, 4])
    #expect(run.metricDefs["track"]?.direction == .info)
    #expect(run.metricDefs["track"]?.unit == "")
    #expect(run.metricDefs["memory"]?.unit == "B")
  }

  @Test func infiniteBoundsAreNone() throws {
    let points = try Converted.fixture("asv/").runs.flatMap(\.points)
    let time = try #require(points.first { $0.name == "b.TimeSuite.time_sort" }?.metrics["time"])
    #expect(time.lower == nil)
    #expect(time.upper == nil)
  }

  @Test func resultsAloneHaveNoUnit() throws {
    let converted = try Converted(
      Self.results(#""m.time_a": [[2, 3], [["1", "2"]], "v"], "m.track_b": [[4], []], "m.other": [[5], []]"#))
    let run = try #require(converted.runs.first)
    #expect(run.points.map(\.tags) == [["param1": "1", "version": "v"], ["param1": "2", "version": "v"], [:], [:]])
    #expect(run.points.map(\.metrics.keys) == [["time"], ["time"], ["track"], ["value"]])
    #expect(run.metricDefs["time"]?.unit == "")
    #expect(run.metricDefs["time"]?.direction == .lower)
    #expect(converted.notes.map(\.file) == ["file"])
  }

  @Test func anUnknownBenchmarkIsKeptAndTold() throws {
    let converted = try Converted([
      ("benchmarks.json", #"{"m.time_a": {"param_names": [], "type": "time", "unit": "seconds"}, "version": 2}"#),
      ("vm/abc-e.json", Self.results(#""m.time_a": [[2], []], "m.time_gone": [[3], []]"#)),
    ])
    let run = try #require(converted.runs.first)
    #expect(run.points.map { $0.metrics["time"]?.value } == [2, 3])
    #expect(converted.notes.map(\.place) == ["results.m.time_gone"])
  }

  @Test func everyFileOfResultsIsARunOfItsCommit() throws {
    let definitions = #"{"m.time_a": {"param_names": [], "type": "time", "unit": "seconds"}, "version": 2}"#
    let converted = try Converted([
      ("r/vm/abc-e.json", Self.results(#""m.time_a": [[2], []]"#)),
      ("r/vm/def-e.json", Self.results(#""m.time_a": [[3], []]"#, commit: "def")), ("r/benchmarks.json", definitions),
      ("r/vm/machine.json", #"{"arch": "x86_64", "cpu": "c", "machine": "vm", "version": 1}"#),
    ])
    #expect(converted.runs.map(\.commit) == ["abc", "def"])
    #expect(converted.runs.map { $0.metricDefs["time"]?.unit } == ["s", "s"])
    #expect(converted.skipped.isEmpty)
  }

  @Test func aBenchmarkThatFailedAsAWholeFailedForAllItsParameters() throws {
    let points = try Converted(Self.results(#""m.time_a": [null, [["1", "2"], ["x"]]]"#)).runs.flatMap(\.points)
    #expect(points.map { $0.tags["param1"] } == ["1", "2"])
    #expect(points.map { $0.metrics["time"]?.unknownMembers["error"] } == ["failed", "failed"])
  }

  @Test func manyParametersAreNotMadeUp() throws {
    let ten = "[" + (0..<10).map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let many = Array(repeating: ten, count: 30).joined(separator: ",")
    let converted = try Converted(Self.results(#""m.time_a": [null, [\#(many)]]"#))
    #expect(converted.runs.flatMap(\.points).count == 10_000)
    #expect(converted.skipped.contains { $0.place == "results.m.time_a" })
  }

  @Test func resultsThatDoNotFitTheParametersAreTold() throws {
    let converted = try Converted(Self.results(#""m.time_a": [[1, 2, 3], [["1", "2"]]]"#))
    #expect(converted.runs.flatMap(\.points).count == 2)
    #expect(converted.skipped.contains { $0.reason == "it has 3 results for 2 combinations of parameters" })
  }

  @Test func aFileOfAnOldAsvIsRefused() throws {
    #expect(throws: AdapterError.self) { try Converted(#"{"commit_hash": "a", "results": {"m.time_a": 1.5}}"#) }
  }

  @Test func filesWithoutResultsAreTold() throws {
    let converted = try Converted([("benchmarks.json", #"{"m.time_a": {"param_names": []}, "version": 2}"#)])
    #expect(converted.skipped == [InputRemark("benchmarks.json", "", "no file of results is beside it")])
  }
}
