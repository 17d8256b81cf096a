import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct HTMLTests {
  private let hostile = "<script>\"it's\" & more</script>"
  private let escaped = "&lt;script&gt;&quot;it&#39;s&quot; &amp; more&lt;/script&gt;"

  @Test func aTextIsShownAsItIsBetweenTagsAndQuotes() {
    let html: HTML = "<p title=\"\(hostile)\" lang='\(hostile)'>\(hostile)</p>"
    #expect(html.markup == "<p title=\"\(escaped)\" lang='\(escaped)'>\(escaped)</p>")
  }

  @Test func aPartOfATextIsEscapedToo() {
    let html: HTML = "\(hostile.dropFirst(8).prefix(7))"
    #expect(html.markup == "&quot;it&#39;s&quot; ")
  }

  @Test func onlyMarkupIsMarkup() {
    let markup: HTML = "<b>\(1)</b>"
    let nothing: HTML? = nil
    let html: HTML = "\(markup)\(Optional(markup))\(nothing)\([markup, "<i></i>"])\(String(markup.markup))"
    #expect(html.markup == "<b>1</b><b>1</b><b>1</b><i></i>&lt;b&gt;1&lt;/b&gt;")
    #expect([markup, markup].joined(", ").markup == "<b>1</b>, <b>1</b>")
    #expect([HTML]().joined(", ") == .empty)
  }

  /// Swift takes a quote with an accent over it for another character; browsers do not.
  @Test(arguments: ["\"", "<", ">", "'", "&"]) func anAccentHidesNothing(_ character: String) {
    let html: HTML = "\(character + "\u{301}")\(character + "\u{200D}")"
    let escape = markupText(character)
    #expect(html.markup.unicodeScalars.elementsEqual((escape + "\u{301}" + escape + "\u{FFFD}").unicodeScalars))
  }

  @Test(arguments: ["\u{202E}", "\u{2066}", "\u{200F}", "\u{0}", "\u{7}", "\u{1B}", "\u{85}", "\u{2028}", "\u{FFFE}"])
  func whatTurnsOthersAroundOrRingsIsReplaced(_ character: String) {
    let html: HTML = "<p title=\"\(character)\">a\(character)b</p>"
    #expect(html.markup == "<p title=\"\u{FFFD}\">a\u{FFFD}b</p>")
  }

  @Test func linesAndTabsStay() {
    let html: HTML = "<pre>\("a\n\tb\r\nc")</pre>"
    #expect(html.markup == "<pre>a&#10;&#9;b&#13;&#10;c</pre>")
  }

  @Test func whatScriptsReadIsTheSameTextToThem() {
    let html: HTML = "<p data-id=\"\(exactly: "\u{202E}\"<&\u{200D}")\">"
    #expect(html.markup == "<p data-id=\"\u{202E}&quot;&lt;&amp;\u{200D}\">")
  }

  @Test(arguments: [0, -1, .min, .max]) func aNumberIsItsDigits(_ number: Int) {
    let html: HTML = "\(number)"
    #expect(html.markup == "\(number)")
  }
}
