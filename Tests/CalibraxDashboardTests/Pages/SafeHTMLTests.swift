import Testing

@testable import CalibraxDashboard

@Suite struct SafeHTMLTests {
  private func safe(_ source: String) -> String { HTML(untrusted: source).markup }

  @Test func aFewElementsStay() {
    let text = "<p>It is <b>fast</b>, <i>very</i>:<br></p><ul><li><code>x</code></li></ul><hr>"
    #expect(safe(text) == text)
    #expect(safe("<P>a</P><STRONG>b</strong>") == "<p>a</p><strong>b</strong>")
    #expect(safe("<table><tr><td>1</td></tr></table>") == "<table><tr><td>1</td></tr></table>")
  }

  @Test(arguments: [
    "<p onclick=alert(1)>", "<p style='position:fixed'>", "<p id=content class=part>", "<p data-acknowledge=1/>",
    "<p\nonmouseover\n=\n\"x\">", "<p/onclick=1>", "<p \"onclick=\"x>", "<p <!--x-->",
  ]) func attributesDoNot(_ source: String) {
    #expect(!safe(source).contains(/<p[^>]/))
    #expect(!safe(source).contains("<!"))
  }

  @Test func othersAreLeftOutAndTheirTextStays() {
    #expect(safe("<h1>Title</h1><div>a</div><svg onload=alert(1)>b</svg><img src=x onerror=y>c") == "Titleabc")
    #expect(safe("<form action=/alerts><button>d</button></form><math><mi>e") == "de")
  }

  @Test(arguments: ["script", "style", "title", "textarea", "template", "noscript", "iframe", "SCRIPT"])
  func whatIsNoTextForPeopleIsLeftOutWhole(_ name: String) {
    #expect(safe("a<\(name) type=x>alert('<b>1</b>')</\(name)>b") == "ab")
    #expect(safe("a<\(name)><\(name)>x</\(name)></\(name)>b") == "ab")
    #expect(safe("a<\(name)>x") == "a")
    #expect(safe("a</\(name)>b") == "ab")
  }

  @Test func aNestedScriptIsNone() {
    #expect(!safe("<scr<script>x</script>ipt>alert(1)</scr<script>y</script>ipt>").contains("<"))
    #expect(safe("<<script>>alert(1)<</script>/script>").contains("<") == false)
  }

  @Test(arguments: ["https://x.org/a?b=1&c=2#d", "http://x", "HTTPS://X.org", "mailto:a@b.c", "  https://x.org\n"])
  func linksLeadToTheWeb(_ target: String) throws {
    let shown = target.replacing(" ", with: "").replacing("\n", with: "").replacing("&", with: "&amp;")
    let rest = " rel=\"noreferrer noopener nofollow\">t</a>"
    #expect(safe("<a href=\"\(target)\">t</a>") == "<a href=\"\(shown)\"\(rest)")
    #expect(safe("<a x=1 HREF = '\(target)' href='javascript:1'>t</a>") == "<a href=\"\(shown)\"\(rest)")
  }

  @Test(arguments: [
    "javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\u{1}javascript:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&colon;alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,<script>1</script>", "vbscript:x", "file:///etc/passwd", "//evil.org", "/alerts/acknowledge",
    "#x", "", "https&colon;//x", "blob:https://x", "httpss://x", "view-source:http://x",
  ]) func andNowhereElse(_ target: String) {
    #expect(safe("<a href=\"\(target)\">t</a>") == "<a>t</a>")
    #expect(!safe("<a href=\(target)>t</a>").contains("href="))
  }

  @Test func aLinkDoesNotEndItsQuotes() {
    #expect(
      safe("<a href='https://x\" onclick=\"y'>t</a>")
        == "<a href=\"https://x&quot; onclick=&quot;y\" rel=\"noreferrer noopener nofollow\">t</a>")
    #expect(safe("<a href=https://x\"><b>t").hasPrefix("<a href=\"https://x&quot;\" rel="))
  }

  @Test(arguments: [
    ("a < b", "a &lt; b"), ("<<b>x</b>", "&lt;<b>x</b>"), ("<", "&lt;"), ("</", "&lt;/"), ("<b", "&lt;b"),
    ("<b title=\"x", "&lt;b title=&quot;x"), ("1 <2> 3", "1 &lt;2&gt; 3"), ("</ b>", "&lt;/ b&gt;"),
    ("x <y <b>z</b>", "x &lt;y <b>z</b>"), ("<\u{338}b>", "&lt;\u{338}b&gt;"),
  ]) func whatIsNoTagIsText(_ source: String, _ text: String) {
    #expect(safe(source) == text)
  }

  @Test(arguments: [
    ("a<!-- <b> -->b", "ab"), ("a<!---->b", "ab"), ("a<!-->b", "ab"), ("a<!-- b", "a"), ("a<!doctype html>b", "ab"),
    ("a<?php x ?>b", "ab"), ("<![CDATA[x]]>", ""), ("a<!--", "a"),
  ]) func commentsAreLeftOut(_ source: String, _ text: String) {
    #expect(safe(source) == text)
  }

  @Test(arguments: [
    ("&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;", "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"),
    ("a & b", "a &amp; b"), ("&amp;lt;", "&amp;lt;"), ("&nbsp;", "\u{A0}"),
  ]) func namesOfCharactersAreNotEscapedTwice(_ source: String, _ text: String) {
    #expect(safe(source) == text)
  }

  @Test func linesStayInWhatIsWrittenInLines() {
    #expect(safe("<pre>a\n\tb</pre>\n<p>c</p>") == "<pre>a&#10;&#9;b</pre>&#10;<p>c</p>")
    #expect(safe("a\u{202E}b") == "a\u{FFFD}b")
  }

  @Test(arguments: [
    ("<b><i>x", "<b><i>x</i></b>"), ("<b><i>x</b>y</i>z", "<b><i>x</i></b>yz"), ("x</b></div></main></body>", "x"),
    ("<ul><li>a<li>b", "<ul><li>a<li>b</li></li></ul>"), ("</p><p>", "<p></p>"), ("<br></br>", "<br>"),
  ]) func everyElementEndsWithinIt(_ source: String, _ text: String) {
    #expect(safe(source) == text)
  }

  @Test func whatComesBehindIsOutside() {
    for source in ["<b>", "<a href='https://x", "<!--", "<script>", "<p><table><tr><td>", "<b title='", "&lt"] {
      let page: HTML = "<main>\(HTML(untrusted: source))</main>"
      #expect(page.markup.hasSuffix("</main>"))
      #expect(Markup(page.markup).isSound, "\(page.markup)")
    }
  }

  @Test func elementsDoNotNestWithoutEnd() {
    let deep = safe(String(repeating: "<b>", count: 5_000) + "x")
    #expect(Markup(deep).depth == 100)
    #expect(deep.contains("x"))
  }

  /// What a scanner might look at again and again.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["<", "<b>", "<b", "<a b=<", "<x \"=\"", "<x y='", "<script>", "<i></b>"]
  ) func muchTakesNoLongerThanItIsLong(_ part: String) {
    func seconds(_ bytes: Int) -> Double {
      let text = String(repeating: part, count: bytes / part.utf8.count)
      let clock = ContinuousClock()
      return clock.measure { #expect(Markup(safe(text)).isSound) } / .seconds(1)
    }
    // Sixteen times as much would take 256 times as long.
    #expect(seconds(1 << 17) < 80 * max(seconds(1 << 13), 0.002), "\(part)")
  }
}
