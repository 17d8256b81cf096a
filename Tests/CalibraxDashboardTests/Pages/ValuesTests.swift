import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct ValuesTests {
  private let none = "<span class=\"none\">–</span>"

  @Test(arguments: [
    (1.0, "1.0", "1"), (0.1 + 0.2, "0.30000000000000004", "0.3"), (123_456.789, "123456.789", "1.2346e5"),
    (-0.0, "-0.0", "0"), (1e300, "1e+300", "1e300"),
  ]) func aValueIsShortAndSortedByAllItsDigits(_ number: Double, _ whole: String, _ shown: String) {
    #expect(value(number).markup == "<data value=\"\(whole)\">\(shown)</data>")
  }

  @Test func aUnitStandsBehindItsNumber() {
    #expect(value(2, "<GB/s>").markup == "<data value=\"2.0\">2</data> <span class=\"unit\">&lt;GB/s&gt;</span>")
    #expect(value(2, "") == value(2))
  }

  @Test(arguments: [nil, Double.nan, .infinity, -.infinity]) func whatIsNoNumberIsADash(_ number: Double?) {
    #expect(value(number, "s").markup == none)
  }

  @Test func aMomentIsAnElementWithItsZone() {
    #expect(
      moment("2026-03-01T12:34:56.789").markup
        == "<time datetime=\"\(Timestamp("2026-03-01T12:34:56.789")?.text ?? "")Z\" title=\"2026-03-01 12:34:56 UTC\">2026-03-01 12:34 UTC</time>"
    )
    #expect(moment("2026-03-01T01:00:00+02:00").markup.contains(">2026-02-28 23:00 UTC<"))
  }

  @Test(arguments: ["yesterday", "<b>", "2026-13-01"]) func whatIsNoMomentIsShownAsItIs(_ text: String) {
    #expect(moment(text).markup == markupText(text))
  }

  @Test(arguments: [nil, ""]) func withoutAMomentThereIsADash(_ text: String?) {
    #expect(moment(text).markup == none)
  }

  @Test func aCommitIsShortAndWholeWhenPointedAt() {
    #expect(commit("0123456789abcdef").markup == "<code title=\"0123456789abcdef\">01234567</code>")
    #expect(commit("\"<x>").markup == "<code title=\"&quot;&lt;x&gt;\">&quot;&lt;x&gt;</code>")
    #expect(commit(nil).markup == none && commit("").markup == none)
  }

  @Test func statusesAreSpokenOldestFirst() throws {
    let markup = Markup(statuses("-S-F-W-X").markup)
    #expect(markup.isSound)
    let whole = try #require(markup.elements.first)
    #expect(whole.attributes["aria-label"] == "Last runs, oldest first: successful, failed, warning, X")
    #expect(whole.attributes["data-sort"] == "X")
    #expect(markup.elements.dropFirst().map(\.text) == ["S", "F", "W", "X"])
    #expect(
      markup.elements.dropFirst().map { $0.attributes["class"] } == [
        "status good", "status bad", "status warn", "status plain",
      ])
  }

  @Test(arguments: ["", "-"]) func withoutStatusesThereIsADash(_ status: String) {
    #expect(statuses(status).markup == none)
  }

  @Test func aStatusIsNoMarkup() {
    #expect(!statuses("-<-\"->").markup.contains(/[<"]-|>>/))
    #expect(Markup(statuses("-<-\"->").markup).isSound)
  }

  @Test func wordsAndFactsAreTexts() {
    #expect(badge("<1>", .warn).markup == "<span class=\"badge warn\">&lt;1&gt;</span>")
    #expect(heading("<1>", badge("a", .good)).markup.hasPrefix("<div class=\"heading\"><h1>&lt;1&gt;</h1><span"))
    #expect(nothing("<1>").markup == "<div class=\"nothing\"><p>&lt;1&gt;</p></div>")
    #expect(
      facts([("<a>", "<b></b>")]).markup == "<dl class=\"facts\"><div><dt>&lt;a&gt;</dt><dd><b></b></dd></div></dl>")
  }
}
