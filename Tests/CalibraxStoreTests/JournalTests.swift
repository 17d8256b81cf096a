import CalibraxModel
import CalibraxTestSupport
import Testing

@testable import CalibraxStore

/// The records of the journal come back in their order, whatever happened in between.
@Suite struct JournalTests {
  let directory = TemporaryDirectory()
  let files = FaultyFiles()

  private func open(_ access: DirectoryStore.Access = .write, size: Int = 64 << 20) throws -> DirectoryStore {
    try DirectoryStore(StoreLayout(directory.path), access: access, journalSize: size, files: files)
  }

  private func records(_ store: inout DirectoryStore) -> [String] {
    var records: [String] = []
    store.replay { record in
      records.append(String(decoding: record, as: UTF8.self))
      return record.first != UInt8(ascii: "?")
    }
    return records
  }

  /// What a directory that is opened again holds, and what is wrong with it.
  private func reopened(_ access: DirectoryStore.Access = .write) throws -> (records: [String], damaged: [String]) {
    var store = try open(access)
    return (records(&store), store.report.damaged.map(\.file))
  }

  @discardableResult
  private func write(_ records: String..., to store: DirectoryStore) -> [JournalTurn] {
    let results = store.writer.commit(records.map { .journal(Array($0.utf8)) })
    return results.flatMap { result in
      ((try? result.get())?.changes ?? []).compactMap { if case .journalTurned(let turn) = $0 { turn } else { nil } }
    }
  }

  @Test func recordsSurviveAReopening() throws {
    var store = try open()
    #expect(records(&store) == [])
    write("a", "b", "", "c", to: store)
    write("d", to: store)
    #expect(try reopened() == (["a", "b", "c", "d"], []))
    #expect(try reopened(.read) == (["a", "b", "c", "d"], []))
  }

  @Test func manyAreSyncedTogether() throws {
    let store = try open()
    write("a", to: store)
    _ = files.takeCalls()
    write("b", "c", "d", to: store)
    #expect(files.takeCalls() == ["write monitoring/00000001.log", "sync monitoring/00000001.log"])
  }

  @Test func aTornEndIsCutOffAndNamed() throws {
    write("a", "b", to: try open())
    let whole = directory.bytes(of: "monitoring/00000001.log")
    directory.write(Array(whole.dropLast()), to: "monitoring/00000001.log")
    #expect(try reopened(.read) == (["a"], ["monitoring/00000001.log"]))
    var store = try open()
    #expect(records(&store) == ["a"])
    write("c", to: store)
    #expect(try reopened() == (["a", "c"], []))
  }

  @Test func aFlippedByteCostsOneRecord() throws {
    write("first", "second", "third", to: try open())
    var bytes = directory.bytes(of: "monitoring/00000001.log")
    bytes[bytes.count / 2] ^= 1
    directory.write(bytes, to: "monitoring/00000001.log")
    #expect(try reopened() == (["first", "third"], ["monitoring/00000001.log"]))
  }

  @Test func whatMakesNoSenseIsNamedAndLeft() throws {
    write("a", "?", "b", to: try open())
    #expect(try reopened() == (["a", "?", "b"], ["monitoring/00000001.log"]))
  }

  @Test func aWriteThatFailsLeavesNothing() throws {
    let store = try open()
    write("a", to: store)
    files.fail { call, path in call == .sync && path.contains("monitoring") ? 5 : nil }
    let results = store.writer.commit([.journal(Array("b".utf8))])
    #expect(throws: StoreError.self) { try results[0].get() }
    files.fail(nil)
    write("c", to: store)
    #expect(try reopened() == (["a", "c"], []))
  }

  @Test func whatASnapshotSaysIsNotReadAgain() throws {
    var store = try open(size: 40)
    #expect(records(&store) == [])
    #expect(write("a", "b", to: store).isEmpty)
    let turns = write("c", "d", to: store)
    write("e", to: store)
    // Without the snapshot the logs have it all.
    #expect(try reopened() == (["a", "b", "c", "d", "e"], []))
    try turns[0].keep([Array("abcd".utf8)], removingBefore: nil).get()
    #expect(try reopened() == (["abcd", "e"], []))
    #expect(directory.list("monitoring") == ["00000001.log", "00000002.log", "00000002.snapshot"])
  }

  @Test func logsBeforeTheSnapshotGoWhenTheyAreOld() throws {
    let store = try open(size: 1)
    var turns = write("a", to: store)
    turns += write("b", to: store)
    try turns[0].keep([Array("A".utf8)], removingBefore: 0).get()
    try turns[1].keep([Array("AB".utf8)], removingBefore: .max).get()
    #expect(directory.list("monitoring") == ["00000003.log", "00000003.snapshot"])
    #expect(try reopened() == (["AB"], []))
  }

  @Test func aDamagedSnapshotIsMadeGoodByTheLogs() throws {
    let store = try open(size: 1)
    let turns = write("a", to: store)
    try turns[0].keep([Array("A".utf8)], removingBefore: nil).get()
    write("b", to: store)
    directory.write([1, 2, 3], to: "monitoring/00000002.snapshot")
    #expect(try reopened() == (["a", "b"], ["monitoring/00000002.snapshot"]))
  }

  @Test func aMissingLogIsNamed() throws {
    let store = try open(size: 1)
    write("a", to: store)
    write("b", to: store)
    write("c", to: store)
    directory.remove("monitoring/00000002.log")
    #expect(try reopened() == (["a", "c"], ["monitoring/00000002.log"]))
  }

  @Test func thatNoNextLogCanBeMadeStopsNothing() throws {
    let store = try open(size: 1)
    files.fail { call, path in call == .append && path.hasSuffix("00000002.log") ? 28 : nil }
    #expect(write("a", to: store).isEmpty)
    #expect(write("b", to: store).isEmpty)
    files.fail(nil)
    #expect(write("c", to: store).count == 1)
    #expect(try reopened() == (["a", "b", "c"], []))
  }
}
