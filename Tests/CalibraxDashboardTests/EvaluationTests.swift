import CalibraxDashboard
import CalibraxModel
import Testing

/// What rows of result files come to.
@Suite struct EvaluationTests {
  /// A benchmark of a file, with more metrics than `ts`, `n` and `v`.
  private func benchmark(_ file: String, _ metrics: String = "", table: String = "n") throws -> EvaluatedBenchmark {
    try EvaluatedBenchmark(
      """
      B:
        sources: {folders: [r]}
        metrics:
          ts: {type: ts}
          n: {type: int}
          v: {type: float}
          \(metrics)
        table: [\(table)]
        plots: [{y: v}]
      """, files: ["r/a.csv": file])
  }

  private func statuses(_ benchmark: EvaluatedBenchmark) -> String {
    benchmark.tabs.flatMap { $0.tab.statuses.map(\.rawValue) }.joined()
  }

  @Test func rowsAreAggregatedByWhatTheirCellsMean() throws {
    let found = try benchmark(
      "ts,n,v\n1717200000,4,1\n1717200000,4.0,2\n2024-06-01T00:00:00Z,4,4\n",
      "s: {type: float, from: v, aggregation: sum}",
      table: "n, s")
    #expect(found.tabs[0].tab.rows["s"] == [.number(7), .number(7), .number(7)])
  }

  @Test func aCellThatFailsIsNotAggregated() throws {
    let found = try benchmark(
      "ts,n,v\n1717200000,4,1e400\n1717200000,4,2\n", "s: {type: float, from: v, aggregation: sum}", table: "n, s")
    #expect(found.tabs[0].tab.rows["s"] == [.number(2), .number(2)])
    #expect(statuses(found) == "FS")
  }

  @Test func whatIsTooLargeForANumberIsMissing() throws {
    let found = try EvaluatedBenchmark(
      """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, v: {type: float, factor: 1.0e+308}}
        table: [ts]
        plots: [{y: v}]
      """, files: ["r/a.csv": "ts,v\n2024-06-01,1000\n"])
    #expect(statuses(found) == "F")
    #expect(found.messages.contains { $0.message.contains("times its factor is no number") })
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func onlyLineEndsEndLines(_ end: String) throws {
    let lines = ["ts,n,v,name", "2024-06-01,4,1,a\u{2028}b\u{85}c\u{B}d", "2024-06-02,4,2,e", ""]
    let found = try benchmark(lines.joined(separator: end), "name_of: {header: name}", table: "n, name_of")
    #expect(statuses(found) == "SS")
    #expect(found.tabs[0].tab.rows["name_of"].first == .text("a\u{2028}b\u{85}c\u{B}d"))
  }

  @Test func namesOfColumnsMayHaveSpaceAroundThem() throws {
    #expect(try statuses(benchmark("ts, n, v\n2024-06-01,4,1\n")) == "S")
  }

  @Test func twoColumnsOfOneNameAreToldOf() throws {
    let found = try benchmark("ts,n,v,v\n2024-06-01,4,1,2\n")
    #expect(found.tabs[0].tab.rows["v"] == [.number(2)])
    #expect(found.messages.map(\.message).contains { $0.contains("Two columns are called 'v'; the last counts.") })
  }

  @Test func aFileWithoutAColumnSaysWhichItHas() throws {
    let found = try benchmark("ts;n;v\n2024-06-01;4;1\n")
    #expect(
      found.messages.contains {
        $0.message.contains("It has 'ts;n;v'. What separates cells is said by sources.csv_delimiter.")
      })
  }

  @Test(arguments: [
    ("9999-12-31", "9999-12-31T00:00:00"), ("0001-01-01", "0001-01-01T00:00:00"), ("1960-01-01", "1960-01-01T00:00:00"),
  ])
  func momentsOfAllYearsAreTexts(_ text: String, _ moment: String) throws {
    #expect(try benchmark("ts,n,v\n\(text),4,1\n").runs.firstRun == moment)
  }

  @Test func rowsOfOneNameAreToldApart() throws {
    let found = try EvaluatedBenchmark(
      """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, a: {}, b: {}, v: {type: int}}
        table: [a, b]
        plots: [{y: v}]
      """, files: ["r/a.csv": "ts,a,b,v\n2024-06-01,a_b,c,1\n2024-06-01,a,b_c,2\n2024-06-01,a,b_c~2,3\n"])
    #expect(Set(found.tabs[0].tab.rowIDs).count == 3)
  }

  @Test func metadataThatCannotBeReadIsToldOf() throws {
    let found = try benchmark("# {\"job\": nothing}\n# a remark\nts,n,v\n2024-06-01,4,1\n")
    #expect(found.messages.map(\.line) == [1])
  }
}
