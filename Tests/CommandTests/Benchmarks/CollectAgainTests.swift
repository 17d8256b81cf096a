import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// Collecting follows what is committed, and keeps what was measured.
@Suite struct CollectAgainTests {
  private let commands = BenchmarkCommands()
  private let remote: RemoteRepository

  init() throws {
    remote = try RemoteRepository()
    try remote.commit(["r/1.csv": table(1), "r/2.csv": table(2)])
    commands.configure(
      """
      B:
        host: '\(remote.path)'
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}
        table: [n]
        plots: [{y: v}]
      """)
    _ = try commands.collect()
  }

  private func table(_ day: Int, _ value: Double = 1) -> String { "ts,v,n\n2024-06-0\(day),\(value),4\n" }

  @Test func aFileThatIsNewIsARun() throws {
    let before = try commands.runs()
    try remote.commit(["r/3.csv": table(3)])
    #expect(try commands.collect().output == "B: 3 rows in 3 files; runs: 1 new, 2 there already\n")
    let after = try commands.runs()
    #expect(after.count == 3)
    #expect(after.filter { before[$0.key] != nil } == before, "those that were there are not written again")
    #expect(try commands.rows("B") == ["4": "S-S-S"])
  }

  @Test func aFileThatHasChangedReplacesItsRun() throws {
    let old = try #require(try commands.run(of: "r/2.csv")?["id"]?.string)
    try remote.commit(["r/2.csv": table(2, 7.5)])
    #expect(try commands.collect().output == "B: 2 rows in 2 files; runs: 1 new, 1 there already, 1 taken away\n")
    #expect(commands.directory.list("store/runs").count == 2)
    #expect(!commands.directory.list("store/runs").contains(old + ".json"))
    #expect(try commands.points("B").map { $0["values"]?["v"] } == [1, 7.5])
  }

  @Test func aFileThatIsGoneKeepsItsRunUnlessOnePrunes() throws {
    try remote.git(["rm", "-q", "r/2.csv"])
    try remote.commit()
    let kept = "B: 1 row in 1 file; runs: 0 new, 1 there already, 1 not in the source any more\n"
    #expect(try commands.collect().output == kept)
    #expect(try commands.collect().output == kept, "it is known for good")
    #expect(try commands.rows("B") == ["4": "S-S"])
    #expect(
      try commands.collect("--prune").output == "B: 1 row in 1 file; runs: 0 new, 1 there already, 1 taken away\n")
    #expect(try commands.rows("B") == ["4": "S"])
    #expect(try commands.collect("--prune").output == "B: 1 row in 1 file; runs: 0 new, 1 there already\n")
  }

  @Test func aFileThatCannotBeReadAnyMoreKeepsItsRun() throws {
    try remote.commit(["r/2.csv": "ts,w,n\n2024-06-02,1,4\n"])
    #expect(try commands.collect("--prune").output == "B: 1 row in 2 files; runs: 0 new, 1 there already\n")
    #expect(try commands.rows("B") == ["4": "S-S"])
  }

  @Test(arguments: ["ts,v,n\n", ""]) func aFileWithoutRowsAnyMoreHasNoRun(_ text: String) throws {
    try remote.commit(["r/2.csv": text])
    #expect(try commands.collect().output == "B: 1 row in 2 files; runs: 0 new, 1 there already, 1 taken away\n")
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func runsThatAKilledCollectorLeftAreNoRowsAndCanBePruned() throws {
    // A run that was stored and is in no list yet, as of other rows of the same file.
    var run = try #require(try commands.run(of: "r/2.csv")?.members)
    run["id"] = "B.0123456789abcdef"
    commands.directory.write(
      String(decoding: JSONWriter.bytes(of: JSON.object(run)), as: UTF8.self), to: "store/runs/B.0123456789abcdef.json")
    _ = try commands.collect()
    #expect(try commands.points("B").count == 2)
    #expect(
      try commands.collect("--prune").output == "B: 2 rows in 2 files; runs: 0 new, 2 there already, 1 taken away\n")
    #expect(commands.directory.list("store/runs").count == 2)
  }

  @Test func runsOfATabThatWasRenamedCanBePruned() throws {
    let tab = { (name: String) in
      commands.configure(
        """
        B:
          host: '\(remote.path)'
          metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}
          table: [n]
          plots: [{y: v}]
          tabs: {\(name): {sources: {folders: [r]}}}
        """)
    }
    tab("A")
    _ = try commands.collect("--prune")
    tab("Z")
    #expect(
      try commands.collect().output
        == "B: 2 rows in 2 files; runs: 2 new, 0 there already, 2 not in the source any more\n")
    #expect(
      try commands.collect("--prune").output == "B: 2 rows in 2 files; runs: 0 new, 2 there already, 2 taken away\n")
  }

  @Test func clonesMayBeInAFolderNearby() throws {
    let run = try CommandRun(
      "calibraxctl", commands.collecting + ["--clones", "near"], in: commands.directory.path("config"))
    #expect(run.complaints == "" && run.code == 0)
    #expect(commands.directory.list("config/near").contains { !$0.hasSuffix(".lock") })
  }

  @Test(arguments: [[], ["--prune"]])
  func aFileThatWasRenamedIsTheSameRun(_ options: [String]) throws {
    let before = try commands.runs()
    try remote.git(["mv", "r/2.csv", "r/renamed.csv"])
    try remote.commit()
    let run = try CommandRun("calibraxctl", commands.collecting + options)
    #expect(run.output == "B: 2 rows in 2 files; runs: 0 new, 2 there already\n")
    #expect(try commands.runs() == before)
  }

  @Test func twoFilesOfOneContentCountOnce() throws {
    try remote.commit(["r/copy.csv": table(1)])
    let run = try commands.collect()
    #expect(run.output == "B: 2 rows in 3 files; runs: 0 new, 2 there already\n")
    #expect(run.complaints.contains("warning"))
    #expect(run.complaints.contains("r/copy.csv") || run.complaints.contains("r/1.csv"))
    #expect(run.complaints.contains("It has the same rows as"))
    try remote.git(["rm", "-q", "r/1.csv"])
    try remote.commit()
    #expect(try commands.collect("--prune").output == "B: 2 rows in 2 files; runs: 0 new, 2 there already\n")
  }

  @Test func whatIsNotFetchedStaysAsItWas() throws {
    try remote.commit(["r/3.csv": table(3)])
    #expect(try commands.collect("--skip-update").output == "B: 2 rows in 2 files; runs: 0 new, 2 there already\n")
  }

  @Test func aHostThatIsAwayCostsNothingThatWasCollected() throws {
    try FileManager.default.moveItem(atPath: remote.path, toPath: remote.path + ".away")
    let run = try commands.collect("--prune")
    #expect(run.code == 5)
    #expect(run.output == "B: 0 rows in 0 files; runs: 0 new, 0 there already, 1 of its tabs failed\n")
    #expect(run.complaints.contains("Git Error") || run.complaints.contains("Error 128 running command: git clone"))
    #expect(try commands.rows("B") == ["4": "S-S"])
    try FileManager.default.moveItem(atPath: remote.path + ".away", toPath: remote.path)
    #expect(try commands.collect().output == "B: 2 rows in 2 files; runs: 0 new, 2 there already\n")
    #expect(try commands.messages() == [])
  }

  @Test func aFolderThatIsMistypedIsNotPruned() throws {
    let yaml = try #require(commands.directory.read("config/benchmarks.yaml"))
    commands.configure(yaml.replacing("[r]", with: "[results]"))
    let run = try commands.collect("--prune")
    #expect(run.code == 5)
    #expect(run.complaints.contains("\"results\" is no folder of the source"))
    #expect(try commands.runs().count == 2)
  }

  @Test func aDryRunStoresNothing() throws {
    try remote.commit(["r/3.csv": table(3)])
    let before = try commands.runs()
    #expect(try commands.collect("--dry-run").code == 0)
    #expect(try commands.runs() == before)
  }

  @Test func aBenchmarkThatIsRemovedLeavesItsRuns() throws {
    let remove = try CommandRun("calibraxctl", ["benchmarks", "remove", "B", "--data", commands.store])
    #expect(remove == CommandRun(output: "B removed\n", complaints: "", code: 0))
    #expect(try commands.status().code == 4)
    #expect(try commands.runs().count == 2)
    #expect(try commands.collect().output == "B: 2 rows in 2 files; runs: 0 new, 2 there already\n")
    #expect(try CommandRun("calibraxctl", ["benchmarks", "remove", "C", "--data", commands.store]).code != 0)
  }
}
