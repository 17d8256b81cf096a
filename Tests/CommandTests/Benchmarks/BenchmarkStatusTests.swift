import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// `calibraxctl benchmarks status` shows how benchmarks fared.
@Suite struct BenchmarkStatusTests {
  private let commands = BenchmarkCommands()

  /// Seven moments in the row of 4 nodes, two in that of 8: one point too high, one without a value that is too high by
  /// another metric, and one that the reader of numbers does not take.
  init() throws {
    commands.write(
      """
      ts,v,w,n
      2024-06-01T10:00:00,1,1,4
      2024-06-02T10:00:00,1,1,4
      2024-06-03T10:00:00,9,1,4
      2024-06-04T10:00:00,,9,4
      2024-06-05T10:00:00,1,1,4
      2024-06-05T10:00:00,9,1,4
      2024-06-06T10:00:00,1,1,4
      2024-06-06T10:00:00,bad,1,4
      2024-06-07T10:00:00,1,1,4
      2024-06-06T10:00:00,1,1,8
      2024-06-08T10:00:00,1,9,8

      """, to: "1.csv")
    commands.configure(
      """
      B:
        name: Bandwidths
        host: ../results
        sources: {folders: [.]}
        metrics:
          ts: {type: ts}
          v: {type: float, validate: {name: range_validator, max: 5}}
          w: {type: float, validate: {name: range_validator, max: 5}}
          n: {type: int, unit: nodes}
        table: [n]
        plots: [{y: v}, {y: w}]
      """)
    _ = try commands.collect()
  }

  @Test func theOverview() throws {
    #expect(
      try commands.status()
        == CommandRun(
          output: """
            Name            First run         Last run          Total  Valid  Status      Console
            B (Bandwidths)  2024-06-01 10:00  2024-06-08 10:00     11      9  -F-W-F-S-W  1 error

            """, complaints: "", code: 0))
  }

  @Test func theTableOfABenchmark() throws {
    let run = try commands.status("B")
    #expect(run.code == 0)
    let parts = run.output.components(separatedBy: "\n\n")
    #expect(parts.count == 3)
    #expect(parts[0] == "B (Bandwidths): 11 rows, 9 valid, status -F-W-F-S-W")
    #expect(
      parts[1] == """
        n [nodes]  First run         Last run          Total  Valid  Status
                4  2024-06-01 10:00  2024-06-07 10:00      9      7  -W-F-W-F-S
                8  2024-06-06 10:00  2024-06-08 10:00      2      2  S-W
        """)
    #expect(parts[2].contains("B 1.csv:9: Data Processing Error: metrics.v: \"bad\" is no float"))
  }

  @Test func aRowThatFailedIsNotWarnedOf() throws {
    // The fourth has no v, and a w that is too high.
    #expect(try commands.statuses("B") == "SSWFSWSFSSW")
  }

  @Test func asJSON() throws {
    let overview = try JSON(parsing: Array(commands.status("--format", "json").output.utf8))["benchmarks"]
    #expect(overview?[0]?["name"] == "B" && overview?[0]?["title"] == "Bandwidths")
    #expect(overview?[0]?["runs"]?["total"] == 11 && overview?[0]?["runs"]?["valid"] == 9)
    #expect(overview?[0]?["runs"]?["first_run"]?.string?.hasPrefix("2024-06-01T10:00:00") == true)
    let row = try commands.report("B")["tabs"]?[0]?["rows"]?[0]
    #expect(row?["parameters"] == ["n": 4])
    #expect(row?["values"]?["v"] == ["min": 1, "mean": .number(JSONNumber(23.0 / 7)), "max": 9, "last": 1])
  }

  @Test func asMarkdown() throws {
    let overview = try commands.status("--format", "markdown").output
    #expect(overview.contains("| B (Bandwidths) |") && overview.contains("| -F-W-F-S-W |"))
    let benchmark = try commands.status("B", "--format", "markdown").output
    #expect(benchmark.hasPrefix("## Bandwidths\n"))
    #expect(benchmark.contains("| n [nodes] |") || benchmark.contains("| n \\[nodes\\] |"), "\(benchmark)")
    #expect(benchmark.contains("| Severity | Time | Benchmark |"))
  }

  @Test func theConsole() throws {
    let text = try commands.status("--console")
    #expect(text.code == 0)
    let time = try #require(try commands.messages().first?["time"]?.string)
    #expect(text.output.hasPrefix("error \(time) B 1.csv:9: Data Processing Error: metrics.v: \"bad\" is no float"))
    let message = try #require(try commands.messages().first)
    #expect(message["severity"] == "error" && message["benchmark"] == "B" && message["tab"] == "")
    #expect(message["file"] == "1.csv" && message["line"] == 9)
    #expect(try commands.status("B", "--console").output == text.output)
    #expect(try commands.status("--console", "--format", "markdown").output.contains("| error |"))
  }

  @Test func coloursAreForTerminals() throws {
    let arguments = ["benchmarks", "status", "B", "--data", commands.store]
    let (shown, ending) = try TerminalRun("calibraxctl", arguments, columns: 200).end()
    #expect(ending == .exited(0))
    for letter in ["\u{1B}[31mF", "\u{1B}[33mW", "\u{1B}[32mS"] { #expect(shown.contains(letter), "\(shown)") }
    #expect(shown.contains("\u{1B}[31merror"))
    #expect(try !commands.status("B").output.contains("\u{1B}"))
    let plain = try TerminalRun("calibraxctl", arguments, columns: 200, environment: ["NO_COLOR": "1"]).end()
    #expect(!plain.output.contains("\u{1B}[3"))
  }

  @Test func aBenchmarkThatIsNotThere() throws {
    let run = try commands.status("C")
    #expect(run.code != 0 && run.output == "")
    #expect(run.complaints.contains("There is no benchmark \"C\"."))
  }

  @Test func whatResultFilesSayDoesNotReachTheTerminal() throws {
    commands.write("ts,v,w,n\n2024-06-09,\u{1B}[2Jx,1,4\n", to: "\u{1B}[31m.csv")
    let run = try commands.collect()
    #expect(!run.complaints.contains("\u{1B}") && !run.output.contains("\u{1B}"))
    #expect(try !commands.status("B").output.contains("\u{1B}"))
    #expect(try !commands.status("B", "--format", "markdown").output.contains("\u{1B}"))
  }
}
