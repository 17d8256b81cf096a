import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// Runs and executions as OpenMetrics, with their times.
@Suite struct OpenMetricsExportTests {
  @Test func runsAreOneFamilyOldestFirst() {
    func run(_ day: Int, _ value: Double, unit: String) -> Run {
      var run = ExportSamples.run(
        "r\(day)", at: "1970-01-0\(day)", commit: nil,
        ["p", "q"].map { ExportSamples.point($0, "", [:], ["load_seconds": Metric(value: value)]) })
      run.metricDefs["load_seconds"] = ExportSamples.definition("load_seconds", .lower, unit)
      return run
    }
    #expect(
      text(ExportSamples.data([run(1, 5, unit: ""), run(2, 6, unit: "seconds")])) == """
        # TYPE load_seconds gauge
        # UNIT load_seconds seconds
        load_seconds{benchmark="p"} 5 0
        load_seconds{benchmark="p"} 6 86400
        load_seconds{benchmark="q"} 5 0
        load_seconds{benchmark="q"} 6 86400
        # EOF

        """)
  }

  @Test func hostileNamesComeBack() throws {
    let files = OpenMetricsExport.files(of: ExportSamples.data([ExportSamples.hostile])).files
    let back = try #require(try ExportSamples.read([("metrics", files[0].text)], by: "openmetrics").first)
    #expect(back.timestamp == ExportSamples.hostile.timestamp)
    #expect(back.branch == ExportSamples.hostile.branch)
    let same = back.points.filter { $0.name == "same" }
    #expect(same.map { $0.tags["scenario"] } == ["one", "two"])
    #expect(same.map { $0.metrics["latency"]?.value } == [1, 2])
    let odd = back.points.filter { $0.name == "a,\"b\"\nc\\" }
    #expect(Set(odd.compactMap { $0.tags["original_name"] }) == ["t, m=e", "=1+1", "#"])
  }

  @Test func aValueInPlaceOfAnotherIsTold() {
    let point = ExportSamples.point("p", "", [:], ["m": Metric(value: 1)])
    let exported = OpenMetricsExport.files(
      of: ExportSamples.data([ExportSamples.run("r", at: "1970-01-01", commit: nil, [point, point])]))
    #expect(exported.files[0].text == "# TYPE m gauge\nm{benchmark=\"p\"} 1 0\n# EOF\n")
    #expect(exported.remarks.count == 1)
    #expect(exported.remarks.first?.hasPrefix("1 value with the name, labels and time of another") == true)
  }

  @Test(arguments: ["s", "Seconds"])
  func samplesAtSecondsHaveTheirTime(_ units: String) {
    let data = ExportSamples.execution("loss", units: units, [Sample(at: 0, value: 1), Sample(at: 0.5, value: 2)])
    #expect(
      text(data) == """
        # TYPE loss gauge
        loss{execution_id="night",pipeline="train, all"} 1 1000
        loss{execution_id="night",pipeline="train, all"} 2 1000.5
        # EOF

        """)
  }

  @Test(arguments: ["epoch", nil])
  func ofOthersOnlyTheLastIsShown(_ units: String?) {
    let data = ExportSamples.execution("loss", units: units, [Sample(at: 0, value: 1), Sample(at: 9, value: 2)])
    #expect(text(data) == "# TYPE loss gauge\nloss{execution_id=\"night\",pipeline=\"train, all\"} 2\n# EOF\n")
    #expect(OpenMetricsExport.files(of: data).remarks.first?.hasPrefix("of 1 series whose x") == true)
  }

  @Test func nothingIsAnEndAlone() {
    #expect(text(ExportSamples.execution("loss", units: "s", [])) == "# EOF\n")
  }

  private func text(_ data: ExportedData) -> String { OpenMetricsExport.files(of: data).files[0].text }
}
