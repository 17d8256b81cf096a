import CalibraxModel
import CalibraxTestSupport
import Foundation
import Glibc
import Testing

@testable import CalibraxStore

/// Samples come back as they were recorded, from memory, logs and blocks, whatever happened in between.
@Suite struct SeriesStoreTests {
  let directory = TemporaryDirectory()
  let files = FaultyFiles()

  private func open(
    _ access: DirectoryStore.Access = .write, segmentSize: Int = 64 << 20
  ) throws -> SeriesStore {
    try SeriesStore(StoreLayout(directory.path), access: access, segmentSize: segmentSize, files: files)
  }

  @Test func samplesSurviveAReopening() throws {
    var store = try open()
    let loss = try store.record([(0, 1.5), (1, 0.25)], "loss")
    try store.record([(2, -0.0), (.leastNonzeroMagnitude, .greatestFiniteMagnitude)], "loss")
    let other = try store.record([(0.1, 1e-300)], "other", in: "e1")
    #expect(try open().read(loss) == store.read(loss))
    #expect(store.read(loss).map(\.at) == [0, 1, 2, .leastNonzeroMagnitude])
    let reopened = try open()
    #expect(reopened.series(SeriesName(execution: "e1", key: "other")) == other)
    #expect(reopened.head(loss)?.count == 4)
    #expect(reopened.head(loss)?.last == Sample(at: .leastNonzeroMagnitude, value: .greatestFiniteMagnitude))
    #expect(reopened.damaged == [])
  }

  @Test func whatIsStagedDoesNotCountBeforeItsCommit() throws {
    var store = try open()
    let loss = try store.record([(0, 1)], "loss")
    store.stage(Sample(at: 1, value: 2), of: loss)
    #expect(store.read(loss).count == 1)
    #expect(try open().read(loss).count == 1)
    store.commit()
    #expect(store.read(loss).count == 2)
    #expect(try open().read(loss).count == 2)
  }

  @Test func segmentsBecomeBlocksAndAreReadTogether() throws {
    var store = try open()
    var expected: [Sample] = []
    for segment in 0..<3 {
      for sample in 0..<20_000 {
        expected.append(Sample(at: Double(segment * 20_000 + sample), value: Double(sample) * 0.5))
      }
      try store.record(expected.suffix(20_000).map { ($0.at, $0.value) }, "loss")
      let sealing = store.endSegment(now: 1_000 + segment)
      #expect(store.read(0) == expected)
      let seal = try #require(sealing)
      store.install(seal())
      #expect(store.read(0) == expected)
    }
    try store.record([(0, 0)], "late")
    let names = ["00000001.block", "00000002.block", "00000003.block", "00000004.log", "manifest"]
    #expect(directory.list("series") == names)
    let reopened = try open()
    #expect(reopened.read(0) == expected)
    #expect(reopened.head(0)?.count == 60_000)
    #expect(reopened.head(0)?.last == expected.last)
    #expect(reopened.read(0, from: 19_999, to: 20_001) == Array(expected[19_999...20_001]))
    // Steps and halves: the size on disk is far below the 16 bytes of a sample in memory.
    #expect(reopened.blocks.reduce(0) { $0 + $1.size } < expected.count * 4)
  }

  @Test func aSeriesWithoutSamplesSurvivesItsSegment() throws {
    var store = try open()
    try store.prepare()
    let empty = store.define(
      SeriesName(execution: "default", key: "empty"), SeriesDefinition(group: "g", scale: nil, throttle: 5))
    try store.record([(0, 1)], "loss")
    try store.seal()
    let reopened = try open()
    #expect(reopened.head(empty)?.key == "empty")
    #expect(reopened.head(empty)?.group == "g")
  }

  @Test func producersAreKnownAfterAReopening() throws {
    var store = try open()
    try store.record([(0, 1)], "loss")
    store.stage(producer: "p", upTo: 7)
    store.commit()
    #expect(try open().nextSeq(of: "p") == 8)
    try store.seal()
    #expect(try open().nextSeq(of: "p") == 8)
  }

  @Test func aTornTailIsDroppedAndNamed() throws {
    var store = try open()
    let loss = try store.record([(0, 1)], "loss")
    try store.record([(1, 2), (2, 3)], "loss")
    let bytes = directory.bytes(of: "series/00000001.log")
    for cut in 1..<20 {
      directory.write(Array(bytes.dropLast(cut)), to: "series/00000001.log")
      let reader = try open(.read)
      #expect(reader.read(loss) == [Sample(at: 0, value: 1)])
      #expect(reader.damaged.map(\.file) == ["series/00000001.log"])
      #expect(directory.bytes(of: "series/00000001.log").count == bytes.count - cut)
    }
    var writer = try open()
    #expect(writer.damaged.first?.reason.contains("were not written to their end") == true)
    try writer.record([(9, 9)], "loss")
    #expect(try open().read(loss) == [Sample(at: 0, value: 1), Sample(at: 9, value: 9)])
    #expect(try open().damaged == [])
  }

  @Test func aFlippedByteCostsItsFrameAlone() throws {
    var store = try open()
    let loss = try store.record([(0, 1)], "loss")
    let before = directory.bytes(of: "series/00000001.log").count
    try store.record([(1, 2)], "loss")
    let after = directory.bytes(of: "series/00000001.log").count
    try store.record([(2, 3)], "loss")
    let bytes = directory.bytes(of: "series/00000001.log")
    for place in before..<after {
      var flipped = bytes
      flipped[place] ^= 0x10
      directory.write(flipped, to: "series/00000001.log")
      let reopened = try open(.read)
      #expect(reopened.read(loss) == [Sample(at: 0, value: 1), Sample(at: 2, value: 3)])
      #expect(
        reopened.damaged.map(\.reason) == [
          "\(after - before) bytes at byte \(before) are not what was written; what they held is lost"
        ])
    }
  }

  @Test func aDamagedChunkOfABlockIsNamedAndTheRestIsRead() throws {
    var store = try open()
    let loss = try store.record((0..<10_000).map { (Double($0), Double($0)) }, "loss")
    try store.seal()
    var bytes = directory.bytes(of: "series/00000001.block")
    bytes[20] ^= 1
    directory.write(bytes, to: "series/00000001.block")
    let reopened = try open()
    let read = reopened.snapshot(of: loss).read(isRecordedOrder: true)
    #expect(read.lost == 8_192)
    #expect(read.samples.map(\.at) == (8_192..<10_000).map { Double($0) })
    #expect(read.reasons.count == 1)
    bytes[bytes.count - 30] ^= 1
    directory.write(bytes, to: "series/00000001.block")
    #expect(try open().damaged.map(\.reason) == ["its directory is not what was written"])
  }

  @Test func aDeletedSegmentIsNamed() throws {
    var store = try open()
    for value in 0..<3 {
      try store.record([(Double(value), 1)], "loss")
      try store.seal()
    }
    directory.remove("series/00000002.block")
    let reopened = try open()
    #expect(reopened.read(0).map(\.at) == [0, 2])
    #expect(reopened.damaged.map(\.file) == ["series/00000002.block"])
    #expect(reopened.head(0)?.count == 3)
    let read = reopened.snapshot(of: 0).read(isRecordedOrder: true)
    #expect(read.lost == 1)
    #expect(read.reasons == [.damaged(file: "series/00000002.block", reason: "missing, and the samples are lost")])
    directory.remove("series/00000001.block")
    let last = try open()
    #expect(last.damaged.map(\.file) == ["series/00000001.block to 00000002.block"])
    #expect(last.snapshot(of: 0).read(isRecordedOrder: true).lost == 2)
  }

  @Test func aFullDiskRefusesWholeCommitsAndLosesNothing() throws {
    var store = try open()
    let loss = try store.record([(0, 1)], "loss")
    store.stage(producer: "p", upTo: 1)
    store.commit()
    files.fillDisk()
    store.stage(Sample(at: 1, value: 2), of: loss)
    store.stage(producer: "p", upTo: 2)
    let commit = store.staging
    store.commit()
    #expect(store.recorded.isEmpty)
    #expect(store.failure(of: commit)?.action == "write")
    #expect(store.nextSeq(of: "p") == 2)
    #expect(store.read(loss).count == 1)
    files.fail(nil)
    store.forgetFailures()
    try store.record([(1, 2)], "loss")
    #expect(try open().read(loss).map(\.at) == [0, 1])
    #expect(try open().damaged == [])
  }

  @Test func aSegmentThatCannotBecomeABlockStaysReadable() throws {
    var store = try open()
    let loss = try store.record([(0, 1)], "loss")
    let sealing = store.endSegment(now: 0)
    let seal = try #require(sealing)
    files.fillDisk()
    let sealed = seal()
    #expect(sealed.error != nil)
    store.install(sealed)
    #expect(store.read(loss).count == 1)
    files.fail(nil)
    try store.record([(1, 1)], "loss")
    // As after a crash: the old log is read again, and can be turned into a block then.
    var reopened = try open()
    #expect(reopened.read(loss).map(\.at) == [0, 1])
    for sealing in reopened.unsealed(now: 0) { reopened.install(sealing()) }
    #expect(directory.list("series") == ["00000001.block", "00000002.log", "manifest"])
    #expect(try open().read(loss).map(\.at) == [0, 1])
  }

  @Test func theOldestSegmentsGoFirst() throws {
    var store = try open()
    for number in 0..<4 {
      try store.record([(Double(number), 1)], number == 0 ? "old" : "loss")
      let sealing = store.endSegment(now: number * 100)
      let seal = try #require(sealing)
      store.install(seal())
    }
    let sizes = store.blocks.map(\.size)
    func names(_ retention: SeriesRetention) -> [String] {
      store.expired(retention, now: 1_000).map { String($0.file.suffix(9)) }
    }
    #expect(names(SeriesRetention()) == [])
    #expect(names(SeriesRetention(age: 850)) == ["001.block", "002.block"])
    #expect(names(SeriesRetention(size: sizes[2] + sizes[3])) == ["001.block", "002.block"])
    #expect(names(SeriesRetention(age: 0, size: 0)).count == 4)
    let removal = store.forget(oldest: 2)
    #expect(removal() == [])
    #expect(directory.list("series") == ["00000003.block", "00000004.block", "00000005.log", "manifest"])
    #expect(store.series(SeriesName(execution: "default", key: "old")) == nil)
    #expect(store.read(1).map(\.at) == [2, 3])
    let reopened = try open()
    #expect(reopened.damaged == [])
    #expect(reopened.read(1).map(\.at) == [2, 3])
    #expect(reopened.head(1)?.count == 3)
    // What was removed on purpose is not lost; what goes on its own is.
    #expect(reopened.snapshot(of: 1).read(isRecordedOrder: true).lost == 0)
    directory.remove("series/00000003.block")
    #expect(try open().damaged.map(\.file) == ["series/00000003.block"])
  }

  @Test func segmentsThatACrashLeftBehindGoWithTheOthers() throws {
    var store = try open()
    for value in 0..<3 {
      try store.record([(Double(value), 1)], "loss")
      try store.seal()
    }
    let block = directory.bytes(of: "series/00000001.block")
    let removal = store.forget(oldest: 1)
    #expect(removal() == [])
    directory.write(block, to: "series/00000001.block")
    let reader = try open(.read)
    #expect(reader.read(0).map(\.at) == [1, 2])
    #expect(try open().read(0).map(\.at) == [1, 2])
    #expect(directory.list("series") == ["00000002.block", "00000003.block", "00000004.log", "manifest"])
  }

  @Test func segmentsAreReadInTheirOrderThoughOneIsNoBlock() throws {
    var store = try open()
    try store.record([(0, 1), (1, 2)], "loss")
    let first = store.endSegment(now: 0)
    #expect(first != nil)
    try store.record([(2, 3)], "loss")
    try store.seal()
    try store.record([(3, 4)], "loss")
    #expect(store.read(0).map(\.value) == [1, 2, 3, 4])
    // What came later must not go before it.
    #expect(store.expired(SeriesRetention(size: 0), now: 0) == [])
    #expect(try open(.read).read(0).map(\.value) == [1, 2, 3, 4])
  }

  @Test func aManifestThatIsDamagedRemovesNothing() throws {
    var store = try open()
    for value in 0..<3 {
      try store.record([(Double(value), 1)], "loss")
      try store.seal()
    }
    let removal = store.forget(oldest: 1)
    #expect(removal() == [])
    let manifest = directory.bytes(of: "series/manifest")
    for position in manifest.indices {
      var damaged = manifest
      damaged[position] ^= 2
      directory.write(damaged, to: "series/manifest")
      let reopened = try open()
      #expect(reopened.damaged.first?.file == "series/manifest")
      #expect(reopened.read(0).map(\.at) == [1, 2])
    }
    #expect(directory.list("series").filter { $0.hasSuffix(".block") } == ["00000002.block", "00000003.block"])
  }

  @Test func aSegmentThatIsGoneFromTheEndIsNamed() throws {
    var store = try open()
    for value in 0..<3 {
      try store.record([(Double(value), 1)], "loss")
      try store.seal()
    }
    try store.record([(3, 1)], "last")
    directory.remove("series/00000004.log")
    directory.remove("series/00000003.block")
    var reopened = try open()
    #expect(reopened.damaged.map(\.file) == ["series/00000003.block to 00000004.block"])
    // Nothing gets the number of a series that is lost, nor a segment's.
    try reopened.record([(9, 1)], "new")
    #expect(reopened.series(SeriesName(execution: "default", key: "new")) == 1)
    #expect(directory.list("series").contains("00000005.log"))
  }

  @Test func aBlockThatCannotBeReadForAWhileKeepsItsNumbers() throws {
    var store = try open()
    try store.record([(0, 1)], "first")
    try store.seal()
    try store.record([(0, 2)], "second")
    try store.seal()
    files.fail { call, path in call == .open && path.hasSuffix("2.block") ? EIO : nil }
    var other = try open()
    files.fail(nil)
    #expect(other.damaged.count == 1)
    try other.record([(5, 50)], "third")
    try other.seal()
    let reopened = try open()
    #expect(reopened.damaged == [])
    for (key, value) in [("first", 1.0), ("second", 2), ("third", 50)] {
      let series = try #require(reopened.series(SeriesName(execution: "default", key: key)))
      #expect(reopened.read(series).map(\.value) == [value])
    }
  }

  @Test func whatALogLostIsNamedWhenItIsABlockToo() throws {
    var store = try open()
    try store.record([(0, 1)], "loss")
    let start = directory.bytes(of: "series/00000001.log").count
    try store.record([(1, 2)], "loss")
    try store.record([(2, 3)], "loss")
    var bytes = directory.bytes(of: "series/00000001.log")
    bytes[start + 12] ^= 1
    directory.write(bytes, to: "series/00000001.log")
    var reopened = try open()
    #expect(reopened.damaged.count == 1)
    try reopened.seal()
    let again = try open()
    #expect(again.damaged.map(\.reason) == reopened.damaged.map(\.reason))
    #expect(again.damaged.first?.file == "series/00000001.block")
    #expect(again.read(0).map(\.value) == [1, 3])
  }

  @Test func whatCannotBeTakenAwayAgainIsTakenAwayBeforeAnythingElseIsWritten() throws {
    var store = try open()
    try store.record([(0, 1)], "loss")
    files.fail { call, _ in call == .sync || call == .truncate ? EIO : nil }
    var log = LogRecorder(store)
    log.record(Sample(at: 9, value: 9))
    files.fail(nil)
    log.record(Sample(at: 1, value: 2))
    files.fail { call, _ in call == .sync ? EIO : nil }
    log.record(Sample(at: 10, value: 10))
    files.fail(nil)
    #expect(log.outcomes == [false, true, false])
    #expect(log.store.read(0).map(\.value) == [1, 2])
    #expect(try open(.read).read(0).map(\.value) == [1, 2])
  }

  @Test func nothingIsRecordedWhileItCannotBeSynced() throws {
    var store = try open()
    try store.record([(0, 1)], "loss")
    let log = store.takeUnsynced()
    #expect(log != nil)
    store.took(sync: .failure(FileError("sync", "log", EIO)))
    #expect(throws: StoreError.unwritable(FileError("sync", "log", EIO))) { try store.record([(1, 1)], "loss") }
    // It is tried again until it can.
    let again = store.takeUnsynced()
    #expect(again != nil)
    store.took(sync: .success(()))
    try store.record([(1, 1)], "loss")
    #expect(store.read(0).count == 2)
  }

  @Test func nothingIsRecordedWhenTooManySegmentsWaitToBeBlocks() throws {
    var store = try open()
    for value in 0..<SeriesStore.mostFrozen {
      try store.record([(Double(value), 1)], "loss")
      let sealing = store.endSegment(now: 0)
      #expect(sealing != nil)
    }
    #expect(throws: StoreError.self) { try store.record([(9, 1)], "loss") }
    // They are on their way already.
    let unsealed = store.unsealed(now: 0)
    #expect(unsealed.isEmpty)
    let reopened = try open()
    #expect(reopened.read(0).count == SeriesStore.mostFrozen)
  }

  @Test func aRotationTakesWhatIsStagedAlong() throws {
    var store = try open()
    try store.record([(0, 1)], "old")
    let opening = store.takeOpening(isForced: true)
    let opened = try #require(opening)
    store.take(opened())
    try store.prepare()
    let new = store.define(SeriesName(execution: "default", key: "new"), SeriesDefinition())
    store.stage(Sample(at: 1, value: 2), of: 0)
    store.stage(Sample(at: 1, value: 3), of: new)
    store.stage(producer: "p", upTo: 2)
    let rotated = store.rotate(now: 0)
    let seal = try #require(rotated)
    store.install(seal.sealing())
    #expect(store.read(0).map(\.value) == [1])
    store.commit()
    #expect(store.read(0).map(\.value) == [1, 2])
    #expect(store.read(new).map(\.value) == [3])
    let reopened = try open()
    #expect(reopened.read(0).map(\.value) == [1, 2])
    #expect(reopened.read(new).map(\.value) == [3])
    #expect(reopened.nextSeq(of: "p") == 3)
    #expect(reopened.damaged == [])
  }

  @Test func aRotationTakesAlongWhatIsStagedOfTheSeriesThatWasRecordedLast() throws {
    var store = try open()
    try store.record([(0, 1)], "loss")
    let opening = store.takeOpening(isForced: true)
    let opened = try #require(opening)
    store.take(opened())
    try store.prepare()
    store.stage([Sample(at: 1, value: 2), Sample(at: 2, value: 3)], of: 0)
    let rotated = store.rotate(now: 0)
    #expect(rotated != nil)
    store.commit()
    let reopened = try open()
    #expect(reopened.read(0).map(\.value) == [1, 2, 3])
    #expect(reopened.damaged == [])
  }

  @Test func aSegmentIsSealedOnTheSpotWhenItIsFull() throws {
    var store = try open(segmentSize: 1_000)
    try store.record([(0, 1)], "loss")
    store.sealIfFull(now: 0)
    #expect(directory.list("series") == ["00000001.log", "manifest"])
    try store.record((0..<200).map { (Double($0), 0.1) }, "loss")
    store.sealIfFull(now: 0)
    #expect(directory.list("series") == ["00000001.block", "00000002.log", "manifest"])
    #expect(store.read(0).count == 201)
    #expect(try open().read(0).count == 201)
  }

  @Test func anEmptySegmentIsNeverFull() throws {
    var store = try open(segmentSize: 1)
    let early = store.takeOpening()
    #expect(early == nil)
    try store.record([(0, 1)], "loss")
    let opening = store.takeOpening()
    let opened = try #require(opening)
    store.take(opened())
    let rotated = store.rotate(now: 0)
    #expect(rotated != nil)
    let late = store.takeOpening()
    #expect(late == nil)
  }

  @Test func aSegmentIsFullByItsSamplesToo() throws {
    var store = try open(segmentSize: 8_000)
    // A sample that repeats the one before takes a byte of the log.
    try store.record(Array(repeating: (0, 0), count: 999), "same")
    let early = store.takeOpening()
    #expect(early == nil)
    try store.record([(0, 0)], "same")
    let opening = store.takeOpening()
    #expect(opening != nil)
  }

  @Test func aProducerIsForgottenWithTheLastOfItsSamples() throws {
    var store = try open()
    for (value, producer) in ["a", "b", "a"].enumerated() {
      try store.prepare()
      let series = store.define(SeriesName(execution: "default", key: "loss"), SeriesDefinition())
      store.stage(Sample(at: Double(value), value: 1), of: series)
      store.stage(producer: producer, upTo: value + 1)
      store.commit()
      try store.seal()
    }
    #expect(try open().nextSeq(of: "b") == 3)
    let removal = store.forget(oldest: 2)
    #expect(removal() == [])
    for store in [store, try open()] {
      #expect(store.nextSeq(of: "a") == 4)
      #expect(store.nextSeq(of: "b") == 1)
    }
  }

  @Test(arguments: ["9223372036854775807.block", "00000000.log", "-5.block", "123.txt", "99999999999.log"])
  func filesOfOtherNamesAreLeftAlone(_ name: String) throws {
    var store = try open()
    try store.record([(0, 1)], "loss")
    directory.write("something", to: "series/" + name)
    let reopened = try open()
    #expect(reopened.damaged == [])
    #expect(reopened.read(0).count == 1)
  }

  @Test func numbersThatCannotBeAreDamage() throws {
    var frame = [UInt8](repeating: 0, count: LogFrame.headerSize)
    SampleCoding.appendDefinition(
      of: 1 << 40, recordedBefore: 0, SeriesName(execution: "default", key: "x"), SeriesDefinition(), to: &frame)
    LogFrame.seal(&frame, from: 0)
    try FileManager.default.createDirectory(atPath: directory.path("series"), withIntermediateDirectories: true)
    directory.write(frame, to: "series/00000001.log")
    #expect(try open(.read).damaged.map(\.reason) == ["the frame at byte 10 is not understood"])
  }

  @Test func theOpenLogTakesFewBytesASample() throws {
    var generator = SeededGenerator(seed: 7)
    var store = try open()
    let samples = (0..<64_000).map { (Double($0) * 0.1, Double.random(in: 0..<1, using: &generator)) }
    for start in stride(from: 0, to: samples.count, by: 64) {
      try store.record(Array(samples[start..<start + 64]), "loss")
    }
    #expect(directory.bytes(of: "series/00000001.log").count <= samples.count * 17)
    #expect(try open().read(0).map(\.value) == samples.map(\.1))
  }
}

/// Records one sample at a time, each synced.
private struct LogRecorder {
  var store: SeriesStore
  /// Which of them are recorded.
  private(set) var outcomes: [Bool] = []

  init(_ store: SeriesStore) { self.store = store }

  /// Records a sample of the first series.
  mutating func record(_ sample: Sample) {
    store.stage(sample, of: 0)
    guard let write = store.takeWrite() else { return }
    let log = LogWrite(log: write.log, frames: write.frames, length: write.length, isSynced: true)
    store.settle(log())
    outcomes.append(store.failure(of: store.settled) == nil)
    store.forgetFailures()
  }
}

extension SeriesStore {
  /// Records samples of a series, which it defines, in one commit.
  @discardableResult
  fileprivate mutating func record(
    _ samples: [(at: Double, value: Double)], _ key: String, in execution: String = Execution.alwaysOpen
  ) throws -> Int {
    try prepare()
    let name = SeriesName(execution: execution, key: key)
    let series = self.series(name) ?? define(name, SeriesDefinition())
    for sample in samples { stage(Sample(at: sample.at, value: sample.value), of: series) }
    commit()
    return series
  }

  /// Turns what was recorded into a block.
  fileprivate mutating func seal() throws {
    let sealing = endSegment(now: 0)
    let seal = try #require(sealing)
    install(seal())
  }

  fileprivate func read(_ series: Int, from: Double? = nil, to: Double? = nil) -> [Sample] {
    snapshot(of: series).read(from: from, to: to, isRecordedOrder: true).samples
  }
}
