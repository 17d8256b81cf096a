import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// CSV with lines of metadata, as LLview reads it.
@Suite struct CSVWithMetadataTests {
  private func run(_ text: String) throws -> Run {
    try #require(try Converted(text, as: "csv").runs.first)
  }

  @Test func numbersThatAreNotWholeAreMetricsAndTheRestAreTags() throws {
    let run = try run("Nodes,Year,Compiler,Perf,Time\n2,2024,gcc 1.5,10,1.5\n4,2024,gcc 1.5,20.5,1e3\n")
    #expect(run.points.map(\.name) == ["llview", "llview"])
    #expect(run.points[0].tags == ["Nodes": "2", "Year": "2024", "Compiler": "gcc 1.5"])
    #expect(run.points[0].metrics.keys == ["Perf", "Time"])
    #expect(run.points[1].metrics["Time"]?.value == 1000)
    #expect(run.metricDefs["Perf"]?.direction == .info)
  }

  @Test func anEmptyCellOfAMetricIsAFailedRun() throws {
    let run = try run("Nodes,Time\n2,10\n4,\n8,NaN\n")
    let errors = run.points.map { $0.metrics["Time"]?.unknownMembers["error"] }
    #expect(errors == [nil, "missing value (run failed)", "missing value (run failed)"])
    #expect(run.points[0].metrics["Time"]?.value == 10)
  }

  @Test func metadataSaysWhichColumnsAreMetrics() throws {
    let text = """
      # {"metrics": ["Time", "Missing"], "units": {"Time": "ms"}, "directions": {"Time": "lower"}}
      Nodes,Factor,Time
      2,1.5,10

      """
    let converted = try Converted(text, as: "csv")
    let run = try #require(converted.runs.first)
    #expect(run.points[0].tags == ["Nodes": "2", "Factor": "1.5"])
    #expect(run.points[0].metrics["Time"]?.value == 10 * 1e-3)
    #expect(run.metricDefs["Time"]?.direction == .lower)
    #expect(converted.skipped == [InputRemark("file", "metrics", "there is no column \"Missing\"")])
  }

  @Test func aMetricThatIsNoNumberIsAnError() throws {
    let run = try run("# {\"metrics\": [\"Time\"]}\nNodes,Time\n2,fast\n")
    #expect(run.points[0].metrics["Time"]?.unknownMembers["error"] == "\"fast\" is not a number")
  }

  @Test func metadataTellsOfTheRunOrOfEveryPoint() throws {
    let run = try run(
      """
      # {"commit": "0e98", "branch": "main", "job_id": 17, "system": "JURECA", "site": {"a": 1}, "ts": 1717243200}
      # produced by run.sh
      Nodes,Time
      2,1.5
      # {"system": "DEEP", "name": "CV"}

      """)
    #expect(run.commit == "0e98")
    #expect(run.branch == "main")
    #expect(run.timestamp == "2024-06-01T12:00:00")
    #expect(run.points.map(\.name) == ["CV"])
    // What comes last counts, also below the rows; what differs from run to run is no tag.
    #expect(run.points[0].tags == ["system": "DEEP", "Nodes": "2"])
    #expect(run.metadata["job_id"] == 17)
    #expect(run.metadata["ts"] == 1_717_243_200)
    #expect(run.metadata["site"] == ["a": 1])
  }

  @Test func metadataMayBeAPythonLiteral() throws {
    let run = try run(
      "# {'benchmark': 'CV \"1\"', 'debug': False, 'none': None, 'sizes': (1, 2,), 'note': 'it\\'s',}\nNodes,Time\n2,1.5\n"
    )
    #expect(run.points[0].name == "CV \"1\"")
    #expect(run.points[0].tags == ["debug": "false", "note": "it's", "Nodes": "2"])
    #expect(run.metadata["sizes"] == [1, 2])
  }

  @Test func metadataThatCannotBeReadIsToldOf() throws {
    let converted = try Converted("# {nonsense\nNodes,Time\n2,1.5\n", as: "csv")
    #expect(converted.runs.count == 1)
    #expect(converted.skipped.map(\.place) == ["# {nonsense"])
  }

  @Test(arguments: ["1717243200", "1717243200000", "\"2024-06-01T12:00:00Z\"", "\"2024-06-01 14:00:00 +0200\""])
  func timesAreReadInManyWays(_ time: String) throws {
    let run = try run("# {\"timestamp\": \(time)}\nNodes,Time\n2,1.5\n")
    #expect(Timestamp(run.timestamp) == Timestamp(microseconds: 1_717_243_200_000_000))
  }

  @Test func aTimeThatIsNoneIsToldOf() throws {
    let converted = try Converted("# {\"date\": \"yesterday\"}\nNodes,Time\n2,1.5\n", as: "csv")
    #expect(converted.runs.first?.timestamp == "")
    #expect(converted.skipped.map(\.place) == ["date"])
  }

  @Test(arguments: [",", ";", "\t"]) func theHeaderShowsTheSeparator(_ separator: String) throws {
    let text =
      ["\"Nodes, all\"", "Time"].joined(separator: separator) + "\n" + ["2", "1.5"].joined(separator: separator)
    let run = try run(text + "\n")
    #expect(run.points[0].tags == ["Nodes, all": "2"])
    #expect(run.points[0].metrics["Time"]?.value == 1.5)
  }

  @Test func withoutAMetricItIsAnErrorThatHelps() {
    let error = #expect(throws: AdapterError.self) { try Converted("Nodes,Perf\n2,10\n", as: "csv") }
    #expect(error?.hint?.contains("\"metrics\"") == true)
  }

  @Test(arguments: ["", "# {\"a\": 1}\n", "Nodes,Perf\n"]) func withoutRowsItIsAnError(_ text: String) {
    #expect(throws: AdapterError.self) { try Converted(text, as: "csv") }
  }

  @Test func rowsOfAnotherLengthAreReadAsFarAsTheyGo() throws {
    let converted = try Converted("Nodes,Time\n2,1.5,7\n4\n", as: "csv")
    #expect(converted.runs.first?.points.map { $0.metrics["Time"]?.value } == [1.5, nil])
    #expect(converted.skipped.map(\.place) == ["line 2"])
  }

  @Test func rowsThatNothingTellsApartAreToldOf() throws {
    let converted = try Converted("Nodes,Time\n2,1.5\n2,1.6\n", as: "csv")
    #expect(converted.runs.first?.points.count == 1)
    #expect(converted.skipped.map(\.place) == ["line 3"])
  }

  @Test func columnsOfOneNameAreToldOf() throws {
    let converted = try Converted("Nodes,Time,Time\n2,1.5,3.5\n", as: "csv")
    #expect(converted.runs.first?.points.first?.metrics["Time"]?.value == 1.5)
    #expect(converted.skipped.map(\.place) == ["line 1"])
  }

  @Test func onlyTablesAreTaken() throws {
    for (name, text, isTaken) in [
      ("a.csv", "a,b\n1,2\n", true), ("a.csv", "a,b\n1\n", false), ("a.txt", "a,b\n1,2\n", false),
      ("a.txt", "# {}\na,b\n1,2\n", true), ("a.csv", "{\"a\": 1,\n\"b\": 2}\n", false), ("a.csv", "a\n1\n", false),
    ] {
      var file = SourceFile(name: name, bytes: Array(text.utf8))
      #expect(CSVWithMetadata.recognizes(try file.head()) == isTaken, "\(name): \(text)")
    }
  }
}
