import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@testable import CalibraxAdapters
import CalibraxReading

/// Real files of every tool, and what is measured in them.
@Suite struct ExpectedValuesTests {
  /// A line of expected.ndjson: one value of one file.
  struct Expected: Sendable, CustomTestStringConvertible {
    var line: JSON
    var testDescription: String {
      ["file", "benchmark", "metric"].compactMap { line[$0]?.string }.joined(separator: " ")
    }
  }

  static let all: [Expected] = Fixtures.lines("adapters/expected.ndjson").compactMap { line in
    (try? JSON(parsing: Array(line.utf8))).map { Expected(line: $0) }
  }

  @Test func thereAreSome() {
    #expect(Self.all.count == 101)
  }

  @Test(arguments: all) func aValueIsWhatTheToolMeasured(_ expected: Expected) throws {
    let line = expected.line
    let file = try #require(line["file"]?.string)
    let runs = try Converted.fixture(file).runs
    let name = try #require(line["benchmark"]?.string)
    let metric = try #require(line["metric"]?.string)
    let tags = line["params"]?.members?.mapValues { $0.tag } ?? [:]
    let found = runs.flatMap { run in
      run.points.filter { $0.name == name && run.known(of: $0).contains(tags) && $0.metrics[metric] != nil }
        .map { (run, $0) }
    }
    try #require(found.count == 1, "\(found.count) points of that name and tags")
    let (run, point) = found[0]
    let measured = try #require(point.metrics[metric])
    #expect(run.metricDefs[metric]?.direction.rawValue == line["direction"]?.string)
    #expect(measured.unknownMembers["unit"]?.string ?? run.metricDefs[metric]?.unit == line["unit"]?.string)
    if let value = line["value"]?.double {
      let got = try #require(measured.value)
      #expect(got == value)
      #expect(measured.unknownMembers["statistic"]?.string ?? "value" == line["stat"]?.string)
      #expect(Double(measured.samples?.count ?? Int(measured.unknownMembers["n"]?.double ?? 1)) == line["n"]?.double)
    } else {
      #expect(measured.value == nil)
      #expect(measured.unknownMembers["error"]?.string == line["error"]?.string)
    }
  }
}

extension Run {
  /// What is known of a point: its tags, and what all points of its run have in common.
  fileprivate func known(of point: Point) -> OrderedMap<String> {
    var known = metadata.mapValues { $0.tag }
    known["commit"] = commit
    known.overlay(point.tags)
    return known
  }
}
