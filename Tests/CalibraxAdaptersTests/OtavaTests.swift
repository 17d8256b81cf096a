import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// A table in which every row is a run.
@Suite struct OtavaTests {
  @Test func aRowIsARunOfItsTimeAndCommit() throws {
    let converted = try Converted([
      ("in/tigerbeetle.csv", "time,commit,branch,version,m1\n2024-01-01 02:00:00 +0100,aaa0,main,1.5,154023\n")
    ])
    let run = try #require(converted.runs.first)
    #expect(run.timestamp == "2024-01-01T01:00:00")
    #expect(run.commit == "aaa0")
    #expect(run.branch == "main")
    #expect(run.metadata == ["version": "1.5"])
    #expect(run.points.map(\.name) == ["tigerbeetle"])
    #expect(run.points[0].metrics["m1"]?.value == 154_023)
    #expect(run.metricDefs["m1"]?.direction == .info)
    #expect(converted.notes.count == 1)
    #expect(converted.notes.first?.reason.contains("metric_defs") == true)
  }

  @Test(arguments: ["2024-06-01T12:00:00Z", "1717243200", "2024-06-01 14:00:00 +02:00", "2024-06-01 12:00:00 UTC"])
  func timesAreReadInManyWays(_ time: String) throws {
    let run = try #require(try Converted("date;m\n\"\(time)\";1\n").runs.first)
    #expect(run.timestamp == "2024-06-01T12:00:00")
  }

  @Test func aColumnIsAMetricWhenItBeginsWithANumber() throws {
    let text = "time\tauthor\tm\tempty\n1717243200\t\t\t\n1717243300\tAnn, Bob\t2\t\n"
    let runs = try Converted(text).runs
    #expect(runs.count == 2)
    #expect(runs.map { $0.metadata["author"] } == [nil, "Ann, Bob"])
    #expect(runs.map { $0.points[0].metrics.keys } == [["m"], ["m"]])
    #expect(runs[0].points[0].metrics["m"]?.unknownMembers["error"] == "missing value")
  }

  @Test func aCellThatIsNoNumberIsAnError() throws {
    let runs = try Converted("time,m\n1717243200,1\n1717243300,broken\n").runs
    #expect(runs[1].points[0].metrics["m"]?.unknownMembers["error"] == "\"broken\" is not a number")
  }

  @Test func aRowWithoutATimeIsLeftOut() throws {
    let converted = try Converted("time,m\n1717243200,1\nsoon,2\n,3\n1717243300,4\n")
    #expect(converted.runs.count == 2)
    #expect(converted.skipped.map(\.place) == ["line 3", "line 4"])
  }

  @Test(arguments: ["time,name\n1717243200,a\n", "time,m\nnever,1\n", "m,n\n1,2\n", "{\"time\": 1}", "time\n1\n"])
  func otherTablesAreNotTaken(_ text: String) throws {
    var file = SourceFile(name: "a.csv", bytes: Array(text.utf8))
    #expect(!Otava.recognizes(try file.head()))
  }

  @Test func aTableWithoutATimeIsAnError() {
    #expect(throws: AdapterError.self) { try Converted("m,n\n1,2\n", as: "otava") }
    #expect(throws: AdapterError.self) { try Converted("", as: "otava") }
  }
}
