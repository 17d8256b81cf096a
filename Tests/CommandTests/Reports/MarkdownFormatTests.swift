import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// A report as a comment: what matters most is in it, however much there is.
@Suite struct MarkdownFormatTests {
  @Test(arguments: [nil, "nightly-1.2_x"])
  func aCommentIsNoLongerThanIsAllowed(_ comment: String?) {
    for report in [
      ReportSamples.thousands,
      ReportSamples.report(
        ReportSamples.thousands.rows.map {
          ReportSamples.verdict($0.pointName, .regressed, to: $0.current)
        }, method: .threshold),
    ] {
      let text = MarkdownFormat.text(of: report, ReportSetting(comment: comment))
      #expect(text.utf8.count < 65_536)
      #expect(text.utf8.count > 60_000)
      let rows = text.split(separator: "\n").filter { $0.contains("benchmark ") }
      #expect(rows.first?.contains("benchmark 5000 ") == true)
      #expect(text.hasSuffix("\n\n… and \(5_000 - rows.count) more"))
    }
  }

  @Test func aLongNameLeavesRoomForOthers() {
    let long = String(repeating: "🚀|", count: 100_000)
    let report = ReportSamples.report([
      ReportSamples.verdict(long, .regressed, to: 200), ReportSamples.verdict("other", .regressed),
    ])
    let text = MarkdownFormat.text(of: report)
    #expect(text.utf8.count < 10_000)
    #expect(text.contains("| other |"))
  }

  @Test func withoutRoomForARowThereIsNoTable() {
    let markdown = VerdictText(report: ReportSamples.thousands).markdown
    #expect(
      markdown.text(room: 0) == "**FAIL**: 5000 regression(s) detected (5000 of 5000 metrics judged)\n\n… and 5000 more"
    )
    #expect(markdown.text(room: 400).utf8.count <= 400)
  }

  @Test func aCommentBeginsWithItsMarker() {
    let report = ReportSamples.report([ReportSamples.verdict("p", .pass)])
    #expect(
      MarkdownFormat.text(of: report, ReportSetting(comment: "nightly"))
        == "<!-- calibrax:nightly -->\n**PASS**: no regressions (1 of 1 metrics judged)")
  }

  @Test(arguments: ReportSamples.nastyNames)
  func anyNameIsACell(_ name: String) {
    let report = ReportSamples.report([
      ReportSamples.verdict(name, .regressed, of: name, tags: [name: name], reason: name)
    ])
    let lines = MarkdownFormat.text(of: report).unicodeScalars.split(separator: "\n").map { String($0) }
    #expect(lines.count == 4)
    for line in lines.dropFirst() {
      // A pipe is escaped by an odd number of backslashes.
      let pipes = line.unicodeScalars.indices.count { place in
        let before = line.unicodeScalars[..<place].reversed().prefix { $0 == "\\" }.count
        return line.unicodeScalars[place] == "|" && before % 2 == 0
      }
      #expect(pipes == 9, "\(line)")
    }
    #expect(!(lines.last ?? "").contains("<script") && !(lines.last ?? "").contains("@ann"))
  }
}
