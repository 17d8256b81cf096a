import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// `calibraxctl ingest` of the folders that Veeksha writes: which run a folder is, however and whenever it is given.
@Suite struct IngestVeekshaTests {
  private static let run = "21_11_2026-00_16_28-e10f1d57"
  private static let sweep = "sweep_21:11:2026-00:17:24"
  private static let search = "21:11:2026-00:17:45-3775cc06"

  let directory = TemporaryDirectory()
  let store = TemporaryDirectory()
  private var data: String { store.path }

  @Test(arguments: [false, true])
  func aFolderIsTheSameRunUnderAnotherCommitAndInAnotherPlace(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(store) : nil
    let folder = try copy("adapters/veeksha/" + Self.run, to: "ci/benchmark_output/" + Self.run)
    let first = try ingest(folder, ofCommit: "c0ffee1")
    #expect(first.code == 0)
    #expect(first.output == Self.run + "\n")
    #expect(!first.complaints.contains("there already"))
    let stored = try show()
    #expect(stored["commit"] == "c0ffee1")
    #expect(stored["branch"] == "main-c0ffee1")
    #expect(stored["metadata"]?["build"]?["url"] == "https://github.com/acme/engine/actions/runs/c0ffee1")
    #expect(stored["metadata"]?["artifacts"] == ["directory": .string(folder)])

    let moved = directory.path("elsewhere")
    try FileManager.default.moveItem(atPath: directory.path("ci"), toPath: moved)
    for (path, place) in [
      ("elsewhere/benchmark_output/" + Self.run, ""), ("./", "elsewhere/benchmark_output/" + Self.run),
      (Self.run + "/", "elsewhere/benchmark_output"),
    ] {
      for format in ["text", "markdown", "json"] {
        let again = try ingest(path, "--format", format, ofCommit: "c0ffee2", in: directory.path(place))
        #expect(again.code == 0, "\(again.complaints)")
        #expect(again.complaints.contains("calibraxctl: there already: \(Self.run)\n"))
        #expect(try show() == stored)
      }
    }
    let imported = try CommandRun("calibraxctl", ["import", moved, "--data", data])
    #expect(imported.output.hasSuffix(": 0 new, 1 there already\n"), "\(imported.output) \(imported.complaints)")
    let dry = try CommandRun("calibraxctl", ["import", moved, "--dry-run", "--data", data])
    #expect(dry.output.hasSuffix(": 0 new, 1 there already\n"), "\(dry.output) \(dry.complaints)")
    #expect(try show() == stored)
    withExtendedLifetime(server) {}
  }

  @Test func otherContentIsRefusedUnlessItIsToReplaceWhatIsStored() throws {
    let folder = try copy("adapters/veeksha/" + Self.run, to: "a/" + Self.run)
    #expect(try ingest(folder, ofCommit: "c0ffee1").code == 0)
    let summary = folder + "/metrics/summary_stats.json"
    let text = try String(contentsOfFile: summary, encoding: .utf8)
    try text.replacing("\"Number of Sessions Seen\": 16.0", with: "\"Number of Sessions Seen\": 17.0")
      .write(toFile: summary, atomically: true, encoding: .utf8)
    try FileManager.default.moveItem(atPath: directory.path("a"), toPath: directory.path("b"))
    let moved = directory.path("b/" + Self.run)
    let refused = try ingest(moved, ofCommit: "c0ffee2")
    #expect(refused.code == 5)
    #expect(refused.complaints.contains("Another run is stored under the id \"\(Self.run)\""))
    #expect(try ingest(moved, "--replace", ofCommit: "c0ffee2").code == 0)
    let stored = try show()
    #expect(stored["metadata"]?["summary_stats"]?["Number of Sessions Seen"] == 17)
    #expect(stored["metadata"]?["artifacts"]?["directory"] == .string(moved))
    #expect(stored["commit"] == "c0ffee1")
    #expect(stored["branch"] == "main-c0ffee1")
  }

  @Test func anotherCommitThatIsSaidIsOtherContent() throws {
    let folder = try copy("adapters/veeksha/" + Self.run, to: Self.run)
    #expect(try ingest(folder, ofCommit: "c0ffee1").code == 0)
    #expect(try ingest(folder, "--commit", "c0ffee1", ofCommit: "c0ffee2").code == 0)
    #expect(try ingest(folder, "--commit", "beef", ofCommit: "c0ffee2").code == 5)
    #expect(try ingest(folder, "--commit", "beef", "--replace", "--no-context", ofCommit: "c0ffee2").code == 0)
    let stored = try show()
    #expect(stored["commit"] == "beef")
    #expect(stored["branch"] == .null)
    #expect(stored["metadata"]?["build"] == nil)
  }

  @Test func whatWasImportedStaysOfNoCommit() throws {
    let folder = try copy("adapters/veeksha/" + Self.run, to: Self.run)
    #expect(try CommandRun("calibraxctl", ["import", folder, "--data", data]).code == 0)
    let stored = try show()
    #expect(stored["commit"] == .null)
    #expect(stored["environment"] == [:])
    #expect(try ingest(folder, ofCommit: "c0ffee1").complaints.contains("there already"))
    #expect(try show() == stored)
  }

  @Test func everyRunOfASweepAndASearchSaysWhereItsFolderIs() throws {
    let place = "wandb/of a b/21:11:2026-00:00:00/"
    let sweep = try copy("veeksha/sweep", to: place + Self.sweep)
    let search = try copy("veeksha/search", to: place + Self.search)
    let ingested = try ingest(directory.path("wandb"), ofCommit: "c0ffee1")
    #expect(ingested.code == 0, "\(ingested.complaints)")
    let ids = ingested.output.split(separator: "\n").map(String.init)
    #expect(ids.count == 12)
    var directories: [String: String] = [:]
    for id in ids {
      let run = try show(id)
      directories[id] = run["metadata"]?["artifacts"]?["directory"]?.string
      #expect(!String(decoding: JSONWriter.bytes(of: run), as: UTF8.self).contains("sk-FAKE"))
    }
    // The files of the other attempts are not there.
    #expect(
      directories == [
        Self.sweep: sweep, Self.search: search,
        "21_11_2026-00_17_24-39720273": sweep + "/21_11_2026-00_17_24-39720273",
        "21_11_2026-00_17_37-27952d24": sweep + "/21_11_2026-00_17_37-27952d24",
        "21_11_2026-00_18_07-5a76e9a0": search + "/runs/21_11_2026-00_18_07-5a76e9a0",
        "21_11_2026-00_19_56-02ad58ba": search + "/runs/21_11_2026-00_19_56-02ad58ba",
      ])
    let again = try ingest(".", ofCommit: "c0ffee2", in: directory.path("wandb"))
    #expect(again.code == 0, "\(again.complaints)")
    #expect(again.output == ingested.output)
  }

  @Test func filesAndLinksAreFoundInTheirFolderToo() throws {
    let folder = try copy("adapters/veeksha/" + Self.run, to: "out/" + Self.run)
    let shared = directory.path("shared.yml")
    try FileManager.default.moveItem(atPath: folder + "/config.yml", toPath: shared)
    try FileManager.default.createSymbolicLink(atPath: folder + "/config.yml", withDestinationPath: shared)
    try FileManager.default.createSymbolicLink(atPath: directory.path("latest"), withDestinationPath: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(try ingest(files[0], files: Array(files.dropFirst()), ofCommit: "c1", in: folder).output == Self.run + "\n")
    let stored = try show()
    #expect(stored["metadata"]?["artifacts"]?["directory"] == .string(folder))
    let linked = try ingest("latest", ofCommit: "c1", in: directory.path)
    #expect(linked.complaints.contains("there already: \(Self.run)"), "\(linked.complaints)")
  }

  @Test func aFailedBenchmarkIsARunThatSaysWhy() throws {
    let folder = try copy("adapters/veeksha/" + Self.run, to: Self.run)
    for (name, text) in [
      (
        "metrics/summary_stats.json",
        #"{"Number of Requests": 3, "Number of Errored Requests": 3, "Number of Completed Requests": 0}"#
      ), ("metrics/request_level_metrics.jsonl", ""), ("health_check_results.txt", ""),
      (
        "metrics/slo_results.json",
        #"{"all_slos_met": false, "results": [{"met": false, "slo_metric_key": "ttfc_p99", "observed_value": Infinity}]}"#
      ),
    ] {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let ingested = try ingest(folder, ofCommit: "c1")
    #expect(ingested.code == 0)
    let metadata = try #require(try show()["metadata"])
    let reason = "no request was completed: 3 of 3 failed, unknown were cancelled"
    #expect(ingested.complaints.contains(reason))
    #expect(metadata["failure"]?.string == reason)
    #expect(metadata["slo_results"]?["results"]?[0]?["observed_value"] == "Infinity")
    #expect(metadata["artifacts"]?["directory"] == .string(folder))
  }

  /// A fixture where Veeksha would have written it.
  private func copy(_ fixture: String, to path: String) throws -> String {
    let folder = directory.path(path)
    try FileManager.default.createDirectory(
      atPath: (folder as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Fixtures.path(fixture), toPath: folder)
    return URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
  }

  /// As a job of GitHub Actions ingests it that builds a commit.
  private func ingest(
    _ path: String, _ flags: String..., files: [String] = [], ofCommit commit: String, in folder: String? = nil
  ) throws -> CommandRun {
    try CommandRun(
      "calibraxctl", ["ingest", path] + files + flags + ["--data", data],
      environment: [
        "GITHUB_ACTIONS": "true", "GITHUB_SHA": commit, "GITHUB_REF_NAME": "main-" + commit,
        "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/engine", "GITHUB_RUN_ID": commit,
      ], in: folder)
  }

  private func show(_ id: String? = nil) throws -> JSON {
    let run = try CommandRun("calibraxctl", ["show", "--data", data] + (id.map { [$0] } ?? []))
    return try JSON(parsing: Array(run.output.utf8))
  }
}
