import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// Custom JSON of github-action-benchmark, in which nothing says whether larger values are better.
@Suite struct GitHubActionBenchmarkTests {
  private func metric(_ range: String, value: String = "200") throws -> Metric? {
    let text = #"[{"name": "a", "unit": "ms", "value": \#(value), "range": \#(range)}]"#
    return try Converted(text, as: "github-action-benchmark").runs.first?.points.first?.metrics["value"]
  }

  @Test(arguments: [(#""± 50""#, 0.15), (#""+-50""#, 0.15), (#""50""#, 0.15), ("50", 0.15), (#""±25%""#, 0.15)])
  func aRangeLiesAroundTheValue(_ range: String, _ lower: Double) throws {
    let metric = try #require(try metric(range))
    #expect(metric.value == 0.2)
    #expect(metric.lower == lower)
    #expect(metric.upper == 0.25)
  }

  @Test func aShareOfANegativeValueLiesAroundItToo() throws {
    let metric = try #require(try metric(#""10%""#, value: "-200"))
    #expect(metric.lower == -0.22)
    #expect(metric.upper == -0.18)
  }

  @Test func whatIsNoRangeStaysWithThePoint() throws {
    let text = #"[{"name": "a", "unit": "iter/sec", "value": 2, "range": "stddev: 0.1", "extra": "rounds: 9"}]"#
    let point = try #require(try Converted(text, as: "github-action-benchmark").runs.first?.points.first)
    #expect(point.metrics["value"]?.lower == nil)
    #expect(point.unknownMembers["range"] == "stddev: 0.1")
    #expect(point.unknownMembers["extra"] == "rounds: 9")
  }

  @Test(arguments: [
    ("out-customBiggerIsBetter.json", "github-action-benchmark-bigger", Direction.higher),
    ("main-bigger-is-better.json", "github-action-benchmark-bigger", .higher),
    ("SMALLER.json", "github-action-benchmark-smaller", .lower),
    ("bigger/main.json", "github-action-benchmark", .lower),
  ]) func theFilesNameSaysTheDirection(_ file: String, _ format: String, _ direction: Direction) throws {
    let text = #"[{"name": "a", "unit": "ms", "value": 1}]"#
    var source = SourceFile(name: file, bytes: Array(text.utf8))
    let head = try source.head()
    #expect(allAdapters.first { $0.recognizes(head) }?.name == format)
    #expect(try Converted([(file, text)]).runs.first?.metricDefs["value"]?.direction == direction)
  }

  @Test func peopleSayTheDirection() throws {
    let text = #"[{"name": "a", "unit": "points", "value": 1}]"#
    for (format, direction) in [("bigger", Direction.higher), ("smaller", .lower)] {
      let converted = try Converted(text, as: "github-action-benchmark-\(format)")
      #expect(converted.runs.first?.metricDefs["value"]?.direction == direction)
      #expect(converted.skipped.isEmpty)
    }
  }

  @Test func unitsThatSayNothingAreToldOfOnce() throws {
    let text = #"[{"name": "a", "unit": "points", "value": 1}, {"name": "b", "unit": "", "value": 1}]"#
    let converted = try Converted(text)
    #expect(converted.runs.first?.metricDefs["value"]?.direction == .info)
    #expect(converted.notes.count == 1)
    #expect(converted.notes.first?.reason.contains("github-action-benchmark-smaller") == true)
  }

  @Test func aUnitThatSaysItSaysItForTheWholeFile() throws {
    let text = #"[{"name": "a", "unit": "points", "value": 1}, {"name": "b", "unit": "req/s", "value": 1}]"#
    let converted = try Converted(text)
    #expect(converted.runs.first?.metricDefs["value"]?.direction == .higher)
    #expect(converted.skipped.isEmpty)
  }

  @Test func unitsThatSayDifferentThingsLeaveInformation() throws {
    let text = #"[{"name": "a", "unit": "ms", "value": 1}, {"name": "b", "unit": "req/s", "value": 1}]"#
    let converted = try Converted(text)
    #expect(converted.runs.first?.metricDefs["value"]?.direction == .info)
    #expect(converted.notes.map(\.place) == ["[1]"])
  }

  @Test func filesOfBothDirectionsAreTwoRunsThatKeepThem() throws {
    let converted = try Converted([
      ("main-bigger-is-better.json", #"[{"name": "a", "unit": "points", "value": 1}]"#),
      ("main.json", #"[{"name": "b", "unit": "ms", "value": 1}]"#),
      ("other.json", #"[{"name": "c", "unit": "ms", "value": 1}]"#),
    ])
    #expect(converted.runs.map { $0.metricDefs["value"]?.direction } == [Direction.higher, .lower])
    #expect(converted.runs.map { $0.points.map { $0.name } } == [["a"], ["b", "c"]])
    #expect(converted.skipped.isEmpty)
  }

  @Test func aValueThatIsNoNumberIsAnError() throws {
    let text = #"[{"name": "a", "unit": "ms", "value": null}, {"unit": "ms", "value": 1}]"#
    let converted = try Converted(text, as: "github-action-benchmark")
    #expect(converted.runs.first?.points.first?.metrics["value"]?.unknownMembers["error"] == "non-finite value")
    #expect(converted.skipped == [InputRemark("file", "[1]", "it has no name")])
  }

  @Test func aValueMayBeAString() throws {
    let text = #"[{"name": "a", "unit": "ms", "value": "1249"}]"#
    let value = try Converted(text).runs.first?.points.first?.metrics["value"]?.value
    #expect(value == 1249 * 1e-3)
  }

  @Test func anObjectIsNoList() {
    #expect(throws: AdapterError("file", "", "there is no list of benchmarks")) {
      try Converted("{}", as: "github-action-benchmark")
    }
  }
}
