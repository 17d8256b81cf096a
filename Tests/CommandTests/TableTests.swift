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

  @Test func soItIsInMarkdown() {
    #expect(
      markdownTable(rows)
        == "| Key | Last |\n|---|---|\n| \u{FFFD}[2Jred\u{FFFD} | 1 |\n| 温度 | 20 |\n| a\\|b | 3 |")
  }

  @Test func aSeriesWithSuchAKey() throws {
    let directory = TemporaryDirectory()
    let recorded = try CommandRun("calibraxctl", ["record", "a\u{1B}b", "1", "--data", directory.path])
    #expect(recorded.code == 0)
    let series = try CommandRun("calibraxctl", ["series", "--data", directory.path])
    #expect(series.output.hasSuffix("\na\u{FFFD}b  default    -            1     1\n"))
  }
}
