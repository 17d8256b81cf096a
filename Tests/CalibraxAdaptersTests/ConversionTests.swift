import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters
import CalibraxReading

/// What becomes of several files.
@Suite struct ConversionTests {
  private let a = ("a.json", #"{"results":[{"command":"a","mean":0.5,"times":[0.5]}]}"#)
  private let b = ("b.json", #"{"results":[{"command":"b","mean":0.25,"times":[0.25]}]}"#)
  private let go = ("go.txt", "cpu: Xeon\nBenchmarkX 10 5.0 ns/op\n")

  @Test func areOneRun() throws {
    let run = try #require(try Converted([a, go, b]).runs.only)
    #expect(run.points.map(\.name) == ["a", "BenchmarkX", "b"])
    #expect(run.environment == ["cpu": "Xeon"])
  }

  @Test func areTwoWhereTheyHaveTheSamePoint() throws {
    let runs = try Converted([a, a, b]).runs
    #expect(runs.map { $0.points.map(\.name) } == [["a", "b"], ["a"]])
  }

  @Test func areTwoWhereTheyAreOfDifferentMachines() throws {
    let other = ("other.txt", "cpu: Epyc\nBenchmarkY 10 5.0 ns/op\n")
    #expect(try Converted([go, other]).runs.map { $0.environment["cpu"] } == ["Xeon", "Epyc"])
  }

  @Test func areARunEachInAHistory() throws {
    #expect(try Converted([a, b], joins: false).runs.count == 2)
  }

  @Test func aFileThatNothingRecognizesIsToldOf() throws {
    let converted = try Converted([a, ("notes.txt", "nothing")])
    #expect(converted.runs.count == 1)
    #expect(converted.skipped == [InputRemark("notes.txt", "", "no adapter recognizes it")])
    #expect(throws: AdapterError.self) { try Converted([("notes.txt", "nothing")]) }
  }

  @Test func aMetricInSeveralUnitsKeepsThemAtItsPoints() throws {
    var draft = RunDraft()
    var conversion = Conversion { run, _ in
      #expect(run.metricDefs["value"]?.unit == "")
      #expect(run.points.map { $0.metrics["value"]?.unknownMembers["unit"] } == ["s", "B"])
      return true
    }
    draft.add(Measurement("value", 5, "ms", .lower), of: "time", at: "", &conversion)
    draft.add(Measurement("value", 5, "kB", .lower), of: "size", at: "", &conversion)
    conversion.add(draft)
    conversion.finish()
    #expect(conversion.skipped == [])
  }

  @Test func aMetricThatImprovesBothWaysIsForInformation() throws {
    let one = #"{"timestamp":"2026-03-01","points":[{"name":"p"}]}"#
    #expect(try Converted(one).runs.count == 1)
    var draft = RunDraft()
    var conversion = Conversion { run, _ in
      #expect(run.metricDefs["value"]?.direction == .info)
      return true
    }
    draft.add(Measurement("value", 5, "ms", .lower), of: "a", at: "[0]", &conversion)
    draft.add(Measurement("value", 5, "ms", .higher), of: "b", at: "[1]", &conversion)
    draft.add(Measurement("value", 6, "ms", .lower), of: "a", at: "[2]", &conversion)
    conversion.add(draft)
    conversion.finish()
    #expect(conversion.skipped.map(\.place) == ["[2]"])
    #expect(conversion.notes.map(\.place) == ["[1]"])
  }

  @Test func runsOfCalibraxStayAsTheyAre() throws {
    let run = try #require(try Converted.fixture("calibrax-run.json").runs.only)
    #expect(run.id == "nightly-1")
    #expect(run.metricDefs["latency"]?.unit == "ms")
    #expect(try Converted.fixture("calibrax-runs.ndjson").runs.map(\.timestamp) == ["2026-03-01", "2026-03-02"])
    let error = #expect(throws: AdapterError.self) {
      try Converted(#"{"points":[{"name":"p"}]}"# + "\n" + #"{"points":[{"name":7}]}"# + "\n")
    }
    #expect(error?.place == "line 2: points[0].name")
  }

  @Test(arguments: [
    ("ns/op", "s", 1e-9), ("\u{B5}s", "s", 1e-6), ("\u{3BC}s/op", "s", 1e-6), ("ms/iter", "s", 1e-3), ("s", "s", 1),
    ("min", "s", 60), ("MB", "B", 1e6), ("KiB", "B", 1_024), ("B/op", "B", 1), ("allocs/op", "count", 1),
    ("#", "count", 1), ("MB/s", "B/s", 1e6), ("ops/ms", "1/s", 1e3), ("ops/us", "1/s", 1e6), ("# / s", "1/s", 1),
    ("req/s", "req/s", 1), ("req/ms", "req/s", 1e3), ("Percent", "Percent", 1), ("parts/op", "parts/op", 1),
    ("", "", 1), ("m", "m", 1),
  ])
  func unitsAreThoseOfTheSI(_ written: String, _ name: String, _ factor: Double) {
    #expect(Unit(written).name == name)
    #expect(Unit(written).factor == factor)
  }

  @Test(arguments: [
    ("1", 1.0), ("-1.5e3", -1_500), ("+2", 2), (" 3 ", 3), ("1,234,567.5", 1_234_567.5), ("+INF", .infinity),
    ("-inf", -.infinity), ("Infinity", .infinity), (".5", 0.5),
  ])
  func numbersAreReadAsToolsWriteThem(_ text: String, _ value: Double) {
    #expect(Double(lenient: text) == value)
  }

  @Test(arguments: ["", "0x10", "1 2", "12ms", "1,23", ",123", "1,2345", "--1", "infinite", "1.2.3", "e5"])
  func otherTextsAreNoNumbers(_ text: String) {
    #expect(Double(lenient: text) == nil)
  }
}

extension Array {
  /// The element, when it is the only one.
  var only: Element? { count == 1 ? first : nil }
}
