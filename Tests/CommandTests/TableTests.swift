import CalibraxTestSupport
import Testing

@testable import calibraxctl

/// Tables of names that come from anywhere.
@Suite struct TableTests {
  private let rows = [["Key", "Last"], ["\u{1B}[2Jred\n", "1"], ["温度", "20"], ["a|b", "3"]]

  @Test func whatATerminalWouldObeyIsReplacedAndWideNamesAreAligned() {
    #expect(
      columns(rows, right: [1]) == """
        Key       Last
        \u{FFFD}[2Jred\u{FFFD}     1
        温度        20
        a|b          3
        """)
  }

  @Test(arguments: [
    (12.0, 4, "12.0000"), (0.5, 4, "0.5000"), (0.0012, 4, "0.0012"), (0.00012, 4, "0.00012"),
    (7.02e-7, 4, "7.02e-07"), (0, 4, "0.0000"), (20158, 2, "20158.00"), (0.5, 2, "0.50"), (-0.0001234, 2, "-0.0001234"),
  ])
  func aSmallValueKeepsItsDigits(_ value: Double, _ digits: Int, _ text: String) {
    #expect(measuredText(value, Int32(digits)) == text)
  }

  @Test func soItIsInMarkdown() {
    #expect(
      markdownTable(rows)
        == "| Key | Last |\n|---|---|\n| \u{FFFD}[2Jred\u{FFFD} | 1 |\n| 温度 | 20 |\n| a\\|b | 3 |")
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"), ("a|\u{301}b", "a\\|\u{301}b"), ("a\r\nb", "a\u{FFFD}\u{FFFD}b"),
    ("`code`", "\\`code\\`"), ("<script>", "&lt;script>"), ("<!-- x", "&lt;!-- x"), ("&lt;b", "&amp;lt;b"),
    ("@ann", "@&#8203;ann"), ("p, @ann", "p, @&#8203;ann"), ("fixes #12", "fixes #&#8203;12"),
    ("[a](javascript:x)", "[a]\\(javascript:x)"), ("http://a.b", "http:&#8203;//a.b"), ("www.a.b", "www&#8203;.a.b"),
    ("*bold*", "\\*bold\\*"), ("__init__", "\\_\\_init\\_\\_"), ("~~gone~~", "\\~\\~gone\\~\\~"), ("$x$", "\\$x\\$"),
    ("##[error]x", "##\\[error]x"), ("end\\", "end\\\\"),
  ])
  func whatMeansSomethingInMarkdownIsEscaped(_ name: String, _ text: String) {
    #expect(Array(markdownText(name).utf8) == Array(text.utf8), "\(markdownText(name))")
  }

  @Test(arguments: [
    "CV-1/small", "latency_p50", "framework=Datarax,size=small", "test[1024-float]", "f(x)", "12.0000 *", "<0.0001",
    "a < b && c", "C:\\temp", "v1.2.3", "p99 +8.6% (95% CI +2.0% to +9.1%)", "std::sort", "温度 🚀", "[+19.6%, +20.3%]",
    "recall@10", "R & D", "naïve", "raw.x", "a:/b", "lat*", "~5 ms", "_x", "",
  ])
  func harmlessNamesStayAsTheyAre(_ name: String) {
    #expect(markdownText(name) == name)
  }

  @Test func aSeriesWithSuchAKey() throws {
    let directory = TemporaryDirectory()
    let recorded = try CommandRun("calibraxctl", ["record", "a\u{1B}b", "1", "--data", directory.path])
    #expect(recorded.code == 0)
    let series = try CommandRun("calibraxctl", ["series", "--data", directory.path])
    #expect(series.output.hasSuffix("\na\u{FFFD}b  default    -            1     1\n"))
  }
}
