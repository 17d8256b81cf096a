import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// The forms that programs read: what was answered, with what it is.
@Suite struct JSONReportTests {
  @Test func theAnswerFollowsItsSchema() throws {
    let check = ReportSamples.check([ReportSamples.verdict("p", .regressed)])
    let members = try #require(try JSON(parsing: Array(JSONFormat.text(of: Report(check)).utf8)).members)
    #expect(members.keys.first == "schema")
    #expect(members["schema"] == "calibrax.check.v1")
    var rest = members
    rest["schema"] = nil
    #expect(JSON.object(rest) == (try JSON(parsing: JSONWriter.bytes(of: check))))
    let compared = try JSON(parsing: Array(JSONFormat.text(of: ComparedSamples.report).utf8))
    #expect(compared["schema"] == "calibrax.compare.v1")
    #expect(compared["metric_comparisons"]?.elements?.count == 2)
  }

  @Test func aLineAVerdictBehindTheSummary() throws {
    let lines = try lines(ReportSamples.ofEachKind)
    #expect(lines.first?.members?.keys.prefix(3) == ["schema", "kind", "outcome"])
    #expect(lines.first?["schema"] == "calibrax.check.v1")
    #expect(lines.first?["kind"] == "summary")
    #expect(lines.first?["outcome"] == "regressed")
    #expect(lines.first?["current_id"] == "after")
    for told in ["verdicts", "regressions", "improvements"] { #expect(lines.first?[told] == nil) }
    #expect(lines.dropFirst().allSatisfy { $0["kind"] == "verdict" })
    #expect(lines.count == 11)
    #expect(lines[1]["point_name"] == "slower")
    #expect(lines[1]["evidence"] == [:])
    #expect(lines.last?["verdict"] == "pass")
  }

  @Test func aLineAMetricOfComparedRuns() throws {
    let lines = try lines(ComparedSamples.report)
    #expect(lines.map { $0["kind"]?.string } == ["summary", "metric", "metric"])
    #expect(lines[1]["metric_name"] == "latency")
    #expect(lines[0]["overall_winner"] == "old")
  }

  @Test func anyNameIsOnOneLine() throws {
    #expect(try lines(ReportSamples.nasty).count == 1 + 2 * ReportSamples.nastyNames.count)
  }

  private func lines(_ report: Report) throws -> [JSON] {
    try NDJSONFormat.text(of: report).utf8.split(separator: UInt8(ascii: "\n")).map { try JSON(parsing: Array($0)) }
  }
}
