import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// The exports of package-benchmark for Swift.
@Suite struct PackageBenchmarkTests {
  private let header =
    "#datatype tag,tag\nmeasurement,hostName,processoryType,processors,memory,kernelVersion,metric,unit,test,"

  private func influx(_ columns: String, _ rows: [String]) -> String {
    header + columns + "value,test_average,iterations,warmup_iterations,time\n"
      + rows.map { "Suite,ci 1,x86_64,2,24,Linux-6.18," + $0 + "\n" }.joined()
  }

  @Test func theMedianIsTheValueOfInflux() throws {
    let text = influx(
      "percentile,",
      [
        "Time(wallclock),ns,decode,0.0,100,120.0,312,1,2026-11-21T00:30:00Z",
        "Time(wallclock),ns,decode,50.0,200,120.0,312,1,2026-11-21T00:30:01Z",
        "Time(wallclock),ns,decode,99.0,400,120.0,312,1,2026-11-21T00:30:02Z",
        "Throughput(#/s),count,decode,50.0,7,7.0,312,1,2026-11-21T00:30:02Z",
        "Memory(residentpeak),M,decode,50.0,3,3.0,312,1,2026-11-21T00:30:02Z",
      ])
    let run = try #require(try Converted(text).runs.first)
    #expect(run.points.map(\.name) == ["Suite.decode"])
    let wall = try #require(run.points[0].metrics["Time(wallclock)"])
    #expect(wall.value == 200 * 1e-9)
    #expect(wall.lower == nil)
    #expect(wall.unknownMembers["statistic"] == "median")
    #expect(wall.unknownMembers["n"] == 312)
    #expect(run.metricDefs["Throughput(#/s)"]?.direction == .higher)
    #expect(run.points[0].metrics["Memory(residentpeak)"]?.value == 3e6)
    #expect(run.metricDefs["Memory(residentpeak)"]?.unit == "B")
    #expect(run.timestamp == "2026-11-21T00:30:00Z")
    #expect(
      run.environment == ["host": "ci 1", "arch": "x86_64", "cores": 2, "memory": 24, "kernel": "Linux-6.18"])
  }

  @Test func aMetricWithoutMedianIsToldOf() throws {
    let text = influx("percentile,", ["A,ns,decode,99.0,400,1.0,3,1,2026-11-21T00:30:02Z"])
    let converted = try Converted(text)
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped == [InputRemark("file", "line 3", "there is no 50th percentile of A")])
  }

  @Test func olderVersionsDoNotNameTheirSevenPercentiles() throws {
    let rows = (1...7).map { "A,ns,decode,\($0),1.0,3,1,2026-11-21T00:30:02Z" }
    #expect(try Converted(influx("", rows)).runs.first?.points.first?.metrics["A"]?.value == 3 * 1e-9)
    #expect(try Converted(influx("", Array(rows.dropLast()))).runs.isEmpty)
  }

  @Test func columnsThatPeopleAddedAreTags() throws {
    let text = influx("size,percentile,", ["A,ns,decode,big,50.0,400,1.0,3,1,2026-11-21T00:30:02Z"])
    #expect(try Converted(text).runs.first?.points.first?.tags == ["size": "big"])
  }

  @Test func thresholdsAreNamedByTheirFile() throws {
    let text = #"{"wallClock": 1000, "mallocCountTotal": 7, "throughput": 5, "peakMemoryResident": 9, "x": "y"}"#
    let converted = try Converted([("t/Suite.decode.1.p90.json", text)])
    let run = try #require(converted.runs.first)
    #expect(run.points.map(\.name) == ["Suite.decode.1"])
    #expect(run.points[0].metrics["wallClock"]?.value == 1000 * 1e-9)
    #expect(run.metricDefs["mallocCountTotal"]?.unit == "count")
    #expect(run.metricDefs["throughput"]?.direction == .higher)
    #expect(run.metricDefs["peakMemoryResident"]?.unit == "B")
    #expect(converted.skipped.map(\.place) == ["x"])
  }

  @Test func filesOfTheMetricsOfABenchmarkAreOnePoint() throws {
    let converted = try Converted([
      ("out/main.Suite.decode.wallClock.histogram.samples.tsv", "Time (wall clock) (μs)\n12\n10\n14\n"),
      ("out/main.Suite.decode.mallocCountTotal.histogram.samples.tsv", "Malloc (total) (K)\n1\n3\n"),
    ])
    let point = try #require(converted.runs.first?.points.first)
    #expect(converted.runs.count == 1)
    #expect(converted.runs.first?.metadata == ["baseline": "main"])
    #expect(point.name == "Suite.decode")
    let microseconds: [Double?] = [12, 10, 14].map { $0 * 1e-6 }
    #expect(point.metrics["Time (wall clock)"]?.samples == microseconds)
    #expect(point.metrics["Malloc (total)"]?.value == 2000)
  }

  @Test func twoBaselinesAreTwoRuns() throws {
    let text = "Time (wall clock) (ns)\n12\n"
    let converted = try Converted([
      ("main.Suite.decode.wallClock.histogram.samples.tsv", text),
      ("new.Suite.decode.wallClock.histogram.samples.tsv", text),
    ])
    #expect(converted.runs.map { $0.metadata["baseline"] } == ["main", "new"])
  }

  @Test func ofPercentilesTheFiftiethCounts() throws {
    let text = "Percentile\tThroughput (# / s) (K)\n0\t9\n50\t8\n100\t1\n"
    let run = try #require(try Converted([("out/histogram.percentiles.tsv", text)]).runs.first)
    #expect(run.points.map(\.name) == ["out"])
    #expect(run.points[0].metrics["Throughput (# / s)"]?.value == 8000)
    #expect(run.metricDefs["Throughput (# / s)"]?.unit == "1/s")
    #expect(run.metricDefs["Throughput (# / s)"]?.direction == .higher)
  }

  @Test func aHistogramWithoutValuesIsToldOf() throws {
    let converted = try Converted([("a.histogram.samples.tsv", "Time (wall clock) (ns)\nfast\n")])
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped.map(\.place) == ["line 2", ""])
  }
}
