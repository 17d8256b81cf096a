import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Glibc
import Testing

/// Whatever result files hold, what can be read of them is collected, and the rest is told with file and line.
@Suite struct DamagedResultsTests {
  private let commands = BenchmarkCommands()

  init() {
    commands.write("ts,v,n\n2024-06-01,1,4\n", to: "good.csv")
    commands.configure(
      """
      B:
        host: ../results
        sources: {folders: [.]}
        metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}
        table: [n]
        plots: [{y: v}]
      """)
  }

  @Test(arguments: [
    ("ts,v,n\n2024-06-02,fast,4\n2024-06-03,2,4\n", 2, "metrics.v: \"fast\" is no float", "S-F-S"),
    ("# a note\n\nts,v,n\n2024-06-02,1,4\nyesterday,2,4\n", 5, "metrics.ts: \"yesterday\" is no ts", "S-S"),
    ("ts,v,n\n2024-06-02,1,4.5\n", 2, "metrics.n: \"4.5\" is no int", "S"),
    ("ts,v,n\n,2,4\n2024-06-03,2,4\n", 2, "The row has no 'ts' and is left out.", "S-S"),
    ("ts,w,n\n2024-06-02,1,4\n", 1, "Required keys 'v' not found in file header", "S"),
    ("ts,v,n\n2024-06-02,\"1,4\n2024-06-03,1,4\n", 2, "a quoted cell does not end", "S"),
    ("", nil, "It is empty.", "S"), ("# only a note\n", nil, "It is empty.", "S"),
  ])
  func aTable(_ text: String, _ line: Int?, _ message: String, _ history: String) throws {
    commands.write(text, to: "odd.csv")
    let run = try commands.collect()
    #expect(run.code == 0)
    let place = "B odd.csv" + (line.map { ":\($0)" } ?? "") + ": Data Processing "
    let lines = run.complaints.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(lines.first?.contains(place) == true && lines.first?.contains(message) == true, "\(run.complaints)")
    #expect(try commands.rows("B")["4"] == history)
    #expect(try commands.messages().first?["file"] == "odd.csv")
  }

  @Test(arguments: [
    ("{", "it is not JSON"), ("[]", "it is JSON of another shape"), ("{\"jobs\": [3]}", "jobs[0]: expected an object"),
    ("{\"jobs\": [{\"results\": [3]}]}", "jobs[0].results[0]: expected an object"),
  ])
  func aPipeline(_ text: String, _ message: String) throws {
    commands.write(text, to: "odd.json")
    let run = try commands.collect()
    #expect(run.code == 0)
    #expect(run.complaints.contains("B odd.json") && run.complaints.contains(message), "\(run.complaints)")
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func aPipelineHasARowForEachResult() throws {
    commands.write(
      """
      {"pipeline": {"ts": 1717286400}, "jobs": [
        {"n": 4, "results": [{"v": 2}, {"v": null}]}, {"n": 8, "results": [{"v": 1e1}]}, {"n": 16, "results": []}]}
      """, to: "ci.json")
    let run = try commands.collect()
    #expect(run.output == "B: 4 rows in 2 files; runs: 2 new, 0 there already\n")
    #expect(try commands.rows("B") == ["4": "S-F", "8": "S"])
  }

  @Test func bytesThatAreNoText() throws {
    commands.directory.write(
      Array("ts,v,n\n2024-06-02,\u{e9},4\n".utf16.map { UInt8($0 & 0xFF) }), to: "results/odd.csv")
    let run = try commands.collect()
    #expect(run.code == 0)
    #expect(run.complaints.contains("B odd.csv: Data Processing Error: it is not UTF-8"))
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func whatIsNoFile() throws {
    let path = commands.directory.path("results/")
    try FileManager.default.createDirectory(atPath: path + "folder.csv", withIntermediateDirectories: true)
    symlink("nowhere.csv", path + "dangling.csv")
    symlink(".", path + "circle")
    mkfifo(path + "pipe.csv", 0o600)
    commands.write("ts,v,n\n2024-06-02,2,4\n", to: "folder.csv/in.csv")
    let run = try commands.collect()
    #expect(run == CommandRun(output: "B: 2 rows in 2 files; runs: 2 new, 0 there already\n", complaints: "", code: 0))
  }

  @Test(.enabled(if: geteuid() != 0)) func aFileThatMustNotBeRead() throws {
    commands.write("ts,v,n\n2024-06-02,2,4\n", to: "secret.csv")
    chmod(commands.directory.path("results/secret.csv"), 0)
    let run = try commands.collect()
    #expect(run.code == 0)
    #expect(run.complaints.contains("B secret.csv: Data Processing Error: cannot read"))
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func whatSourcesNameAndIsNotThere() throws {
    commands.configure(
      """
      B:
        host: ../results
        sources: {folders: [., away], files: [no.csv, '*.csv', ../good.csv, /etc/passwd, notes.txt]}
        metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}
        table: [n]
        plots: [{y: v}]
      """)
    commands.write("x", to: "notes.txt")
    let run = try commands.collect()
    #expect(run.code == 0)
    for text in [
      "\"away\" is no folder of the source", "\"no.csv\" is no file of the source, and finds none",
      "\"*.csv\" is no file of the source, and no regular expression", "\"../good.csv\" leads out of the source",
      "\"/etc/passwd\" leads out of the source", "\"notes.txt\" is neither .csv nor .json",
    ] { #expect(run.complaints.contains(text), "\(run.complaints)") }
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func aSourceWithoutFilesFails() throws {
    commands.directory.remove("results/good.csv")
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.complaints.contains("Configuration Error: No sources to obtain metrics! Skipping..."))
  }

  @Test func mistakesOfOneKindInAFileAreOneMessage() throws {
    let rows = (1...500).map { "2024-06-02T\(10 + $0 % 10):00,bad,4\n" }.joined()
    commands.write("ts,v,n\n" + rows, to: "odd.csv")
    let run = try commands.collect()
    #expect(run.complaints.split(separator: "\n").count == 1)
    #expect(run.complaints.contains("So are 499 more values of it in the file."))
    #expect(try commands.report("B")["runs"]?["total"] == 501)
  }
}
