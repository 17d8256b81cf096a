import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// What is stored, as it is stored.
@Suite struct JSONExportTests {
  private let runs = ["a", "b"].map { id in
    ExportSamples.run(
      id, at: "2026-03-01", commit: "é\n", [ExportSamples.point("\"p\"", "", [:], ["m": Metric(value: 0.1)])])
  }

  @Test func aRunIsAnObject() throws {
    let text = JSONExport.files(of: ExportSamples.data([runs[0]])).files[0].text
    #expect(try JSON(parsing: Array(text.utf8)) == JSON(writing: runs[0]))
    #expect(try ExportSamples.read([("run.json", text)], by: "calibrax") == [runs[0]])
  }

  @Test func severalAreAnArray() throws {
    let text = JSONExport.files(of: ExportSamples.data(runs)).files[0].text
    #expect(try JSON(parsing: Array(text.utf8)).elements?.count == 2)
    #expect(try ExportSamples.read([("runs.json", text)], by: "calibrax") == runs)
  }

  @Test func whatTheStoreSaysOfMetricsStaysThere() throws {
    let definitions = ["m": ExportSamples.definition("m", .lower, "ms")] as OrderedMap
    let data = ExportedData.runs([ExportedRun(run: runs[0], definitions: definitions)])
    #expect(try JSON(parsing: Array(JSONExport.files(of: data).files[0].text.utf8))["metric_defs"] == [:])
  }

  @Test func anExecutionHasItsSeries() throws {
    let data = ExportSamples.execution("loss", units: "epoch", [Sample(at: 1, value: 0.5)])
    let json = try JSON(parsing: Array(JSONExport.files(of: data).files[0].text.utf8))
    #expect(json["execution"]?["execution_id"] == "night")
    #expect(
      json["series"] == [["key": "loss", "group": ["name": "g", "units": "epoch"], "samples": [[1, 0.5]]]])
  }
}
