import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// Runs and executions in the line protocol.
@Suite struct InfluxExportTests {
  @Test func aLineForEachMetricOfEachPoint() {
    var run = ExportSamples.run(
      "r1", at: "2026-03-01T12:00:00.5", commit: "abc",
      [
        ExportSamples.point("p", "s", ["size": "1"], ["latency": Metric(value: 12, lower: 11, upper: 13)]),
        ExportSamples.point("p", "", [:], ["rate": Metric(value: 0.1)]),
      ])
    run.branch = "main"
    #expect(
      text(ExportSamples.data([run])) == """
        latency,point=p,scenario=s,branch=main,size=1 value=12.0,lower=11.0,upper=13.0,run_id="r1",commit="abc" 1772366400500000000
        rate,point=p,branch=main value=0.1,run_id="r1",commit="abc" 1772366400500000000

        """)
  }

  @Test func hostileNamesAreEscaped() throws {
    let lines = try lines(ExportSamples.data([ExportSamples.hostile]))
    // What has no value that is a number has no line.
    #expect(lines.map(\.measurement) == ["t, m=e", "=1+1", "metric#", "latency", "latency", "latency"])
    let odd = lines[0]
    #expect(odd.tags["point"] == "a,\"b\" c/")
    #expect(odd.tags["scenario"] == "s=1 x")
    #expect(odd.tags["branch"] == "feature/\"a\", b=c")
    #expect(odd.tags["k, k="] == "v /")
    #expect(odd.tags["é"] == "ü  ü")
    #expect(odd.tags["=cmd"] == "@x")
    // A tag with the name of a field, and one that InfluxDB keeps for itself.
    #expect(odd.tags["tag_commit"] == "none")
    #expect(odd.tags["tag_field"] == "x")
    #expect(odd.fields == ["value": "0.1", "lower": "-1.5", "upper": "2.5", "run_id": "hostile"])
    #expect(lines[3...4].map { $0.tags["scenario"] } == ["one", "two"])
    #expect(lines[5].tags == ["branch": "feature/\"a\", b=c"])
  }

  @Test func nothingTakesThePlaceOfAnother() throws {
    let point = ExportSamples.point("p", "", [:], ["m": Metric(value: 1)])
    let runs = ["a", "b"].map { ExportSamples.run($0, at: "2026-03-01", commit: nil, [point, point]) }
    let lines = try lines(ExportSamples.data(runs))
    #expect(lines.map { $0.fields["run_id"] } == ["a", "a", "b", "b"])
    #expect(lines.map { $0.time - lines[0].time } == [0, 1, 2, 3])
  }

  @Test func aTimeThatTheProtocolCannotSayIsTold() {
    let point = ExportSamples.point("p", "", [:], ["m": Metric(value: 1)])
    let exported = InfluxExport.files(
      of: ExportSamples.data([ExportSamples.run("r", at: "1600-01-01", commit: nil, [point])]))
    #expect(exported.files[0].text == "")
    #expect(exported.remarks == ["1 value of a time before 1678 or after 2261 cannot be shown and is left out"])
  }

  @Test func samplesAtSecondsHaveTheirTime() throws {
    let data = ExportSamples.execution(
      "loss", units: "s", [Sample(at: 0, value: 1), Sample(at: 0.25, value: 2), Sample(at: 0.25, value: 3)])
    let lines = try lines(data)
    #expect(lines.map(\.time) == [1_000_000_000_000, 1_000_250_000_000, 1_000_250_000_001])
    #expect(lines.map(\.fields) == [["value": "1.0"], ["value": "2.0"], ["value": "3.0"]])
    #expect(lines[0].tags == ["execution_id": "night", "pipeline": "train, all"])
  }

  @Test func samplesAtSomethingElseFollowOneAnother() throws {
    let data = ExportSamples.execution("loss", units: "epoch", [Sample(at: 7, value: 1), Sample(at: 8, value: 2)])
    let lines = try lines(data)
    #expect(lines.map(\.time) == [1_000_000_000_000, 1_000_000_000_001])
    #expect(lines.map { $0.fields["at"] } == ["7.0", "8.0"])
  }

  @Test func whatIsRecordedWithoutAnExecutionIsAtUnixSeconds() throws {
    guard case .execution(var exported) = ExportSamples.execution("load", units: nil, [Sample(at: 1.5e9, value: 1)])
    else { return }
    exported.execution = Execution()
    exported.execution.executionID = Execution.alwaysOpen
    let lines = try lines(.execution(exported))
    #expect(lines.map(\.time) == [1_500_000_000_000_000_000])
    #expect(lines[0].tags == ["execution_id": "default"])
  }

  private func text(_ data: ExportedData) -> String { InfluxExport.files(of: data).files[0].text }

  private func lines(_ data: ExportedData) throws -> [InfluxLineReader] {
    try text(data).unicodeScalars.split(separator: "\n").map { try InfluxLineReader(String($0)) }
  }
}
