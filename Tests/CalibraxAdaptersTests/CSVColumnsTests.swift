import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters
import CalibraxReading

/// Which columns of a table are metrics, and how numbers are written there.
@Suite struct CSVColumnsTests {
  private func converted(_ text: String) throws -> Converted { try Converted(text, as: "csv") }

  @Test func aWordAmongFractionsIsARunThatFailed() throws {
    let run = try #require(try converted("Nodes,Time\n2,1.5\n4,FAILED\n8,3.5\n").runs.first)
    #expect(run.points.map(\.tags) == [["Nodes": "2"], ["Nodes": "4"], ["Nodes": "8"]])
    #expect(run.points.map { $0.metrics["Time"]?.value } == [1.5, nil, 3.5])
    #expect(run.points[1].metrics["Time"]?.unknownMembers["error"] == "FAILED")
  }

  @Test func wordsWithSomeNumbersAreTags() throws {
    let run = try #require(try converted("Mode,Time\nauto,1.5\nfast,2.5\n0.5,3.5\n").runs.first)
    #expect(run.points.map(\.tags) == [["Mode": "auto"], ["Mode": "fast"], ["Mode": "0.5"]])
  }

  @Test func aShortRowMakesNoMetricOfATag() throws {
    let converted = try converted("Time,Nodes,Tasks\n1.5,2,4\n2.5\n")
    #expect(converted.runs.first?.points.map(\.metrics.keys) == [["Time"], ["Time"]])
    #expect(converted.runs.first?.points.map(\.tags) == [["Nodes": "2", "Tasks": "4"], [:]])
    #expect(converted.notes.map(\.place) == ["", "line 3"])
  }

  @Test func whatWasTakenForMetricsIsSaid() throws {
    let notes = try converted("Nodes,Time,Perf\n2,1.5,2.5\n4,2.5,3.5\n").notes
    #expect(notes.count == 1)
    #expect(notes.first?.reason.contains("Time, Perf") == true)
    #expect(notes.first?.reason.contains("# {\"metrics\": [\"Time\",\"Perf\"]}") == true)
    #expect(try converted("# {\"metrics\": [\"Time\"]}\nNodes,Time\n2,1.5\n").notes.isEmpty)
  }

  @Test(arguments: ["2,1.5\n4,2.5\n", "2;1,5\n4;2,5\n"]) func aTableWithoutAHeaderIsRefused(_ text: String) {
    let error = #expect(throws: AdapterError.self) { try converted(text) }
    #expect(error?.message == "the first row names no columns")
  }

  @Test(arguments: [";", "\t"]) func aCommaBetweenOtherSeparatorsIsDecimal(_ separator: String) throws {
    let rows = [["Nodes", "Time"], ["2", "1,234"], ["4", "0,567"], ["8", "1.234,5"], ["16", "1,5e3"]]
    let text = rows.map { $0.joined(separator: separator) + "\n" }.joined()
    let run = try #require(try converted(text).runs.first)
    #expect(run.points.map { $0.metrics["Time"]?.value } == [1.234, 0.567, nil, 1500])
    #expect(run.points[2].metrics["Time"]?.unknownMembers["error"] == "\"1.234,5\" is not a number")
    let series = rows.map { ($0[0] == "Nodes" ? "time" : "1717243200") + separator + $0[1] + "\n" }.joined()
    let values = try Converted(series, as: "otava").runs.map { $0.points[0].metrics["Time"]?.value }
    #expect(values == [1.234, 0.567, nil, 1500])
  }

  @Test(arguments: [("0,567", nil), ("-0,567", nil), ("00,567", nil), ("1,234", 1234), ("12,345.5", 12345.5)])
  func zeroIsNoNumberOfThousands(_ text: String, _ value: Double?) {
    #expect(Double(lenient: text) == value)
  }

  @Test(arguments: ["\n", "# made by run.sh\n", "\n# a, b\n\n"])
  func whatStandsBeforeAHeaderHidesNoFormat(_ before: String) throws {
    let hyperfine = "command,mean,stddev,median,user,system,min,max\nls,1.5,0.1,1.25,1,1,1,2\n"
    let point = try #require(try Converted([("a.csv", before + hyperfine)]).runs.first?.points.first)
    #expect(point.name == "ls")
    #expect(point.metrics["wall"]?.value == 1.25)
    let influx = """
      #datatype tag,tag,tag,tag,double,double
      measurement,metric,unit,test,percentile,value
      T,Time,ns,a,50.0,12

      """
    let median = try Converted([("a.csv", before + influx)]).runs.first?.points.first
    #expect(median?.metrics["Time"]?.value == 12 * 1e-9)
    var raw = SourceFile(name: "raw.csv", bytes: Array((before + "group,function,value,throughput_num,x\n").utf8))
    #expect(Criterion.recognizes(try raw.head()))
  }
}
