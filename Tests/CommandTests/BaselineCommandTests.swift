import CalibraxJSON
import CalibraxTestSupport
import Dispatch
import Foundation
import Testing

/// Baselines from the command line: set, accepted with a reason, listed, and their audit trail.
@Suite struct BaselineCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func aBaselineIsAcceptedWithAReason(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    for (id, branch) in [("a", "main"), ("b", "main"), ("f", "feature/x"), ("g", "feature/x")] {
      try ingest(id, branch: branch)
    }
    try expect(["baseline", "list"], "", complaint: "calibraxctl: there are no baselines\n")
    try expect(["baseline", "log"], "", complaint: "calibraxctl: there are no changes of baselines on record\n")
    try expect(["baseline", "--run", "a"], "Baseline set to run a\n")
    try expect(
      ["baseline", "accept", "--run", "b", "--reason", "Faster\nallocator", "--by", "ann"],
      "Baseline main: run b accepted in place of a: Faster allocator\n")
    try expect(
      ["baseline", "accept", "--branch", "feature/x", "--reason", "start", "--by", "bo", "--fork-of", "main"],
      "Baseline feature/x: run g accepted: start\n")
    try expect(
      ["baseline", "accept", "--name", "old", "--run", "f", "--reason", "start", "--by", "bo"]
        + ["--fork-of", "main", "--fork-point", "08085f68891b", "--format", "markdown"],
      "Baseline `old`: run `f` accepted: start\n")
    try expect(
      ["baseline", "accept", "--name", "old", "--run", "f", "--reason", "looked at again", "--by", "bo"],
      "Baseline old: run f accepted again: looked at again\n")
    #expect(
      masked(try output(["baseline", "list"])) == """
        Baseline  Run  Commit  Set  Age  From  By  Reason
        feature/x  g  ggggggg  TIME  AGE  main at bbbbbbb  bo  start
        main  b  bbbbbbb  TIME  AGE  -  ann  Faster allocator
        old  f  fffffff  TIME  AGE  -  bo  looked at again
        """)
    #expect(
      masked(try output(["baseline", "log"])) == """
        Set  Baseline  Run  Before  Commit  From  By  Reason
        TIME  old  f  f  fffffff  -  bo  looked at again
        TIME  old  f  -  fffffff  main at 08085f68  bo  start
        TIME  feature/x  g  -  ggggggg  main at bbbbbbb  bo  start
        TIME  main  b  a  bbbbbbb  -  ann  Faster allocator
        TIME  main  a  -  aaaaaaa  -  -  -
        """)
    let log = try output(["baseline", "log", "--name", "main", "--limit", "1", "--format", "json"])
    let entries = try JSON(parsing: Array(log.utf8))["entries"]?.elements
    #expect(entries?.count == 1)
    #expect(entries?.first?["reason"] == "Faster\nallocator")
    #expect(entries?.first?["commit"] == "bbbbbbb")
    let markdown = try output(["baseline", "log", "--format", "markdown", "--name", "main"])
    #expect(markdown.hasPrefix("| Set | Baseline | Run | Before | Commit | By | Reason |\n|---|"))
    #expect(markdown.contains(" | main | b | a | bbbbbbb | ann | Faster allocator |\n"))
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func whoAcceptsComesFromTheEnvironment() throws {
    try ingest("a", branch: "main")
    let variables = [("USER", "ann"), ("GITLAB_USER_LOGIN", "bo"), ("GITHUB_ACTOR", "cy"), ("GITHUB_ACTOR", "")]
    var environment: [String: String] = [:]
    for (name, value) in variables {
      environment[name] = value
      let run = try CommandRun(
        "calibraxctl", ["baseline", "accept", "--reason", "r", "--data", directory.path], environment: environment)
      #expect(run.code == 0, "\(run.complaints)")
    }
    let log = try JSON(parsing: Array(output(["baseline", "log", "--format", "json"]).utf8))
    #expect(log["entries"]?.elements?.map { $0["by"]?.string } == ["bo", "cy", "bo", "ann"])
  }

  @Test(arguments: [
    (["accept"], 2, "--reason is missing\n  See calibraxctl help baseline accept."),
    (["accept", "--reason", ""], 2, "--reason needs a value"),
    (["accept", "--reason", String(repeating: "x", count: 1_025)], 2, "--reason: must have 1 to 1024 bytes"),
    (["accept", "--reason", "r", "--name", "x", "--branch", "y"], 2, "--name and --branch both name the baseline"),
    (["accept", "--reason", "r", "--fork-point", "c"], 2, "--fork-of is missing"),
    (["accept", "--reason", "r", "--branch", "a b", "--run", "a"], 2, "--branch: \"a b\" is not the name of"),
    (["accept", "--reason", "r", "--name", "a b"], 2, "--name: \"a b\" is not the name of a baseline"),
    (["accept", "--reason", "r", "--branch", "none"], 5, "there is no run of the branch \"none\"\n  Name one with"),
    (["accept", "--reason", "r", "--run", "none"], 5, "There is no run \"none\"."),
    (["log", "--limit", "0"], 2, "--limit: must lie between 1 and 10000"),
    (["acept"], 2, "there is no command \"baseline acept\"\n  Did you mean baseline accept?"),
    (["a"], 2, "there is no command \"baseline a\""),
  ])
  func whatMakesNoSense(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    try ingest("a", branch: "main")
    try expect(["baseline"] + arguments, "", code: code, complaint: complaint)
  }

  @Test func theWordAloneIsACommandAndBeginsOthers() throws {
    let help = try output(["help", "baseline"])
    #expect(help.hasPrefix("Usage: calibraxctl baseline [flags]\n\nMake a run the baseline"))
    for name in ["accept", "list", "log"] { #expect(help.contains("\n  baseline \(name)  ")) }
    #expect(try output(["baseline", "accept", "--help"]).hasPrefix("Usage: calibraxctl baseline accept [flags]"))
  }

  @Test func aDamagedTrailIsSaid() throws {
    try ingest("a", branch: "main")
    try expect(["baseline"], "Baseline set to run a\n")
    let trail = "audit/baselines.ndjson"
    directory.write("no entry\n" + (directory.read(trail) ?? ""), to: trail)
    let run = try CommandRun("calibraxctl", ["baseline", "log", "--data", directory.path])
    #expect(run.code == 0)
    #expect(run.complaints == "calibraxctl: 1 lines of the audit trail are damaged, and are left out\n")
    #expect(masked(run.output).hasSuffix("TIME  main  a  -  aaaaaaa  -  -"))
  }

  @Test func whatWasAcceptedIsOnRecordWhenTheServerIsKilled() throws {
    for id in ["r0", "r1"] { try ingest(id, branch: "main") }
    var accepted = 0
    for round in 1...3 {
      let server = try ServerProcess(directory)
      let socket = try LineSocket(unix: directory.path("calibrax.sock"))
      let pid = server.pid
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(70 * round)) { kill(pid, SIGKILL) }
      while true {
        let params: JSON = [
          "run_id": .string("r\(accepted % 2)"), "reason": .string("\(accepted)"), "by": .string("\(round)"),
        ]
        guard (try? socket.call("setBaseline", params))?["result"] != nil else { break }
        accepted += 1
      }
      server.kill()
    }
    #expect(accepted > 3)
    let server = try ServerProcess(directory)
    let socket = try LineSocket(unix: directory.path("calibrax.sock"))
    let history = try socket.call("baselineHistory", ["limit": 10_000])["result"]
    #expect(history?["damaged_lines"] == 0)
    let entries = history?["entries"]?.elements ?? []
    let reasons = entries.compactMap { $0["reason"]?.string }
    #expect(Set((0..<accepted).map { "\($0)" }).subtracting(reasons) == [])
    // Of each round one change at most was on record and not answered.
    #expect((accepted...accepted + 3).contains(entries.count))
    let baseline = try socket.call("getBaseline")["result"]?["id"]
    #expect(entries.prefix(2).contains { $0["run_id"] == baseline })
    #expect(try socket.call("serverInfo")["result"]?["store"]?["damaged"] == [])
    #expect(server.terminate() == 0)
  }

  private func ingest(_ id: String, branch: String) throws {
    let commit = String(repeating: String(id.prefix(1)), count: 7)
    let day = 1 + directory.list("runs").count
    let run =
      #"{"id":"\#(id)","timestamp":"2026-03-0\#(day)","commit":"\#(commit)","branch":"\#(branch)","#
      + #""points":[{"name":"p","metrics":{"m":{"value":1}}}]}"#
    let stored = try CommandRun("calibraxctl", ["ingest", "--input", "-", "--data", directory.path], input: run)
    #expect(stored.code == 0, "\(stored.complaints)")
  }

  private func output(_ arguments: [String]) throws -> String {
    let run = try CommandRun("calibraxctl", arguments + ["--data", directory.path])
    #expect(run.code == 0, "\(run.complaints)")
    return run.output
  }

  /// A table without what is different each time, its columns two spaces apart.
  private func masked(_ table: String) -> String {
    table.replacing(/\d+-\d+-\d+T\d+:\d+:\d+/, with: "TIME").replacing(/\d+ s/, with: "AGE")
      .replacing(#/  +/#, with: "  ").trimmingCharacters(in: .newlines)
  }

  private func expect(
    _ arguments: [String], _ output: String, code: Int32 = 0, complaint: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try CommandRun("calibraxctl", arguments + ["--data", directory.path])
    #expect(run.output == output, sourceLocation: sourceLocation)
    #expect(run.code == code, "\(run.complaints)", sourceLocation: sourceLocation)
    if let complaint {
      #expect(run.complaints.contains(complaint), "\(run.complaints)", sourceLocation: sourceLocation)
    }
  }
}
