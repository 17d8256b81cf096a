public import CalibraxModel

/// Series of samples in memory and on the disk. One thread owns it; it never waits for more than a `write`.
///
/// What is recorded is first **staged**: checked, and encoded as a frame of the open log. A **commit** writes the frame;
/// then the samples count, and may be answered for. Logs that are full are turned into blocks beside everything else.
///
/// An idle series costs some 250 bytes of memory, its name included, and nothing else: no file, no buffer. A segment in
/// which it has samples names it once, and a block that holds such a segment costs 32 bytes of memory for it and 48 for
/// each 8,192 samples. A query looks the series up in the directory of each block by halving (a thousand blocks: some
/// 20 µs), reads only the chunks whose x overlaps, and takes what is not yet in blocks from memory.
public struct SeriesStore: Sendable {
  /// When recorded samples are answered for.
  public enum Durability: String, Sendable, CaseIterable {
    /// When they are written; they survive the process, and are synced every second.
    case everysec
    /// When they are on the disk.
    case always

    /// What is promised, a sentence.
    public var promise: String {
      switch self {
      case .everysec:
        "Written before the answer, synced to disk every second: a killed server loses nothing, a power cut a second."
      case .always: "Synced to disk before the answer."
      }
    }
  }

  /// A sample that a commit is about.
  public struct Recorded: Sendable {
    /// The series.
    public var series: Int32
    /// The sample.
    public var sample: Sample
    /// How many samples of the series came before it.
    public internal(set) var place = 0
  }

  let layout: StoreLayout
  let files: any Files
  /// How large a log grows before it is turned into a block, in bytes.
  private let segmentSize: Int
  /// When recorded samples are answered for.
  public private(set) var durability: Durability

  // What is stored.
  var catalog = SeriesCatalog()
  /// How many samples of each series have been recorded in all.
  private(set) var counts: [Int] = []
  private var lasts: [Sample] = []
  var memory = SegmentMemory()
  var frozen: [FrozenSegment] = []
  var blocks: [Block] = []
  private(set) var producers: [String: Int] = [:]
  /// What cannot be read: files with the reason.
  public internal(set) var damaged: [DamagedFile] = []

  // The log that is being written.
  private(set) var number = 1
  private var log: LogFile?
  private(set) var length = 0
  private var isUnsynced = false
  /// Counts up whenever what earlier frames defined may not be there any more.
  private var epoch: Int32 = 1
  /// The epoch in which each series was last defined in the log.
  private var definedIn: [Int32] = []
  /// The series that the log describes.
  private var described: Set<Int32> = []

  // What is staged.
  private var frame: [UInt8] = []
  private var frameSeries = -1
  private var frameLast = Sample.zero
  private var staged: [Recorded] = []
  private var changedProducers: [(name: String, before: Int?)] = []
  /// The samples that began to count with the last commit.
  public private(set) var recorded: [Recorded] = []
  /// What a commit in flight is about.
  private var inFlight: Staged?

  private struct Staged {
    var recorded: [Recorded]
    var changedProducers: [(name: String, before: Int?)]
    var bytes: Int
  }

  /// The number of the commit that what is staged now belongs to.
  public private(set) var staging = 1
  /// The last commit that is done.
  public private(set) var settled = 0
  /// The commits that failed, until they are forgotten.
  private var failures: [Int: FileError] = [:]

  init(_ layout: StoreLayout, durability: Durability, segmentSize: Int, files: any Files) {
    self.layout = layout
    self.files = files
    self.durability = durability
    self.segmentSize = segmentSize
  }
}

// MARK: Names

extension SeriesStore {
  /// The number of a series; `nil` when there is none of that name.
  public func series(_ name: SeriesName) -> Int? { catalog.series(name) }

  /// Whether a number is that of a series.
  public func contains(_ series: Int) -> Bool { catalog.contains(series) }

  /// What a series is called; `nil` for a number that none has.
  public func name(_ series: Int) -> SeriesName? { catalog.name(series) }

  /// How a series is shown.
  public func definition(_ series: Int) -> SeriesDefinition { catalog.definition(series) }

  /// The number that an execution has among those of series; `nil` when it has none.
  public func execution(_ id: String) -> Int? { catalog.execution(id) }

  /// The number of the execution that a series belongs to.
  public func execution(of series: Int) -> Int { catalog.execution(of: series) }

  /// How many samples of a series have been recorded.
  public func count(_ series: Int) -> Int { counts.indices.contains(series) ? counts[series] : 0 }

  /// The series of an execution, or all, from a number on, in the order they were defined.
  public func list(of execution: String?, from first: Int) -> [Int] {
    if let execution { return catalog.series(of: execution).filter { $0 >= first } }
    return first < catalog.count ? (first..<catalog.count).filter { catalog.contains($0) } : []
  }

  /// How many series there are.
  public var seriesCount: Int { catalog.seriesCount }

  /// A series as lists show it; `nil` for a number that none has.
  public func head(_ series: Int) -> SeriesHead? {
    guard let name = name(series) else { return nil }
    var head = SeriesHead()
    let definition = definition(series)
    head.series = series
    head.executionID = name.execution
    head.key = name.key
    head.group = definition.group
    head.scale = definition.scale
    head.throttle = definition.throttle
    head.count = count(series)
    head.last = head.count > 0 ? lasts[series] : nil
    return head
  }
}

// MARK: Staging

extension SeriesStore {
  /// Whether anything is staged, or a commit in flight.
  public var isUnsettled: Bool { hasStaged || inFlight != nil }

  /// Whether anything is staged.
  public var hasStaged: Bool { !frame.isEmpty }

  /// The number of the last commit that is not done.
  public var unsettled: Int { hasStaged ? staging : staging - 1 }

  /// Makes sure that there is a log to write to; call it before anything is staged.
  public mutating func prepare() throws(StoreError) {
    guard log == nil else { return }
    do throws(FileError) {
      log = try LogFile(logPath(number), in: layout.series, files)
    } catch {
      throw .unwritable(error)
    }
  }

  /// Defines a series, or changes its definition, and returns its number.
  public mutating func define(_ name: SeriesName, _ definition: SeriesDefinition) -> Int {
    guard let series = catalog.series(name) else {
      let series = catalog.add(name, definition)
      makeRoom()
      stageDefinition(of: series)
      return series
    }
    if catalog.definition(series) != definition {
      catalog.set(series, name, definition)
      stageDefinition(of: series)
    } else if definedIn[series] != epoch {
      stageDefinition(of: series)
    }
    return series
  }

  private mutating func makeRoom() {
    while counts.count < catalog.count {
      counts.append(0)
      lasts.append(.zero)
      definedIn.append(0)
    }
  }

  private mutating func beginFrame() {
    guard frame.isEmpty else { return }
    frame.append(contentsOf: repeatElement(0, count: LogFrame.headerSize))
    frameSeries = -1
  }

  private mutating func stageDefinition(of series: Int) {
    guard let name = catalog.name(series) else { return }
    beginFrame()
    definedIn[series] = epoch
    described.insert(Int32(series))
    SampleCoding.appendDefinition(
      of: series, recordedBefore: counts[series], name, catalog.definition(series), to: &frame)
    frameSeries = -1
  }

  /// Stages a sample of a series that exists.
  @inline(__always)
  public mutating func stage(_ sample: Sample, of series: Int) {
    if series != frameSeries { turn(to: series) }
    SampleCoding.append(sample, after: frameLast, to: &frame)
    frameLast = sample
    staged.append(Recorded(series: Int32(truncatingIfNeeded: series), sample: sample))
  }

  /// Stages samples of a series that exists.
  public mutating func stage(_ samples: [Sample], of series: Int) {
    for sample in samples { stage(sample, of: series) }
  }

  @inline(never)
  private mutating func turn(to series: Int) {
    beginFrame()
    if definedIn[series] != epoch { stageDefinition(of: series) }
    frame.append(SampleCoding.Word.series.rawValue)
    ByteWriter.append(number: UInt64(series), to: &frame)
    frameSeries = series
    frameLast = .zero
  }

  /// The number of the producer's next sample.
  public func nextSeq(of producer: String) -> Int { (producers[producer] ?? 0) + 1 }

  /// Stages that the samples of a producer are recorded up to a number.
  public mutating func stage(producer: String, upTo last: Int) {
    beginFrame()
    changedProducers.append((producer, producers.updateValue(last, forKey: producer)))
    SampleCoding.append(producer: producer, last: last, to: &frame)
    frameSeries = -1
  }
}

// MARK: Committing

/// Frames to be written to a log; the writing may be done on another thread.
public struct LogWrite: Sendable {
  let log: LogFile
  let frames: [UInt8]
  let length: Int
  let isSynced: Bool

  /// Writes them.
  public func callAsFunction() -> Result<Void, FileError> {
    Result { () throws(FileError) in try log.append(frames, behind: length, isSynced: isSynced) }
  }
}

extension SeriesStore {
  /// Takes what is staged, to be written; `nil` when nothing is, or a commit is in flight.
  public mutating func takeWrite() -> LogWrite? {
    guard hasStaged, inFlight == nil, let log else { return nil }
    LogFrame.seal(&frame, from: 0)
    let write = LogWrite(log: log, frames: frame, length: length, isSynced: durability == .always)
    inFlight = Staged(recorded: staged, changedProducers: changedProducers, bytes: frame.count)
    frame = []
    staged = []
    clearStaged()
    return write
  }

  private mutating func clearStaged() {
    frame.removeAll(keepingCapacity: frame.capacity <= 1 << 20)
    staged.removeAll(keepingCapacity: staged.capacity <= 1 << 16)
    changedProducers = []
    frameSeries = -1
    staging += 1
  }

  /// Takes in that the write in flight is done; ``recorded`` are the samples that count now.
  public mutating func settle(_ result: Result<Void, FileError>) {
    guard let done = inFlight else { return }
    inFlight = nil
    recorded = done.recorded
    settle(result, bytes: done.bytes, changedProducers: done.changedProducers)
  }

  /// Writes what is staged now, where that may be answered for at once; ``recorded`` are the samples that count now.
  public mutating func commit() {
    recorded.removeAll(keepingCapacity: recorded.capacity <= 1 << 16)
    guard hasStaged, inFlight == nil, let log else { return }
    LogFrame.seal(&frame, from: 0)
    let result = Result { () throws(FileError) in
      try log.append(frame, behind: length, isSynced: durability == .always)
    }
    swap(&staged, &recorded)
    let (bytes, changed) = (frame.count, changedProducers)
    clearStaged()
    settle(result, bytes: bytes, changedProducers: changed)
  }

  private mutating func settle(
    _ result: Result<Void, FileError>, bytes: Int, changedProducers: [(name: String, before: Int?)]
  ) {
    settled += 1
    switch result {
    case .success:
      for index in recorded.indices {
        let series = Int(recorded[index].series)
        let sample = recorded[index].sample
        recorded[index].place = counts[series]
        memory.append(sample, to: series, recordedBefore: counts[series])
        counts[series] += 1
        lasts[series] = sample
      }
      length += bytes
      isUnsynced = durability == .everysec
    case .failure(let error):
      recorded = []
      failures[settled] = error
      // What was staged meanwhile may be of the same producers: it would leave a gap.
      if hasStaged {
        restore(self.changedProducers)
        clearStaged()
        settled += 1
        failures[settled] = error
      }
      restore(changedProducers)
      epoch += 1
    }
  }

  private mutating func restore(_ producers: [(name: String, before: Int?)]) {
    for (name, before) in producers.reversed() { self.producers[name] = before }
  }

  /// What a commit failed with; `nil` when it did not.
  public func failure(of commit: Int) -> FileError? { failures.isEmpty ? nil : failures[commit] }

  /// Forgets which commits failed, when everybody has been told.
  public mutating func forgetFailures() {
    if !failures.isEmpty { failures = [:] }
  }

  /// The log, when something written to it is not yet synced.
  public mutating func takeUnsynced() -> LogFile? {
    guard isUnsynced else { return nil }
    isUnsynced = false
    return log
  }
}

// MARK: Segments

extension SeriesStore {
  func logPath(_ number: Int) -> String { layout.series + "/" + SegmentName.log(number) }
  func blockPath(_ number: Int) -> String { layout.series + "/" + SegmentName.block(number) }

  /// A segment to be turned into a block, on another thread.
  public struct Sealing: Sendable {
    let segment: FrozenSegment
    let described: [BlockFile.Described]
    let recordedUntil: Int
    let path: String
    let folder: String
    let files: any Files

    /// Writes the block.
    public func callAsFunction() -> SealedBlock {
      SealedBlock(
        number: segment.number,
        result: Result { () throws(FileError) in
          try BlockFile.write(
            segment, described: described, recordedUntil: recordedUntil, to: path, in: folder, files)
        })
    }
  }

  /// A segment that was turned into a block, or why it was not.
  public struct SealedBlock: Sendable {
    let number: Int
    let result: Result<Block, FileError>

    /// Why it was not.
    public var error: FileError? {
      if case .failure(let error) = result { error } else { nil }
    }
  }

  /// Begins a new segment when the one that is written is large enough.
  ///
  /// - Returns: the old one, to be turned into a block.
  public mutating func rotate(now: Int, isForced: Bool = false) -> Sealing? {
    guard length >= segmentSize || isForced && length > 0, !isUnsettled else { return nil }
    let segment = freeze()
    frozen.append(segment)
    memory = SegmentMemory()
    begin(number + 1)
    return sealing(segment, now: now)
  }

  /// What is in memory, not to be changed any more.
  func freeze() -> FrozenSegment {
    FrozenSegment(number: number, series: memory.frozen(), described: described.sorted(), producers: producers)
  }

  /// Begins with an empty log of a number.
  mutating func begin(_ number: Int) {
    self.number = number
    log = nil
    length = 0
    epoch += 1
    described = []
  }

  func sealing(_ segment: FrozenSegment, now: Int) -> Sealing {
    let described = segment.described.map { Int($0) }.compactMap { series in
      catalog.name(series).map {
        BlockFile.Described(series: series, name: $0, definition: catalog.definition(series))
      }
    }
    return Sealing(
      segment: segment, described: described, recordedUntil: now, path: blockPath(segment.number),
      folder: layout.series, files: files)
  }

  /// Takes in a block in place of the segment in memory.
  public mutating func install(_ sealed: SealedBlock) {
    guard case .success(let block) = sealed.result,
      let position = frozen.firstIndex(where: { $0.number == block.number })
    else { return }
    frozen.remove(at: position)
    blocks.append(block)
    blocks.sort { $0.number < $1.number }
    try? files.remove(logPath(block.number))
  }

  /// Segments that wait to be turned into blocks, as after an attempt that failed.
  public func unsealed(now: Int) -> [Sealing] { frozen.map { sealing($0, now: now) } }
}

// MARK: Reading back

extension SeriesStore {
  /// Says what a number means, as a log or a block does.
  mutating func restore(_ series: Int, _ name: SeriesName, _ definition: SeriesDefinition, recordedBefore count: Int) {
    catalog.set(series, name, definition)
    makeRoom()
    counts[series] = max(counts[series], count)
  }

  /// Whether the log that is written names a series.
  func isDescribed(_ series: Int) -> Bool { described.contains(Int32(series)) }

  /// Takes in that the log describes a series.
  mutating func restoreDescribed(_ series: Int) { described.insert(Int32(series)) }

  /// Takes in a sample of a log.
  mutating func restore(_ sample: Sample, of series: Int) {
    memory.append(sample, to: series, recordedBefore: counts[series])
    counts[series] += 1
    lasts[series] = sample
  }

  /// Takes in how many samples of a series there are with those of a block, and the last of them.
  mutating func restore(_ series: Int, count: Int, last: Sample) {
    counts[series] = max(counts[series], count)
    lasts[series] = last
  }

  mutating func restore(producer: String, last: Int) {
    producers[producer] = max(producers[producer] ?? 0, last)
  }

  /// Keeps what was read of a log in memory, to be turned into a block.
  mutating func freezeRestored(_ number: Int) {
    self.number = number
    frozen.append(freeze())
    memory = SegmentMemory()
    begin(number + 1)
  }

  /// Goes on behind what a log was found to hold.
  mutating func resume(_ number: Int, length: Int) {
    let restored = described
    begin(number)
    described = restored
    self.length = length
  }
}

/// The names of the files of segments.
enum SegmentName {
  static func log(_ number: Int) -> String { padded(number) + ".log" }
  static func block(_ number: Int) -> String { padded(number) + ".block" }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// The number of the segment whose file has a name with that ending.
  static func number(_ file: String, _ ending: String) -> Int? {
    guard file.hasSuffix(ending) else { return nil }
    return Int(file.dropLast(ending.count)).flatMap { $0 > 0 ? $0 : nil }
  }
}
