import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxTestSupport
import Glibc
import Testing

/// Python and people change files while the store is open; it takes that in when it is told to look.
@Suite struct OtherWritersTests {
  let directory = TemporaryDirectory()
  let document =
    "{\"id\":\"x\",\"timestamp\":\"2026-03-01T12:00:00\",\"metric_defs\":{\"m\":{\"direction\":\"lower\"}},"
    + "\"points\":[{\"name\":\"p\",\"scenario\":\"s\",\"metrics\":{\"m\":{\"value\":3}}}]}"

  @Test func aFileThatIsAddedEditedAndRemoved() throws {
    var store = try open()
    directory.write(document, to: "runs/x.json")
    look(&store, .file(.runs, "x.json"))
    #expect(try store.run("latest").points[0].metrics["m"]?.value == 3)
    #expect(try store.run("x").metricDefs["m"]?.name == "m")
    directory.write(document.replacing("3}", with: "4.5}"), to: "runs/x.json")
    look(&store, .everything)
    #expect(try store.run("x").points[0].metrics["m"]?.value == 4.5)
    directory.remove("runs/x.json")
    look(&store, .file(.runs, "x.json"))
    #expect(throws: StoreError.noRuns) { try store.run("latest") }
  }

  @Test func ourOwnWritesAreNoNews() throws {
    var store = try open()
    store.apply(try ingest(store, run("a")).changes)
    #expect(store.writer.refresh([.file(.runs, "a.json"), .everything]).isEmpty)
  }

  @Test(arguments: [
    ("{\"id\":", "not JSON: text ends early: expected a value at byte 6"), ("[]", "expected an object, found an array"),
    ("", "not JSON: text ends early: expected a value at byte 0"),
    ("{\"id\":\"x\",\"timestamp\":\"soon\"}", "timestamp: \"soon\" is not a time"),
    (
      "{\"id\":\"x\",\"timestamp\":\"2026-03-01\",\"points\":[{\"name\":1}]}",
      "points[0].name: expected a string, found a number"
    ),
  ])
  func aDamagedFileIsNamedKeptAndTriedAgain(_ text: String, _ reason: String) throws {
    var store = try open()
    store.apply(try ingest(store, run("a")).changes)
    directory.write(text, to: "runs/x.json")
    look(&store, .file(.runs, "x.json"))
    #expect(store.report.damaged == [DamagedFile(file: "runs/x.json", reason: reason)])
    #expect(store.report.runs == 1)
    #expect(directory.read("runs/x.json") == text)
    directory.write(document, to: "runs/x.json")
    look(&store, .everything)
    #expect(store.report.damaged == [])
    #expect(store.report.runs == 2)
  }

  @Test func whatIsNoFileIsNamedAndHoldsNothingUp() throws {
    var store = try open()
    mkfifo(directory.path("runs/pipe.json"), 0o600)
    mkdir(directory.path("runs/folder.json"), 0o700)
    symlink("nowhere", directory.path("runs/dangling.json"))
    look(&store, .everything)
    #expect(store.report.damaged.map(\.file) == ["runs/dangling.json", "runs/folder.json", "runs/pipe.json"])
    store.apply(try ingest(store, run("a")).changes)
    #expect(store.report.runs == 1)
  }

  @Test func aFileThatCannotBeReadIsNamed() throws {
    directory.write(document, to: "runs/x.json")
    let files = FaultyFiles()
    files.fail { call, path in call == .read && path.hasSuffix("x.json") ? EACCES : nil }
    let store = try DirectoryStore(StoreLayout(directory.path), files: files)
    #expect(store.report.damaged.map(\.file) == ["runs/x.json"])
    #expect(store.report.damaged[0].reason.hasSuffix("Permission denied"))
  }

  @Test func aDirectoryThatCannotBeListedIsNotOpened() throws {
    let files = FaultyFiles()
    files.fail { call, _ in call == .list ? EACCES : nil }
    #expect(throws: StoreError.unwritable(FileError("list", directory.path("runs"), EACCES))) {
      try DirectoryStore(StoreLayout(directory.path), files: files)
    }
  }

  @Test func aDamagedFileIsNotOverwrittenByARunOfItsName() throws {
    directory.write("{", to: "runs/x.json")
    let store = try open()
    #expect(throws: StoreError.self) { try ingest(store, run("x")) }
    #expect(directory.read("runs/x.json") == "{")
    let replaced = store.writer.commit([.ingest(run("x"), replace: true, baseline: nil)])[0]
    #expect(try replaced.get().created)
  }

  @Test func ofTwoFilesWithOneIdentifierTheOneNamedForItCounts() throws {
    directory.write(document.replacing("3}", with: "9}"), to: "runs/copy.json")
    directory.write(document, to: "runs/x.json")
    var store = try open()
    #expect(store.report.runs == 1)
    #expect(store.report.damaged.map(\.file) == ["runs/copy.json"])
    #expect(try store.run("x").points[0].metrics["m"]?.value == 3)
    directory.remove("runs/x.json")
    look(&store, .file(.runs, "x.json"))
    #expect(try store.run("x").points[0].metrics["m"]?.value == 9)
    #expect(store.report.damaged == [])
  }

  @Test func ofTwoFilesNamedOtherwiseTheFirstByNameCounts() throws {
    var store = try open()
    directory.write(document.replacing("3}", with: "7}"), to: "runs/z.json")
    look(&store, .everything)
    directory.write(document, to: "runs/b.json")
    look(&store, .everything)
    #expect(try store.run("x").points[0].metrics["m"]?.value == 3)
    // Deleting it deletes the one that counts; then the other does.
    store.apply(try store.writer.commit([.delete("x")])[0].get().changes)
    #expect(directory.list("runs") == ["z.json"])
    #expect(try store.run("x").points[0].metrics["m"]?.value == 7)
    #expect(store.report.damaged == [])
  }

  @Test func aFileThatHoldsAnotherRunIsNotOverwritten() throws {
    directory.write(document.replacing("\"x\"", with: "\"y\""), to: "runs/x.json")
    let store = try open()
    for replace in [false, true] {
      let result = store.writer.commit([.ingest(run("x"), replace: replace, baseline: nil)])[0]
      #expect(throws: StoreError.obstructed(id: "x", file: "runs/x.json", reason: "it holds the run \"y\"")) {
        try result.get()
      }
    }
    #expect(try store.run("y").id == "y")
  }

  @Test func aFileThatHasGoneAgainIsNotDamaged() throws {
    var store = try open()
    for _ in 0..<50 {
      directory.write("{", to: "runs/brief.json")
      look(&store, .file(.runs, "brief.json"))
      directory.remove("runs/brief.json")
      look(&store, .file(.runs, "brief.json"))
    }
    let files = FaultyFiles()
    files.fail { call, path in call == .stamp && path.hasSuffix("x.json") ? ENOENT : nil }
    directory.write(document, to: "runs/x.json")
    #expect(try DirectoryStore(StoreLayout(directory.path), files: files).report.damaged == [])
    #expect(store.report.damaged == [])
  }

  @Test func aBaselineWhoseFileIsNamedOtherwiseIsFound() throws {
    directory.write(document, to: "baselines/my base.json")
    let store = try open()
    #expect(store.baselines().map(\.name) == ["my base"])
    #expect(try store.baseline("my base").id == "x")
  }

  @Test func aRunInAFileOfAnotherNameIsWrittenWhereItIs() throws {
    directory.write(document, to: "runs/strange.json")
    var store = try open()
    let outcome = try store.writer.commit([.ingest(run("x", value: 5), replace: true, baseline: nil)])[0].get()
    store.apply(outcome.changes)
    #expect(directory.list("runs") == ["strange.json"])
    #expect(try store.run("x").points[0].metrics["m"]?.value == 5)
  }

  @Test func definitionsFollowTheConfiguration() throws {
    directory.write(
      "{\"metric_defs\":{\"m\":{\"unit\":\"s\",\"direction\":\"lower\"}},\"wandb_project\":\"w\"}", to: "config.json")
    var store = try open()
    #expect(store.definitions["m"]?.direction == .lower)
    directory.write("{\"metric_defs\":{\"m\":{\"direction\":\"sideways\"}}}", to: "config.json")
    look(&store, .configuration)
    #expect(store.report.damaged.map(\.file) == ["config.json"])
    #expect(store.definitions["m"]?.direction == .lower)
    directory.remove("config.json")
    look(&store, .configuration)
    #expect(store.definitions.isEmpty)
    #expect(store.report.damaged == [])
  }

  private func open() throws -> DirectoryStore { try DirectoryStore(StoreLayout(directory.path)) }

  private func look(_ store: inout DirectoryStore, _ notice: StoreNotice) {
    store.apply(store.writer.refresh([notice]))
  }
}
