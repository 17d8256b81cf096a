import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What XCTest prints of measured tests.
@Suite struct XCTestOutputTests {
  private func measured(_ what: String, _ values: String, _ told: String = "") -> String {
    "/a/t.swift:4: Test Case 'C.m' measured [\(what)] average: 0.011, relative standard deviation: 19.729%, "
      + "values: [\(values)], performanceMetricID:x, \(told)maxStandardDeviation: 0.100\n"
  }

  private func run(_ text: String) throws -> Run {
    try #require(try Converted(text).runs.first)
  }

  @Test func theMedianIsOfTheValuesAndNotTheRoundedAverage() throws {
    let metric = try #require(
      try run(measured("Time, seconds", "0.007674, 0.012389, 0.008441")).points[0].metrics["Time"])
    #expect(metric.value == 0.008441)
    #expect(metric.samples == [0.007674, 0.012389, 0.008441])
    #expect(metric.unknownMembers["statistic"] == "median")
  }

  @Test(arguments: [
    ("polarity: prefers smaller, ", "s", Direction.lower), ("polarity: prefers larger, ", "s", .higher),
    ("polarity: unspecified, ", "MB/s", .higher), ("", "MB/s", .higher), ("", "frames", .lower),
  ]) func thePolarityThenTheUnitSaysTheDirection(_ told: String, _ unit: String, _ direction: Direction) throws {
    #expect(try run(measured("A, \(unit)", "1", told)).metricDefs["A"]?.direction == direction)
  }

  @Test func aMetricsNameMayHaveACommaInIt() throws {
    #expect(try run(measured("Writes, logical, kB", "2")).points[0].metrics["Writes, logical"]?.value == 2000)
  }

  @Test func namesOfMacOSAreWrittenAsThoseOfLinux() throws {
    let text = measured("Time, s", "1").replacing("'C.m'", with: "'-[Mod.C m]'")
    #expect(try run(text).points.map(\.name) == ["Mod.C.m"])
  }

  @Test func aTestThatThenFailedIsAnError() throws {
    let text = "Test Case 'C.m' started\n" + measured("Time, s", "1") + "Test Case 'C.m' failed (0.1 seconds)\n"
    let metric = try #require(try run(text).points[0].metrics["Time"])
    #expect(metric.value == nil)
    #expect(metric.unknownMembers["error"] == "the test failed")
  }

  @Test func aTestThatFailedBeforeItMeasuredIsToldOf() throws {
    let text = measured("Time, s", "1") + "Test Case 'C.m' passed\nTest Case 'C.n' failed (0.1 seconds)\n"
    let converted = try Converted(text)
    #expect(converted.runs.first?.points.map(\.name) == ["C.m"])
    #expect(converted.skipped.map(\.place) == ["line 3"])
  }

  @Test func aTestThatNothingEndsIsToldOf() throws {
    let converted = try Converted("Test Case 'C.a' passed (1 seconds)\n" + measured("Time, s", "1"))
    #expect(converted.runs.first?.points.first?.metrics["Time"]?.value == 1)
    #expect(converted.skipped.map(\.place) == ["line 2"])
    #expect(try Converted(measured("Time, s", "1")).skipped.isEmpty)
  }

  @Test func theSecondOfTwoLinesIsToldOf() throws {
    let converted = try Converted(measured("Time, s", "1") + measured("Time, s", "2"))
    #expect(converted.runs.first?.points.first?.metrics["Time"]?.value == 1)
    #expect(converted.skipped.map(\.place) == ["line 2"])
  }

  @Test func otherOutputIsNoError() throws {
    let text =
      "Building for debugging...\nTest Suite 'All tests' started at 2026\n{\"a\": 1}\nTest Case 'C.m' started\n"
    let converted = try Converted(text)
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped == [InputRemark("file", "", "no test measured anything")])
  }

  @Test(arguments: ["", "1, x"]) func valuesThatCannotBeReadAreToldOf(_ values: String) throws {
    let converted = try Converted(measured("Time, s", values))
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped.map(\.place) == ["line 1"])
  }
}
