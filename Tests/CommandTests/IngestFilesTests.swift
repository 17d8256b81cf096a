import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

@testable import calibraxctl

/// `calibraxctl ingest FILE…`, as a CI job calls it.
@Suite struct IngestFilesTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func filesOfToolsAreOneRunWithWhatWentWrongTold(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    let files = ["google-benchmark.json", "hyperfine.json", "hyperfine-failing-command.json"].map(fixture)
    let run = try ingest(files + ["--tag", "device=cpu", "--commit", "c0ffee", "--branch", "main"])
    #expect(run.code == 0)
    #expect(run.complaints.contains("failed: BM_Bad device=cpu real_time: fixture missing"))
    #expect(run.complaints.contains("failed: false device=cpu wall: non-zero exit codes [1, 1, 1]"))
    let stored = try show()
    #expect(stored["id"]?.string.map { $0 + "\n" } == run.output)
    #expect(stored["timestamp"] == "2026-11-21T00:13:17+00:00")
    #expect(stored["commit"] == "c0ffee")
    #expect(
      stored["points"]?.elements?.map { $0["name"]?.string } == [
        "BM_Sort/256", "BM_Sort/4096", "BM_StringCopy", "BM_Bad", "seq 1000", "seq 4000", "false",
      ])
    #expect(stored["points"]?[4]?["tags"] == ["n": "1000", "device": "cpu"])
    withExtendedLifetime(server) {}
  }

  @Test func aFolderOfVeekshaIsARunHoweverOftenItIsRead() throws {
    let id = "21_11_2026-00_16_28-e10f1d57"
    for _ in 0..<2 {
      let run = try ingest([fixture("veeksha/" + id)])
      #expect(run.code == 0)
      #expect(run.output == id + "\n")
      #expect(run.complaints.contains("the session dispatch rate check failed"))
      #expect(!run.complaints.contains("left out"))
    }
    #expect(try show()["points"]?[0]?["metrics"]?["ttfc"]?["samples"]?.elements?.count == 25)
    let stored = try String(contentsOfFile: directory.path + "/runs/\(id).json", encoding: .utf8)
    #expect(stored.contains("<redacted>"))
    #expect(!stored.contains("sk-FAKE"))
  }

  @Test func aFileThatCannotBeReadKeepsTheOthersOut() throws {
    let broken = directory.path + "/broken.json"
    try #"{"results":[{"command":"a","mean":"#.write(toFile: broken, atomically: true, encoding: .utf8)
    let run = try ingest([fixture("hyperfine.json"), broken])
    #expect(run.code == 5)
    #expect(run.complaints.contains("broken.json: not JSON: text ends early: expected a value at byte 34"))
    #expect(run.complaints.contains("was the program that wrote it stopped?"))
    #expect(try CommandRun("calibraxctl", ["runs", "--data", directory.path]).output.split(separator: "\n").count <= 1)
  }

  @Test(arguments: [
    (["--from", "hyprefine", "x.json"], 2, "Did you mean hyperfine?"),
    (["--input", "run.json", "--tag", "a=b"], 2, "--tag is for what benchmark tools wrote"),
    (["--input", "run.json", "x.json"], 2, "leave it out to ingest x.json"),
    ([], 2, "ingest needs FILE…"),
    (["nowhere.json"], 5, "cannot read nowhere.json: No such file or directory"),
    (["--timestamp", "noon", "x.json"], 2, "--timestamp needs a time in ISO 8601"),
  ])
  func whatMakesNoSenseIsRefused(_ arguments: [String], _ code: Int, _ complaint: String) throws {
    let run = try ingest(arguments)
    #expect(run.code == Int32(code))
    #expect(run.complaints.contains(complaint), "\(run.complaints)")
  }

  @Test func standardInputIsAFileToo() throws {
    let run = try CommandRun(
      "calibraxctl", ["ingest", "-", "--data", directory.path],
      input: "BenchmarkA  10  5.0 ns/op\nBenchmarkA  10  7.0 ns/op\n")
    #expect(run.code == 0)
    #expect(try show()["points"]?[0]?["metrics"]?["wall"]?["original"]?["value"]?.double == 6)
  }

  @Test func aHistoryIsImportedOnceHoweverOftenAndInWhateverOrder() throws {
    let lines = (10..<40).map { day in
      #"{"timestamp":"2026-03-01T12:\#(day):00","commit":"c\#(day)","points":[{"name":"p","metrics":{"m":{"value":\#(day)}}}]}"#
    }
    let history = directory.path + "/history.ndjson"
    try (lines.shuffled().joined(separator: "\n") + "\n").write(toFile: history, atomically: true, encoding: .utf8)
    let data = directory.path + "/store"
    let dry = try CommandRun("calibraxctl", ["import", history, "--dry-run", "--data", data])
    #expect(
      dry.output.hasPrefix("Would import 30 runs of 1 files (30 points, 2026-03-01T12:10:00 to 2026-03-01T12:39:00)"),
      "\(dry.output)")
    #expect(dry.output.hasSuffix(": 30 new, 0 there already\n"))
    #expect(!FileManager.default.fileExists(atPath: data))
    let first = try CommandRun("calibraxctl", ["import", history, "--data", data])
    #expect(first.output.hasSuffix(": 30 new, 0 there already\n"))
    try (lines.reversed().joined(separator: "\n") + "\n").write(toFile: history, atomically: true, encoding: .utf8)
    for arguments in [["--dry-run"], []] {
      let again = try CommandRun("calibraxctl", ["import", history, "--data", data] + arguments)
      #expect(again.code == 0)
      #expect(again.output.hasSuffix(": 0 new, 30 there already\n"), "\(again.output)")
    }
    // It was measured elsewhere.
    #expect(try show(data)["environment"] == [:])
  }

  @Test func aLongHistoryLeavesAnIndexBehindSoThatTheNextStartIsFast() throws {
    let lines = (100..<220).map { number in
      #"{"timestamp":"2026-03-01T12:00:00.\#(number)","points":[{"name":"p"}]}"#
    }
    let history = directory.path("history.ndjson")
    try (lines.joined(separator: "\n") + "\n").write(toFile: history, atomically: true, encoding: .utf8)
    _ = try CommandRun("calibraxctl", ["import", history, "--data", directory.path("store")])
    #expect(FileManager.default.fileExists(atPath: directory.path("store/index")))
  }

  @Test func aBadFileOfAHistoryIsToldOfAndTheOthersAreStored() throws {
    let folder = directory.path + "/history"
    try FileManager.default.createDirectory(atPath: folder + "/deep", withIntermediateDirectories: true)
    for (name, text) in [
      ("deep/a.json", #"{"timestamp":"2026-03-01","points":[{"name":"p"}]}"#), ("b.json", #"{"points":[{"name":}]}"#),
      ("c.txt", "notes"), ("d.txt", "BenchmarkA 10 5.0 ns/op\n"), (".hidden", "BenchmarkB 10 5.0 ns/op\n"),
    ] {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let run = try CommandRun("calibraxctl", ["import", folder, "--data", directory.path + "/store"])
    #expect(run.code == 5)
    #expect(
      run.output == "Imported 2 runs of 4 files (2 points, 2026-03-01T00:00:00 to 2026-03-01T00:00:00): "
        + "1 new, 0 there already, 1 refused, 1 of the files unreadable\n")
    #expect(run.complaints.contains("b.json: not JSON"))
    #expect(run.complaints.contains("c.txt: no adapter recognizes it"))
    #expect(run.complaints.contains("d.txt: nothing says when it was measured"))
  }

  @Test func ofSeveralRunsAllOrNoneAreStoredAndTheBaselineStays() throws {
    func line(_ id: String, _ value: Int) -> String {
      #"{"id":"\#(id)","timestamp":"2026-03-01","points":[{"name":"p","metrics":{"m":{"value":\#(value)}}}]}"# + "\n"
    }
    try (line("a", 1)).write(toFile: directory.path("a.ndjson"), atomically: true, encoding: .utf8)
    try (line("b", 1) + line("a", 2)).write(toFile: directory.path("b.ndjson"), atomically: true, encoding: .utf8)
    #expect(try ingest([directory.path("a.ndjson"), "--set-baseline", "main"]).output == "a\n")
    let refused = try ingest([directory.path("b.ndjson"), "--set-baseline", "main"])
    #expect(refused.code == 5)
    #expect(refused.complaints.contains("Another run is stored under the id \"a\""))
    let runs = try CommandRun("calibraxctl", ["runs", "--format", "json", "--data", directory.path]).output
    #expect(try JSON(parsing: Array(runs.utf8))["runs"]?.elements?.count == 1)
    let dry = try CommandRun(
      "calibraxctl", ["import", directory.path("b.ndjson"), "--dry-run", "--data", directory.path])
    #expect(dry.code == 5)
    #expect(dry.output.hasSuffix(": 1 new, 0 there already, 1 refused\n"), "\(dry.output)")
  }

  @Test func anEntryOfAHistoryIsNotOfThisMachineOrBranch() throws {
    let run = try CommandRun(
      "calibraxctl", ["ingest", fixture("gab-data.js"), "--data", directory.path],
      environment: ["GITHUB_ACTIONS": "true", "GITHUB_SHA": "c1", "GITHUB_REF_NAME": "feature"])
    #expect(run.output.split(separator: "\n").count == 2)
    let stored = try show()
    #expect(stored["branch"] == .null)
    #expect(stored["environment"] == [:])
    #expect(stored["metadata"]?["build"] == nil)
  }

  @Test func theTagsOfAFileTellItsPointsApart() throws {
    let run = try CommandRun(
      "calibraxctl", ["ingest", "-", "--tag", "procs=x", "--data", directory.path],
      input: "BenchmarkA 10 5.0 ns/op\nBenchmarkA-8 10 7.0 ns/op\n")
    #expect(run.complaints.contains("note: standard input: the tag procs stays what the file says"))
    #expect(try show()["points"]?.elements?.map { $0["tags"]?["procs"]?.string } == ["1", "8"])
  }

  @Test func aPipeIsReadOnceAndWhatIsNoFileIsToldOf() throws {
    let folder = directory.path("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "BenchmarkA 10 5.0 ns/op\n".write(toFile: folder + "/go.txt", atomically: true, encoding: .utf8)
    mkfifo(folder + "/pipe", 0o600)
    let run = try ingest([folder])
    #expect(run.code == 0)
    #expect(run.complaints.contains("left out: \(folder)/pipe: it is no file"))
    let asv = fixture("asv/a0b92b21-existing-py.json")
    let script = "cat \(asv) > pipe & exec \(ServerProcess.programs)/calibraxctl ingest pipe --data d2"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func ingest(_ arguments: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", ["ingest", "--data", directory.path] + arguments)
  }

  private func show(_ data: String? = nil) throws -> JSON {
    let run = try CommandRun("calibraxctl", ["show", "--data", data ?? directory.path])
    return try JSON(parsing: Array(run.output.utf8))
  }

  private func fixture(_ name: String) -> String { Fixtures.path("adapters/" + name) }
}
