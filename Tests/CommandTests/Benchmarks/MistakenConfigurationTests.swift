import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// Mistakes in configurations are told where they are, and cost nobody else's benchmark.
@Suite struct MistakenConfigurationTests {
  private let commands = BenchmarkCommands()

  init() { commands.write("ts,v,n\n2024-06-01,1,4\n", to: "1.csv") }

  private func benchmark(_ name: String, _ changes: [String: String] = [:]) -> String {
    let parts = [
      "host": "../results", "sources": "{folders: [.]}",
      "metrics": "{ts: {type: ts}, v: {type: float}, n: {type: int}}", "table": "[n]", "plots": "[{y: v}]",
    ].merging(changes) { $1 }
    return "\(name):\n"
      + parts.filter { $0.value != "" }.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
  }

  private func check() throws -> CommandRun {
    try CommandRun("calibraxctl", ["benchmarks", "check-config", commands.directory.path("config")])
  }

  @Test func withoutMistakesTheCheckPasses() throws {
    commands.configure(benchmark("A") + benchmark("B"))
    #expect(
      try check() == CommandRun(output: "2 benchmarks, 2 tables: 0 errors, 0 warnings\n", complaints: "", code: 0))
  }

  @Test func theGoodBenchmarksOfAFileAreCollected() throws {
    commands.configure(
      benchmark("First") + benchmark("Bad", ["table": "[m]"]) + benchmark("Doubtful", ["hots": "x"])
        + benchmark("Homeless", ["host": ""]) + benchmark("Last"))
    let checked = try check()
    #expect(checked.code == 5)
    #expect(checked.output.hasSuffix("5 benchmarks, 4 tables: 2 errors, 1 warning\n"))
    let file = commands.directory.path("config/benchmarks.yaml")
    #expect(checked.output.contains("error Bad \(file):9: Configuration Error: Metric(s) [m] used"))
    #expect(checked.output.contains("warning Doubtful \(file):15: Configuration Warning: hots: unknown key"))
    #expect(checked.output.contains("error Homeless \(file):21: Configuration Error: No 'host' defined."))
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(
      run.output == """
        First: 1 row in 1 file; runs: 1 new, 0 there already
        Bad: 0 rows in 0 files; runs: 0 new, 0 there already, 1 of its tabs failed
        Doubtful: 1 row in 1 file; runs: 1 new, 0 there already
        Homeless: 0 rows in 0 files; runs: 0 new, 0 there already, 1 of its tabs failed
        Last: 1 row in 1 file; runs: 1 new, 0 there already

        """)
    #expect(run.complaints.split(separator: "\n").count == 3)
    let status = try commands.status().output
    #expect(status.contains("1 of 1 tables failed, 1 error"))
    let bad = try commands.status("Bad")
    #expect(bad.code == 0)
    #expect(bad.output.contains("cannot be shown"))
    #expect(bad.output.contains("Metric(s) [m] used"))
  }

  @Test(arguments: [
    ("B:\n  host: [a\n", 2, "column 9: the `[` opened here is not closed"), ("B:\n\thost: a\n", 2, "tab"),
    ("B:\n  host: a\n  host: b\n", 3, "host"), ("B: {a: *nowhere}\n", 1, "nowhere"),
    ("just a text\n", 1, "expected the names of benchmarks with their configurations below them"),
  ])
  func aFileThatIsNoYAMLIsToldWithLineAndColumn(_ text: String, _ line: Int, _ word: String) throws {
    commands.configure(text, as: "a.yaml")
    commands.configure(benchmark("Good"), as: "b.yaml")
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.output == "Good: 1 row in 1 file; runs: 1 new, 0 there already\n")
    #expect(
      run.complaints.hasPrefix("error \(commands.directory.path("config/a.yaml")):\(line): Configuration Error: "),
      "\(run.complaints)")
    #expect(run.complaints.contains(word), "\(run.complaints)")
    #expect(try check().code == 5)
  }

  @Test(arguments: [
    ("Odd: some text\n", "expected host, sources, metrics, table and plots below \"Odd\""),
    ("Odd:\n", "expected host, sources, metrics, table and plots below \"Odd\""),
    ("Odd: [a]\n", "expected host, sources, metrics, table and plots below \"Odd\""),
    ("\"O\\td\": {}\n", "is no name; give 1 to 80 bytes without control characters"),
    ("'': {}\n", "is no name"), (String(repeating: "x", count: 81) + ": {}\n", "is no name"),
  ])
  func whatIsNoBenchmarkCostsNoOther(_ text: String, _ message: String) throws {
    commands.configure("# Benchmarks\n" + text + benchmark("Good"))
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.output == "Good: 1 row in 1 file; runs: 1 new, 0 there already\n")
    #expect(run.complaints.contains("benchmarks.yaml:2: Configuration Error: "), "\(run.complaints)")
    #expect(run.complaints.contains(message), "\(run.complaints)")
    #expect(try check().code == 5)
  }

  @Test func aConfigurationThatCannotBeReadCostsNoOther() throws {
    commands.configure(benchmark("Good"))
    try FileManager.default.createDirectory(
      atPath: commands.directory.path("config/archive.yaml"), withIntermediateDirectories: true)
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.output == "Good: 1 row in 1 file; runs: 1 new, 0 there already\n")
    #expect(run.complaints.contains("config/archive.yaml: Configuration Error: cannot read"), "\(run.complaints)")
  }

  @Test func aBenchmarkIsConfiguredOnce() throws {
    commands.configure(benchmark("Same"), as: "a.yaml")
    commands.configure(benchmark("Same") + benchmark("Other"), as: "b.yaml")
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.complaints.contains("\"Same\" is configured in \(commands.directory.path("config/a.yaml")) already"))
    #expect(run.output.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ["branch": "'a b'"], ["branch": "-x"], ["token": "${CALIBRAX_TEST_TOKEN}"], ["credentials": "{username: a}"],
    ["credentials": "{module: mine}"], ["host": "ext::sh"], ["host": "../nowhere"], ["branch": "[a]"],
  ])
  func aSourceThatCannotBeHad(_ changes: [String: String]) throws {
    commands.configure(benchmark("Bad", changes) + benchmark("Good"))
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.output.hasSuffix("Good: 1 row in 1 file; runs: 1 new, 0 there already\n"))
    let expected = [
      "a b": "Invalid characters in branch name: 'a b'", "-x": "Invalid characters in branch name: '-x'",
      "TOKEN": "token: the environment variable CALIBRAX_TEST_TOKEN is not set",
      "username": "credentials: expected none, or username and password",
      "module": "credentials.module: no module is run for credentials", "ext": "names a program",
      "nowhere": "Correct the host", "[a]": "branch: expected a text",
    ].first { changes.values.first?.contains($0.key) == true }
    #expect(run.complaints.contains(expected?.value ?? "?"), "\(run.complaints)")
    #expect(run.complaints.split(separator: "\n").count == 1)
  }

  @Test func theTokenOfAVariableIsTaken() throws {
    commands.configure(benchmark("B", ["token": "${CALIBRAX_TEST_TOKEN}"]))
    #expect(try commands.collect(environment: ["CALIBRAX_TEST_TOKEN": "secret-of-mine"]).code == 0)
    let stored = try #require(commands.directory.read("store/benchmarks/B.json"))
    #expect(!stored.contains("secret-of-mine") && !stored.contains("CALIBRAX_TEST_TOKEN"))
  }

  @Test func whatIsNotThereIsSaid() throws {
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.complaints.contains("cannot read \(commands.directory.path("config"))"))
    commands.configure("none", as: "notes.txt")
    #expect(try commands.collect().complaints.contains("no configuration in"))
  }
}
