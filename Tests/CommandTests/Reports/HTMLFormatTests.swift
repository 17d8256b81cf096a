import CalibraxModel
import Foundation
import FoundationXML
import Testing

@testable import calibraxctl

/// A report as a page of its own.
@Suite struct HTMLFormatTests {
  @Test func aPageNeedsNothingFromElsewhere() {
    for report in [ReportSamples.ofEachKind, ComparedSamples.report, ReportSamples.nasty] {
      let page = HTMLFormat.text(of: report)
      #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
      for part in ["<script", "src=", "href=", "url(", "@import", "http:", "https:"] { #expect(!page.contains(part)) }
      #expect(page.contains("prefers-color-scheme: dark"))
      #expect(page.contains("width=device-width"))
    }
  }

  @Test func theWorstComesFirstAndNotOnlyByColour() {
    let page = HTMLFormat.text(of: ReportSamples.ofEachKind)
    #expect(page.contains("<h1 class=\"bad\">✗ FAIL: 2 regression(s) detected (5 of 10 metrics judged)</h1>"))
    #expect(page.contains("<dt>Run</dt><dd>after</dd>"))
    let names = page.matches(of: /data-name="Benchmark">(\w+)</).map { String($0.1) }
    #expect(names == ["slower", "slow", "odd", "gone", "loud", "foreign", "rare", "faster", "added"])
    #expect(page.contains("class=\"bad\">✗ regressed</td>"))
    #expect(page.contains("class=\"good\">✓ improved</td>"))
    #expect(page.contains("<p>1 passed.</p>"))
  }

  @Test func aPageWithNothingInItSaysSo() {
    #expect(
      HTMLFormat.text(of: ReportSamples.report([], method: .threshold)).contains("NOT JUDGED: nothing was compared"))
  }

  /// What is between the head's elements without an end is XML too.
  @Test(arguments: [false, true])
  func anyNameIsText(_ isCompared: Bool) throws {
    let page = HTMLFormat.text(of: isCompared ? ComparedSamples.report : ReportSamples.nasty)
    let body = page[
      try #require(page.range(of: "<body>")).lowerBound..<(try #require(page.range(of: "</html>"))).lowerBound]
    let parser = XMLParser(data: Data(body.utf8))
    let succeeded = parser.parse()
    #expect(succeeded, "\(String(describing: parser.parserError))")
    #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
  }
}
