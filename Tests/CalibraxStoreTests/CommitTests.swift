import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

/// A run that is answered for is on the disk; one that is not leaves nothing behind.
@Suite struct CommitTests {
  let directory = TemporaryDirectory()
  let files = FaultyFiles()

  @Test func theFileIsSyncedThenRenamedThenTheDirectoryIsSynced() throws {
    let store = try open()
    _ = files.takeCalls()
    _ = try ingest(store, run("a"))
    let steps = files.takeCalls().filter { call in ["sync", "rename", "write"].contains { call.hasPrefix($0) } }
    try #require(steps.count == 4)
    #expect(steps[0].hasPrefix("write runs/.calibrax-"))
    #expect(steps[1].hasPrefix("sync runs/.calibrax-"))
    #expect(steps[2] == "rename runs/a.json")
    #expect(steps[3].hasSuffix("/runs"))
    #expect(steps[3].hasPrefix("sync "))
  }

  @Test func writesThatComeTogetherSyncTheDirectoryOnce() throws {
    let store = try open()
    _ = files.takeCalls()
    let writes = (0..<10).map { StoreWrite.ingest(run("r\($0)"), replace: false, baseline: nil) }
    for result in store.writer.commit(writes) { #expect(try result.get().created) }
    let syncs = files.takeCalls().filter { $0.hasPrefix("sync") }
    #expect(syncs.count == 11)
    #expect(directory.list("runs").count == 10)
  }

  @Test func manyWritesKeepFewFilesOpen() throws {
    let store = try open()
    _ = files.takeCalls()
    let results = store.writer.commit((0..<300).map { .ingest(run("r\($0)"), replace: false, baseline: nil) })
    for result in results { #expect(try result.get().created) }
    var open = 0
    var most = 0
    for call in files.takeCalls() {
      if call.hasPrefix("create") { open += 1 }
      if call.hasPrefix("rename") { open -= 1 }
      most = max(most, open)
    }
    #expect(most == 64)
  }

  @Test(arguments: [FaultyFiles.Call.create, .write, .sync, .rename])
  func aFailedCallLeavesNoFileAndCanBeRepeated(_ call: FaultyFiles.Call) throws {
    var store = try open()
    files.fail { failing, path in failing == call && path.contains("/runs") ? ENOSPC : nil }
    #expect(throws: StoreError.self) { try ingest(store, run("a")) }
    #expect(directory.list("runs") == [])
    files.fail(nil)
    let outcome = try ingest(store, run("a"))
    #expect(outcome.created)
    store.apply(outcome.changes)
    #expect(try store.run("a").id == "a")
  }

  @Test func aDirectoryThatCannotBeSyncedIsNoSuccess() throws {
    let store = try open()
    files.fail { call, path in call == .sync && path.hasSuffix("/runs") ? EIO : nil }
    #expect(throws: StoreError.self) { try ingest(store, run("a")) }
    files.fail(nil)
    // The file is in place; sending the run again makes it durable, and the store learns of it.
    let outcome = try ingest(store, run("a"))
    #expect(!outcome.created)
    #expect(outcome.changes.count == 1)
  }

  @Test func oneFailureOfManyTogetherFailsAlone() throws {
    let store = try open()
    files.fail { call, path in call == .rename && path.hasSuffix("r3.json") ? EIO : nil }
    let results = store.writer.commit((0..<6).map { .ingest(run("r\($0)"), replace: false, baseline: nil) })
    for (index, result) in results.enumerated() { #expect((try? result.get()) != nil || index == 3) }
    #expect(throws: StoreError.self) { try results[3].get() }
    #expect(directory.list("runs") == ["r0.json", "r1.json", "r2.json", "r4.json", "r5.json"])
  }

  @Test func theSameRunTwiceInOneGroupIsStoredOnce() throws {
    let store = try open()
    let results = store.writer.commit([
      .ingest(run("a"), replace: false, baseline: nil), .ingest(run("a"), replace: false, baseline: nil),
      .ingest(run("a", value: 2), replace: false, baseline: nil), .delete("a"),
      .ingest(run("a", value: 2), replace: false, baseline: change(of: "main")),
    ])
    #expect(try results[0].get().created)
    #expect(try !results[1].get().created)
    #expect(throws: StoreError.differs("a")) { try results[2].get() }
    #expect(try results[3].get().runID == "a")
    #expect(try results[4].get().created)
    #expect(directory.list("baselines") == ["main.json"])
  }

  @Test func ofWritesThatBelongTogetherAllOrNoneAreDone() throws {
    let store = try open()
    _ = try ingest(store, run("b"))
    let all = StoreWrite.all(["a", "b", "c"].map { .ingest(run($0, value: 2), replace: false, baseline: nil) })
    let results = store.writer.commit([all, .ingest(run("d"), replace: false, baseline: nil)])
    #expect(throws: StoreError.differs("b")) { try results[0].get() }
    #expect(try results[1].get().created)
    #expect(directory.list("runs") == ["b.json", "d.json"])
  }

  @Test func manyWritesTogetherNeedFewDescriptors() throws {
    let store = try open()
    let folder = directory.path
    let most = Mutex(0)
    files.fail { call, path in
      if call == .write, path.hasSuffix("50") { most.withLock { $0 = max($0, Self.openFiles(in: folder)) } }
      return nil
    }
    let writes = (0..<500).map { StoreWrite.ingest(run("r\($0)"), replace: false, baseline: nil) }
    let outcome = try store.writer.commit([.all(writes)])[0].get()
    #expect(outcome.parts.map(\.runID) == (0..<500).map { "r\($0)" })
    #expect(outcome.parts.allSatisfy { $0.created })
    #expect(directory.list("runs").count == 500)
    #expect((1...100).contains(most.withLock { $0 }))
  }

  /// How many descriptors of this process are of files in a folder.
  private static func openFiles(in folder: String) -> Int {
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return descriptors.count { number in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + number)
      return target?.contains(folder + "/") == true
    }
  }

  @Test func replacingWithTheSameContentWritesNothing() throws {
    let store = try open()
    _ = try ingest(store, run("a"))
    let results = store.writer.commit([.ingest(run("a"), replace: true, baseline: nil)])
    #expect(try !results[0].get().created)
  }

  @Test func whatAKilledServerLeftHalfDoneIsTakenAway() throws {
    directory.write("{\"id\":", to: "runs/.calibrax-7")
    let store = try open()
    #expect(directory.list("runs") == [])
    #expect(store.report.damaged == [])
  }

  private func open() throws -> DirectoryStore {
    try DirectoryStore(StoreLayout(directory.path), files: files)
  }
}

/// A normalized run with one point.
func run(_ id: String, value: Double = 1, timestamp: String = "2026-03-01T12:00:00") -> Run {
  var point = Point()
  point.name = "p"
  point.metrics["m"] = Metric(value: value)
  var run = Run()
  run.id = id
  run.timestamp = timestamp
  run.points = [point]
  return run
}

/// A change of a baseline that somebody is about to make.
func change(of name: String, _ reason: String? = nil) -> BaselineChange {
  var change = BaselineChange(of: name, at: Timestamp(microseconds: 1_772_409_600_000_000))
  change.reason = reason
  return change
}

/// Stores a run and returns what that did.
@discardableResult
func ingest(_ store: DirectoryStore, _ run: Run) throws -> StoreOutcome {
  try store.writer.commit([.ingest(run, replace: false, baseline: nil)])[0].get()
}
