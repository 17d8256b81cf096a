import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxTestSupport
import Glibc
import Synchronization
import Testing

/// No baseline changes without a line in the audit trail, and no line that was answered for is lost.
@Suite struct AuditTrailTests {
  let directory = TemporaryDirectory()
  let files = FaultyFiles()
  private let trail = "audit/baselines.ndjson"

  @Test func everyChangeIsALineWithTheRunBefore() throws {
    let store = try open()
    var commit = run("a")
    (commit.commit, commit.branch) = ("1f0c2d7", "main")
    try set("main", to: commit, in: store)
    try set("release/1.0", to: run("b"), in: store, because: "a release")
    try set("main", to: run("b"), in: store, because: "faster")
    let changes = try read(store)
    #expect(changes.map(\.name) == ["main", "release/1.0", "main"])
    #expect(changes.map(\.runID) == ["b", "b", "a"])
    #expect(changes.map(\.previousRunID) == ["a", nil, nil])
    #expect(changes.map(\.reason) == ["faster", "a release", nil])
    #expect(changes[2].commit == "1f0c2d7")
    #expect(changes[2].branch == "main")
    #expect(changes[0].setAt == "2026-03-02T00:00:00")
    #expect(directory.list("baselines") == ["main.json", "release%2F1.0.json"])
    #expect(try read(open()) == changes)
  }

  @Test func whatIsIngestedAsTheBaselineIsALineOnce() throws {
    let store = try open()
    for _ in 0..<2 {
      _ = try store.writer.commit([.ingest(run("a"), replace: false, baseline: change(of: "main"))])[0].get()
    }
    #expect(try read(store).map(\.runID) == ["a"])
    try set("main", to: run("a"), in: store)
    #expect(try read(store).count == 1)
    try set("main", to: run("a"), in: store, because: "looked at again")
    #expect(try read(store).first?.previousRunID == "a")
    #expect(try read(store).count == 2)
  }

  @Test func theLineIsSyncedBeforeTheBaselineTakesItsPlace() throws {
    let store = try open()
    try set("main", to: run("a"), in: store)
    _ = files.takeCalls()
    try set("main", to: run("b"), in: store)
    let steps = files.takeCalls().filter { call in ["sync", "rename", "write"].contains { call.hasPrefix($0) } }
    try #require(steps.count == 6)
    #expect(steps[0].hasPrefix("write baselines/.calibrax-"))
    #expect(steps[1].hasPrefix("sync baselines/.calibrax-"))
    #expect(Array(steps[2...4]) == ["write \(trail)", "sync \(trail)", "rename baselines/main.json"])
    #expect(steps[5].hasPrefix("sync "))
    #expect(steps[5].hasSuffix("/baselines"))
  }

  @Test func severalChangesThatComeTogetherAreInOrder() throws {
    let store = try open()
    let writes = (0..<5).map { StoreWrite.setBaselineDocument(change(of: $0 == 3 ? "other" : "main"), run("r\($0)")) }
    for result in store.writer.commit(writes) { _ = try result.get() }
    #expect(try read(store).map(\.runID) == ["r4", "r3", "r2", "r1", "r0"])
    #expect(try read(store).map(\.previousRunID) == ["r2", nil, "r1", "r0", nil])
  }

  @Test(arguments: [
    (FaultyFiles.Call.append, "audit/baselines.ndjson"), (.write, "audit/baselines.ndjson"),
    (.sync, "audit/baselines.ndjson"), (.rename, "baselines/main.json"), (.sync, "baselines/.calibrax-"),
    (.create, "baselines/.calibrax-"),
  ])
  func aChangeThatFailsChangesNothing(_ call: FaultyFiles.Call, _ path: String) throws {
    let store = try open()
    try set("main", to: run("a"), in: store, because: "first")
    let before = directory.read(trail)
    files.fail { failing, place in failing == call && place.contains(path) ? ENOSPC : nil }
    #expect(throws: StoreError.self) { try set("main", to: run("b"), in: store) }
    #expect(throws: StoreError.self) {
      try store.writer.commit([.ingest(run("b"), replace: false, baseline: change(of: "main"))])[0].get()
    }
    #expect(directory.read(trail) == before)
    #expect(directory.list("baselines") == ["main.json"])
    #expect(try open(SystemFiles()).baseline("main").id == "a")
    files.fail(nil)
    try set("main", to: run("b"), in: store)
    #expect(try read(store).map(\.previousRunID) == ["a", nil])
  }

  @Test func oneOfSeveralThatFailsLeavesTheLinesOfTheOthers() throws {
    let store = try open()
    files.fail { call, path in call == .rename && path.hasSuffix("b.json") ? EIO : nil }
    let results = store.writer.commit(["a", "b", "c"].map { .setBaselineDocument(change(of: $0), run("r")) })
    #expect(results.map { (try? $0.get()) != nil } == [true, false, true])
    #expect(try read(store).map(\.name) == ["c", "a"])
  }

  /// From one call on nothing reaches the disk any more, as when the process is killed there.
  @Test func aCrashAtAnyCallLeavesNoChangeWithoutALine() throws {
    let counting = try open()
    try set("main", to: run("a"), in: counting)
    _ = files.takeCalls()
    try set("main", to: run("b"), in: counting, because: "faster")
    let count = files.takeCalls().count
    #expect(count > 8)
    for survived in 0...count {
      let directory = TemporaryDirectory()
      let files = FaultyFiles()
      let store = try DirectoryStore(StoreLayout(directory.path), files: files)
      try set("main", to: run("a"), in: store)
      let calls = Count()
      files.fail { _, _ in calls.next() > survived ? EIO : nil }
      let isAnswered = (try? set("main", to: run("b"), in: store, because: "faster")) != nil
      let again = try DirectoryStore(StoreLayout(directory.path))
      let changes = try read(again)
      let isChanged = try again.baseline("main").id == "b"
      #expect(isChanged || !isAnswered)
      #expect(!isChanged || changes.first?.runID == "b")
      #expect(changes.last?.runID == "a")
      try set("main", to: run("b"), in: again, because: "faster")
      #expect(try read(again).first?.reason == "faster")
      #expect(try again.auditTrail.read { _ in true } == 0)
    }
  }

  @Test func aLastLineThatIsTornIsPassedOverAndOverwritten() throws {
    let store = try open()
    try set("main", to: run("a"), in: store)
    try set("main", to: run("b"), in: store, because: "Größer\nund schneller")
    let whole = directory.bytes(of: trail)
    let first = try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1
    for length in first..<whole.count - 1 {
      directory.write(Array(whole[..<length]), to: trail)
      #expect(try read(store).map(\.runID) == ["a"])
      try set("main", to: run("c"), in: store, because: "x")
      #expect(try read(store).map(\.runID) == ["c", "a"])
    }
    // Only its newline is missing: it counts, and the next begins a line of its own.
    directory.write(Array(whole.dropLast()), to: trail)
    #expect(try read(store).map(\.runID) == ["b", "a"])
    try set("main", to: run("c"), in: store, because: "y")
    #expect(try read(store).map(\.runID) == ["c", "b", "a"])
  }

  @Test func aLineThatSomebodyHasChangedIsCounted() throws {
    let store = try open()
    for id in ["a", "b", "c"] { try set("main", to: run(id), in: store) }
    directory.write(try #require(directory.read(trail)).replacing("\"run_id\":\"b\",", with: ""), to: trail)
    var runs: [String] = []
    let damaged = try store.auditTrail.read { change in
      runs.append(change.runID)
      return true
    }
    #expect(runs == ["c", "a"])
    #expect(damaged == 1)
    try set("main", to: run("d"), in: store)
    #expect(try read(store).map(\.runID) == ["d", "c", "a"])
  }

  @Test func aTrailThatCannotBeReadIsNotWritten() throws {
    let store = try open()
    try set("main", to: run("a"), in: store)
    files.fail { call, path in call == .read && path.contains("audit/") ? EACCES : nil }
    #expect(throws: StoreError.self) { try read(store) }
    #expect(throws: StoreError.self) { try set("main", to: run("b"), in: store) }
    #expect(try open(SystemFiles()).baseline("main").id == "a")
  }

  @Test func aTrailThatWasTakenAwayBeginsAnew() throws {
    let store = try open()
    try set("main", to: run("a"), in: store)
    directory.remove("audit")
    #expect(try read(store) == [])
    try set("main", to: run("b"), in: store)
    #expect(try read(store).map(\.previousRunID) == ["a"])
  }

  private func open(_ other: (any Files)? = nil) throws -> DirectoryStore {
    try DirectoryStore(StoreLayout(directory.path), files: other ?? files)
  }

  private func set(_ name: String, to run: Run, in store: DirectoryStore, because reason: String? = nil) throws {
    _ = try store.writer.commit([.setBaselineDocument(change(of: name, reason), run)])[0].get()
  }

  private func read(_ store: DirectoryStore) throws -> [BaselineChange] {
    var changes: [BaselineChange] = []
    _ = try store.auditTrail.read { change in
      changes.append(change)
      return true
    }
    return changes
  }
}

/// Counts calls, whoever makes them.
private final class Count: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
