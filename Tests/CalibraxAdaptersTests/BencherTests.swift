import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// Bencher Metric Format, whose measures say their unit and direction by their names.
@Suite struct BencherTests {
  private func run(_ text: String) throws -> Run {
    try #require(try Converted(text).runs.first)
  }

  @Test func boundsAreKept() throws {
    let run = try run(#"{"a": {"latency": {"value": 88.0, "lower_value": 87.5, "upper_value": 89}}}"#)
    let metric = try #require(run.points.first?.metrics["latency"])
    #expect(metric == Measurement.bounded("latency", 88, 87.5, 89, "ns"))
    #expect(run.metricDefs["latency"]?.unit == "s")
  }

  @Test(arguments: [
    ("latency", "s", Direction.lower), ("Latency", "s", .lower), ("throughput", "1/s", .higher),
    ("build-time", "s", .lower), ("Build Time", "s", .lower), ("file-size", "B", .lower),
    ("instructions", "count", .lower), ("Estimated Cycles", "count", .lower), ("l1-hits", "count", .info),
    ("ll-miss-rate", "%", .lower), ("l1-hit-rate", "%", .higher), ("my-own", "", .info),
    ("31aba8a9-977a-47d1-9fb6-e6b94b428471", "", .info),
  ]) func aMeasureThatIsBuiltInHasAUnitAndDirection(_ measure: String, _ unit: String, _ direction: Direction) throws {
    let run = try run(#"{"a": {"\#(measure)": {"value": 1}}}"#)
    #expect(run.metricDefs[measure]?.unit == unit)
    #expect(run.metricDefs[measure]?.direction == direction)
  }

  @Test(arguments: ["tests::noisy-bencher-ignore", "tests::noisy_bencher_ignore", "tests::noisyBencherIgnore"])
  func aNameThatAsksToBeIgnoredIsReadAndToldOf(_ name: String) throws {
    let converted = try Converted(#"{"\#(name)": {"latency": {"value": 1}}}"#)
    #expect(converted.runs.first?.points.map(\.name) == ["tests::noisy"])
    #expect(converted.notes.map(\.place) == [name])
    #expect(converted.notes.first?.reason.contains("add a policy with ignore") == true)
  }

  @Test func whatIsNoMeasureIsToldOf() throws {
    let converted = try Converted(#"{"a": {"latency": {"value": 1}, "x": 2}, "b": 3}"#)
    #expect(converted.runs.first?.points.count == 1)
    #expect(converted.skipped.map(\.place) == ["a.x", "b"])
  }

  @Test func aMeasureWithoutANumberIsAnError() throws {
    let run = try run(#"{"a": {"latency": {"value": null}, "throughput": {"value": NaN}}}"#)
    #expect(run.points[0].metrics["latency"]?.unknownMembers["error"] == "non-finite value")
    #expect(run.points[0].metrics["throughput"]?.value == nil)
  }

  @Test(arguments: [
    #"{"wallClock": 1}"#, #"{"a": {"b": 1}}"#, #"{"a": 1, "b": {"c": {"value": 1}}}"#, #"[{"a": {"value": 1}}]"#,
    #"{"mean": {"confidence_interval": {"lower_bound": 1}, "point_estimate": 2}}"#, "{}",
  ]) func otherObjectsAreNotTaken(_ text: String) throws {
    var file = SourceFile(name: "x.json", bytes: Array(text.utf8))
    #expect(!Bencher.recognizes(try file.head()))
  }
}

extension Measurement {
  fileprivate static func bounded(
    _ metric: String, _ value: Double, _ lower: Double, _ upper: Double, _ unit: String
  ) -> Metric {
    var measurement = Measurement(metric, value, unit)
    (measurement.lower, measurement.upper) = (lower, upper)
    var metric = measurement.converted
    metric.unknownMembers["unit"] = nil
    return metric
  }
}
