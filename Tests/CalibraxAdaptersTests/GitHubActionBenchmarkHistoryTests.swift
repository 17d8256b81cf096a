import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// The history of github-action-benchmark: many runs in a file.
@Suite struct GitHubActionBenchmarkHistoryTests {
  private func entry(_ tool: String, _ benches: String, id: String = "c1", date: String = "1717243200000") -> String {
    #"{"commit": {"id": "\#(id)", "message": "speed up\n\n* more", "author": {"name": "A"}, "url": "https://x/c1","#
      + #" "timestamp": "2024-06-01T12:00:00+02:00"}, "date": \#(date), "tool": "\#(tool)", "benches": [\#(benches)]}"#
  }

  private func history(_ suites: [(name: String, entries: [String])]) -> String {
    let entries = suites.map { #""\#($0.name)": [\#($0.entries.joined(separator: ", "))]"# }
    return
      #"window.BENCHMARK_DATA = {"lastUpdate": 1, "repoUrl": "r", "entries": {\#(entries.joined(separator: ","))}}"#
  }

  private func run(_ tool: String, _ benches: String) throws -> Run {
    try #require(try Converted(history([("s", [entry(tool, benches)])])).runs.first)
  }

  @Test func anEntryIsARunOfItsCommit() throws {
    let run = try run("cargo", #"{"name": "a", "unit": "ns/iter", "value": 5, "range": "± 1"}"#)
    #expect(run.commit == "c1")
    #expect(run.timestamp == "2024-06-01T12:00:00")
    #expect(run.points.map(\.scenario) == ["s"])
    #expect(
      run.metadata == ["suite": "s", "tool": "cargo", "message": "speed up", "author": "A", "url": "https://x/c1"])
    #expect(run.points[0].metrics["wall"]?.value == 5e-9)
    #expect(run.points[0].metrics["wall"]?.upper == 6 * 1e-9)
  }

  @Test func withoutADateTheCommitsTimeCounts() throws {
    let bench = #"{"name": "a", "unit": "ns", "value": 5}"#
    let text = history([("s", [entry("cargo", bench, date: "null")])])
    #expect(try Converted(text).runs.first?.timestamp == "2024-06-01T12:00:00+02:00")
  }

  @Test func entriesOfSeveralSuitesAreRunsEach() throws {
    let bench = #"{"name": "a", "unit": "ns", "value": 5}"#
    let one = entry("catch2", bench)
    let runs = try Converted(history([("s", [one, one]), ("t", [one])])).runs
    #expect(runs.map { $0.metadata["suite"] } == ["s", "s", "t"])
  }

  @Test func theJSONWithoutWhatStandsBeforeItIsReadToo() throws {
    let text = history([("s", [entry("cargo", #"{"name": "a", "unit": "ns", "value": 5}"#)])])
    #expect(try Converted(String(text.drop { $0 != "{" })).runs.count == 1)
    #expect(try Converted(text + ";\n").runs.count == 1)
  }

  @Test func whatGoSaysTwiceCountsOnce() throws {
    let extra = #""extra": "36813 times\n2 procs""#
    let run = try run(
      "go",
      #"{"name": "BenchmarkCopy", "value": 643.7, "unit": "ns/op\t101818.45 MB/s\t  0 B/op", \#(extra)},"#
        + #"{"name": "BenchmarkCopy - ns/op", "value": 643.7, "unit": "ns/op", \#(extra)},"#
        + #"{"name": "BenchmarkCopy - MB/s", "value": 101818.45, "unit": "MB/s", \#(extra)}"#)
    let point = try #require(run.points.first)
    #expect(run.points.count == 1)
    #expect(point.name == "BenchmarkCopy")
    #expect(point.tags == ["procs": "2"])
    #expect(point.unknownMembers["extra"] == "36813 times\n2 procs")
    #expect(point.metrics.keys == ["wall", "throughput", "alloc_bytes"])
    #expect(point.metrics["throughput"]?.value == 101_818.45 * 1e6)
    #expect(run.metricDefs["throughput"]?.direction == .higher)
    #expect(run.metricDefs["wall"]?.direction == .lower)
  }

  @Test func olderVersionsWriteOnlyTheCombinedValue() throws {
    let run = try run("go", #"{"name": "BenchmarkA", "value": 2, "unit": "ns/op\t 3 B/op\t 1 allocs/op"}"#)
    #expect(run.points.first?.tags == ["procs": "1"])
    #expect(run.points.first?.metrics["allocs"]?.value == 1)
    #expect(run.points.first?.metrics.count == 3)
  }

  @Test func aCombinedValueThatIsNoPairsIsToldOf() throws {
    let bench = #"{"name": "BenchmarkA", "value": 2, "unit": "ns/op\tand 3 B/op"}"#
    let converted = try Converted(history([("s", [entry("go", bench)])]))
    #expect(converted.runs.first?.points.first?.metrics.keys == ["wall"])
    #expect(converted.skipped.map(\.place) == ["entries.s[0].benches[0]"])
  }

  @Test(arguments: [
    ("jmh", "ops/s", "throughput", Direction.higher), ("jmh", "ns/op", "wall", .lower),
    ("pytest", "iter/sec", "throughput", .higher), ("pytest", "loops", "value", .higher),
    ("julia", "allocs", "value", .lower), ("cargo", "lines", "value", .lower),
    ("customBiggerIsBetter", "ns", "value", .higher), ("customSmallerIsBetter", "req/s", "value", .lower),
    ("unheardOf", "lines", "value", .info),
  ]) func theUnitOrElseTheToolSaysTheDirection(
    _ tool: String, _ unit: String, _ metric: String, _ direction: Direction
  ) throws {
    let run = try run(tool, #"{"name": "a", "unit": "\#(unit)", "value": 5}"#)
    #expect(run.metricDefs[metric]?.direction == direction)
  }

  @Test func whatWasReadBeforeTheFileBreaksOffStaysRead() throws {
    let one = entry("cargo", #"{"name": "a", "unit": "ns", "value": 5}"#)
    let text = history([("s", [one, one])])
    var runs = 0
    #expect(throws: AdapterError.self) {
      var conversion = Conversion { _, _ in
        runs += 1
        return true
      }
      try conversion.read(
        [SourceFile(name: "data.js", bytes: Array(text.utf8.dropLast(20)))], by: GitHubActionBenchmarkHistory.self)
    }
    #expect(runs == 1)
  }

  @Test func aDamagedEntryIsNamed() {
    let text = history([("s", [entry("cargo", ""), "{\"date\": }"])])
    let error = #expect(throws: AdapterError.self) { try Converted(text) }
    #expect(error?.place == "entries.s[1]")
  }

  @Test func whoeverWantsNoMoreGetsNoMore() throws {
    let one = entry("cargo", #"{"name": "a", "unit": "ns", "value": 5}"#)
    let text = history([("s", [one, one, one])])
    var runs = 0
    var conversion = Conversion { _, _ in
      runs += 1
      return runs < 2
    }
    try conversion.read([SourceFile(name: "data.js", bytes: Array(text.utf8.dropLast(20)))], by: nil)
    #expect(runs == 2)
  }

  @Test func whatIsNoEntryIsToldOf() throws {
    let text = #"window.BENCHMARK_DATA = {"entries": {"s": [3, {"tool": "go"}], "t": 4}}"#
    let converted = try Converted(text)
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped.map(\.place) == ["entries.s[0]", "entries.s[1]", "entries.t[0]"])
  }

  @Test func aHistoryWithoutEntriesIsToldOf() throws {
    let converted = try Converted(#"window.BENCHMARK_DATA = {"entries": {}}"#)
    #expect(converted.skipped == [InputRemark("file", "entries", "there are none")])
  }

  @Test func aLongHistoryIsReadInPieces() throws {
    let one = entry("cargo", #"{"name": "a", "unit": "ns", "value": 5}"#)
    let opening = Array(#"window.BENCHMARK_DATA = {"entries": {"s": [\#(one)"#.utf8)
    let rest = Array((0..<100).map { _ in "," + one }.joined().utf8)
    let count = 20
    var pieces = 0
    var runs = 0
    let file = SourceFile(name: "data.js") {
      { () throws(AdapterError) in
        pieces += 1
        return pieces == 1 ? opening : pieces <= count + 1 ? rest : pieces == count + 2 ? Array("]}}".utf8) : []
      }
    }
    var conversion = Conversion { _, _ in
      runs += 1
      return true
    }
    try conversion.read([file], by: GitHubActionBenchmarkHistory.self)
    #expect(runs == 1 + 100 * count)
  }
}
