import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// OpenMetrics and Prometheus text.
@Suite struct OpenMetricsTests {
  private func run(_ lines: String) throws -> Run {
    try #require(try Converted(lines + "\n# EOF\n", as: "openmetrics").runs.first)
  }

  @Test func theLabelBenchmarkNamesThePoint() throws {
    let run = try run(#"wall_seconds{benchmark="decode",testbed="ci-1"} 0.5"#)
    #expect(run.points.map(\.name) == ["decode"])
    #expect(run.points[0].tags == ["testbed": "ci-1"])
    #expect(try self.run("a 1").points.map(\.name) == ["openmetrics"])
  }

  @Test func labelsAreUnescaped() throws {
    let run = try run(#"a{x="\\n",y="\"}, {",z="a\nb",} 1"#)
    #expect(run.points[0].tags == ["x": "\\n", "y": "\"}, {", "z": "a\nb"])
  }

  @Test func aBranchThatAllSamplesShareIsTheRuns() throws {
    let same = try run(
      #"""
      a{benchmark="x",branch="main",commit="c1"} 1
      a{benchmark="y",branch="main",commit="c2"} 1
      b 2
      """#)
    #expect(same.branch == "main")
    #expect(same.commit == nil)
    #expect(same.points.map(\.tags) == [["commit": "c1"], ["commit": "c2"], [:]])
  }

  @Test(arguments: [
    ("a_seconds", "", "s", Direction.lower), ("a_bytes", "", "B", .lower), ("a_seconds_total", "", "s", .lower),
    ("a", "# UNIT a seconds\n", "s", .lower), ("a_ratio", "# UNIT a_ratio ratio\n", "ratio", .info),
    ("a_total", "", "", .info), ("a_seconds_count", "", "count", .info), ("a_seconds_sum", "", "s", .lower),
    ("a_created", "", "", .info),
  ]) func unitsAreSaidOrAtTheEndOfTheName(_ name: String, _ said: String, _ unit: String, _ direction: Direction) throws
  {
    let run = try run(said + name + " 1")
    #expect(run.metricDefs[name]?.unit == unit)
    #expect(run.metricDefs[name]?.direction == direction)
  }

  @Test func helpIsTheDescription() throws {
    #expect(try run("# HELP a What it\\nis.\na 1").metricDefs["a"]?.description == "What it\nis.")
  }

  @Test func bucketsAndQuantilesAreToldApartByTheirLabels() throws {
    let run = try run(
      "t_bucket{le=\"1\"} 2\nt_bucket{le=\"+Inf\"} 3\nt_sum 1.5\nt_count 3\ns{quantile=\"0.5\"} 1\n")
    #expect(run.points.map(\.tags) == [["le": "1"], ["le": "+Inf"], [:], ["quantile": "0.5"]])
    #expect(run.points[2].metrics.keys == ["t_sum", "t_count"])
  }

  @Test func theNewestSampleSaysWhenItWas() throws {
    #expect(try run("a 1 1717243200.5\nb 2 1717243100").timestamp == "2024-06-01T12:00:00.500000")
    // Prometheus writes milliseconds.
    #expect(try run("a 1 1717243200000").timestamp == "2024-06-01T12:00:00")
  }

  @Test func whatIsNoNumberIsAnError() throws {
    let run = try run("a NaN\nb +Inf\nc 1e3 # {trace=\"x\"} 0.1 1")
    #expect(run.points[0].metrics["a"]?.unknownMembers["error"] == "non-finite value")
    #expect(run.points[0].metrics["b"]?.unknownMembers["error"] == "non-finite value")
    #expect(run.points[0].metrics["c"]?.value == 1000)
  }

  @Test func withoutEOFItMayHaveBeenCutOff() throws {
    let converted = try Converted("# TYPE a gauge\na 1\n")
    #expect(converted.runs.count == 1)
    #expect(converted.notes == [InputRemark("file", "", "no # EOF ends it, so it may have been cut off")])
  }

  @Test func aLineThatNothingEndsIsLeftOut() throws {
    let converted = try Converted("# TYPE a gauge\na 1\nb 12")
    #expect(converted.runs.first?.points.first?.metrics.keys == ["a"])
    #expect(converted.skipped.map(\.place) == ["line 3"])
    #expect(try Converted("# TYPE a gauge\na 1\n# EOF").skipped.isEmpty)
  }

  @Test(arguments: [
    "a", "a one", "a{x=\"1\" 2", "a{x=1} 2", "a 1 2 3", "1 2", "a{x=\"1\\", "a-b 1", "é 1",
    "a.b{x=\"1\"} 1", "a{x-y=\"1\"} 1", "a{1=\"1\"} 1", "a{x:y=\"1\"} 1", "a{x=\"1\",x=\"2\"} 1",
  ])
  func whatIsNoSampleIsToldOf(_ line: String) throws {
    let converted = try Converted("\(line)\n# EOF\n", as: "openmetrics")
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped.map(\.place) == ["line 1"])
  }

  @Test func whatStandsBehindTheEndIsToldOf() throws {
    let converted = try Converted("a 1\n# EOF\nb 2\n", as: "openmetrics")
    #expect(converted.runs.first?.points.first?.metrics.keys == ["a"])
    #expect(converted.skipped.map(\.place) == ["line 3"])
  }
}
