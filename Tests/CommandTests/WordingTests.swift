import CalibraxAPI
import CalibraxJSON
import CalibraxRPC
import CalibraxTestSupport
import Testing

/// What the server refuses is said in the terms of who asked: commands and flags, or methods and parameters.
@Suite struct WordingTests {
  let directory = TemporaryDirectory()

  @Test func anEmptyStore() throws {
    try expect(["check"], "The store has no runs yet.\n  Store one with calibraxctl ingest.")
    try expect(["call", "check"], "The store has no runs yet.\n  Store one with ingest.")
  }

  @Test(arguments: [
    (["check"], "There is no baseline \"main\".\n  Set one with calibraxctl baseline."),
    (["call", "check"], "There is no baseline \"main\".\n  Set one with setBaseline."),
    (["summary", "--run", "b"], "There is no run \"b\".\n  calibraxctl runs shows the runs there are."),
    (["call", "summary", "{\"run_id\":\"b\"}"], "There is no run \"b\".\n  listRuns shows the runs there are."),
    (["check", "--threshold", "11"], "--threshold: must lie between"),
    (["call", "check", "{\"threshold\":11}"], "params.threshold: must lie between"),
    (["trend", "--metric", "m", "--point", "p", "--n-runs", "0"], "--n-runs: must lie between"),
    (["runs", "--since", "yesterday"], "--since: \"yesterday\" is not a time"),
    (["baseline", "--name", "a b"], "--name: \"a b\" is not the name of a baseline"),
  ])
  func aStoreWithARun(_ arguments: [String], _ complaint: String) throws {
    try store(sampleRun("a"))
    try expect(arguments, complaint)
  }

  @Test(arguments: [
    ["check", "--threshold", "-1"], ["trend", "--metric", "m", "--point", "p", "--n-runs", "0"],
    ["runs", "--limit", "0"], ["runs", "--since", "yesterday"], ["query", "loss", "--max-points", "1"],
    ["baseline", "--name", "a b"],
  ])
  func aValueThatTheServerCannotUseIsAMistakeOfWhoTypedIt(_ arguments: [String]) throws {
    try store(sampleRun("a"))
    #expect(try CommandRun("calibraxctl", arguments + ["--data", directory.path]).code == 2)
  }

  @Test func aRunThatIsRefused() throws {
    try store(sampleRun("a"))
    try expect(
      ["ingest", "--input", directory.path("a.json"), "--set-baseline", "a b"],
      "--set-baseline: \"a b\" is not the name of a baseline")
    directory.write(sampleRun("a", value: 2), to: "a.json")
    try expect(
      ["ingest", "--input", directory.path("a.json")],
      "under the id \"a\".\n  Give the run an id of its own, or replace the stored one with --replace.")
    directory.write(sampleRun("a b"), to: "a.json")
    try expect(["ingest", "--input", directory.path("a.json")], "a.json: id: \"a b\" is not a run id")
    directory.write("{}", to: "runs/c.json")
    directory.write(sampleRun("c"), to: "c.json")
    try expect(
      ["ingest", "--input", directory.path("c.json")], "Mend or remove the file, or replace it with --replace.")
  }

  @Test func aLongListGoesOn() throws {
    for id in ["a", "b", "c"] { try store(sampleRun(id)) }
    let flags = ["--data", directory.path, "--limit", "2", "--format", "json"]
    let first = try JSON(parsing: Array(CommandRun("calibraxctl", ["runs"] + flags).output.utf8))
    let cursor = try #require(first["next_cursor"]?.string)
    let rest = try JSON(
      parsing: Array(CommandRun("calibraxctl", ["runs", "--cursor", cursor] + flags).output.utf8))
    let runs = ((first["runs"]?.elements ?? []) + (rest["runs"]?.elements ?? [])).compactMap { $0["run_id"]?.string }
    #expect(Set(runs) == ["a", "b", "c"])
    #expect(runs.count == 3)
    #expect(rest["next_cursor"] == .null)
  }

  private func store(_ run: JSON) throws {
    directory.write(run, to: "a.json")
    let stored = try CommandRun(
      "calibraxctl", ["ingest", "--input", directory.path("a.json"), "--data", directory.path])
    #expect(stored.code == 0, "\(stored.complaints)")
  }

  /// Runs a command that is refused, and expects it to say so.
  private func expect(
    _ arguments: [String], _ complaint: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try CommandRun("calibraxctl", arguments + ["--data", directory.path])
    #expect(run.code != 0, sourceLocation: sourceLocation)
    #expect(run.complaints.contains(complaint), "\(run.complaints)", sourceLocation: sourceLocation)
    if arguments.first != "call" {
      let names = allMethods.map { $0.name }.filter { $0.contains(where: \.isUppercase) } + ["params."]
      #expect(names.filter { run.complaints.contains($0) } == [], sourceLocation: sourceLocation)
    }
  }
}
