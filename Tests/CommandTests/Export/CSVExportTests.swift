import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// Runs and executions as rows.
@Suite struct CSVExportTests {
  @Test func aRowForEachMetricOfEachPoint() {
    let tagged = ExportSamples.point(
      "p", "s", ["size": "1"], ["latency": Metric(value: 0.30000000000000004, lower: 0.1, upper: 1)])
    var sampled = Metric(value: -2)
    sampled.samples = [1, nil, 3]
    let other = ExportSamples.point("q", "", ["device": "gpu"], ["latency": Metric(value: 1), "heap": sampled])
    var run = ExportSamples.run("r1", at: "2026-03-01", commit: "abc", [tagged, other])
    run.branch = "main"
    run.metricDefs["latency"] = ExportSamples.definition("latency", .lower, "ms")
    run.metricDefs["latency"]?.group = "Speed"
    #expect(
      text([run]) == """
        run_id,timestamp,commit,branch,point,scenario,tag.size,tag.device,metric,value,lower,upper,unit,direction,group,samples\r
        r1,2026-03-01,abc,main,p,s,1,,latency,0.30000000000000004,0.1,1.0,ms,lower,Speed,\r
        r1,2026-03-01,abc,main,q,,,gpu,latency,1.0,,,ms,lower,Speed,\r
        r1,2026-03-01,abc,main,q,,,gpu,heap,-2.0,,,,,,3\r

        """)
  }

  @Test func anyNameIsACell() throws {
    let rows = CSVRows.read(text([ExportSamples.hostile]))
    let head = try #require(rows.first)
    #expect(rows.count == 1 + 9)
    #expect(rows.allSatisfy { $0.count == head.count })
    func column(_ name: String) throws -> [String] {
      let place = try #require(head.firstIndex { Spelling($0) == Spelling(name) })
      return rows.dropFirst().map { $0[place] }
    }
    #expect(try column("point")[0] == "a,\"b\"\nc\\")
    #expect(try column("tag.é")[0].unicodeScalars.elementsEqual("ü\r\nü".unicodeScalars))
    // What a spreadsheet would compute is a text.
    #expect(try column("tag.=cmd")[0] == "'@x")
    #expect(try column("metric")[0...2] == ["t, m=e", "'=1+1", "#"])
    #expect(try column("value") == ["0.1", "-2.0", "5e-324", "", "", "", "1.0", "2.0", "3.0"])
    #expect(try column("scenario").suffix(3) == ["one", "two", ""])
    #expect(try column("commit").allSatisfy(\.isEmpty))
  }

  @Test func runsFollowOneAnother() {
    let runs = ["a", "b"].map { id in
      ExportSamples.run(
        id, at: "2026-03-01", commit: nil, [ExportSamples.point("p", "", ["of": id], ["m": Metric(value: 1)])])
    }
    let rows = CSVRows.read(text(runs))
    #expect(rows.map { $0[0] } == ["run_id", "a", "b"])
    #expect(rows[0][6] == "tag.of" && rows[0][7] == "metric")
  }

  @Test func aRowForEachSample() {
    let data = ExportSamples.execution("=loss", units: nil, [Sample(at: 0, value: 0.1), Sample(at: 1.5, value: -2)])
    #expect(
      CSVExport.files(of: data).files[0].text
        == "execution_id,key,at,value\r\nnight,'=loss,0.0,0.1\r\nnight,'=loss,1.5,-2.0\r\n")
  }

  private func text(_ runs: [Run]) -> String { CSVExport.files(of: ExportSamples.data(runs)).files[0].text }
}
