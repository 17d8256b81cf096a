public import CalibraxModel

/// Series of samples in memory and on the disk. One thread owns it; it never waits for more than a `write`.
///
/// What is recorded is first **staged**: checked, and encoded as a frame of the open log. A **commit** writes the frame;
/// then the samples count, and may be answered for. Logs that are full are turned into blocks beside everything else.
///
/// An idle series costs some 300 bytes of memory, its name included, and nothing else: no file, no buffer. A segment in
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
  let segmentSize: Int
  /// When recorded samples are answered for.
  public private(set) var durability: Durability

  // What is stored.
  var catalog = SeriesCatalog()
  /// How many samples of each series have been recorded in all.
  var counts: [Int] = []
  var lasts: [Sample] = []
  var memory = SegmentMemory()
  var frozen: [FrozenSegment] = []
  var blocks: [Block] = []
  /// How far the samples of each producer are, and in which segment the last of them are.
  var producers: [String: (last: Int, segment: Int)] = [:]
  /// By series, the last segment before the one that is written in which it has samples.
  var segments: [Int32] = []
  var manifest = SegmentManifest()
  /// Whether segments are gone that were not removed on purpose.
  var isMissingSegments = false
  /// What cannot be read: files with the reason.
  public internal(set) var damaged: [DamagedFile] = []

  // The log that is being written.
  var number = 1
  var log: LogFile?
  var length = 0
  var isUnsynced = false
  /// Counts up whenever what earlier frames defined may not be there any more.
  var epoch: Int32 = 1
  /// The epoch in which each series was last defined in the log.
  var definedIn: [Int32] = []
  /// The series that the log describes.
  var described: Set<Int32> = []
  /// What of it could not be read, sentences.
  var losses: [String] = []
  var isOpening = false
  /// The log to go on in.
  var nextLog: OpenedLog?
  /// Why the log could not be synced lately.
  var syncFailure: FileError?

  // Segments that are not blocks yet.
  /// Those that are being turned into blocks.
  var underway: Set<Int> = []
  /// Why the last one could not be.
  var sealFailure: FileError?

  // What is staged.
  var frame: [UInt8] = []
  var frameSeries = -1
  var frameLast = Sample.zero
  var staged: [Recorded] = []
  var stagedDefinitions: [Int] = []
  var changedProducers: [(name: String, before: (last: Int, segment: Int)?)] = []
  /// The samples that began to count with the last commit.
  public internal(set) var recorded: [Recorded] = []
  /// What a commit in flight is about.
  var inFlight: Staged?

  struct Staged {
    var recorded: [Recorded]
    var changedProducers: [(name: String, before: (last: Int, segment: Int)?)]
    var bytes: Int
  }

  /// The number of the commit that what is staged now belongs to.
  public internal(set) var staging = 1
  /// The last commit that is done.
  public internal(set) var settled = 0
  /// The commits that failed, until they are forgotten.
  var failures: [Int: FileError] = [:]

  /// Bytes of the log that a sample may stand for in memory before a segment counts as full, however few it takes there.
  static let bytesOfSample = 8
  /// Bytes of a log that may be left at the end.
  static let smallLog = 1 << 20
  /// The system's number for "not now" (`EAGAIN`).
  static let busy: Int32 = 11

  init(_ layout: StoreLayout, durability: Durability, segmentSize: Int, files: any Files) {
    self.layout = layout
    self.files = files
    self.durability = durability
    self.segmentSize = segmentSize
  }
}

extension SeriesStore {
  /// The number of a series; `nil` when there is none of that name.
  public func series(_ name: SeriesName) -> Int? { catalog.series(name) }

  /// Whether a number is that of a series.
  public func contains(_ series: Int) -> Bool { catalog.contains(series) }

  /// What a series is called; `nil` for a number that none has.
  public func name(_ series: Int) -> SeriesName? { catalog.name(series) }

  /// The key of a series; `nil` for a number that none has.
  public func key(_ series: Int) -> String? { catalog.key(series) }

  /// How a series is shown.
  public func definition(_ series: Int) -> SeriesDefinition { catalog.definition(series) }

  /// What a definition of a series contradicts in its execution; `nil` when it fits.
  public func conflict(of name: SeriesName, _ definition: SeriesDefinition) -> DefinitionConflict? {
    catalog.conflict(of: name, definition)
  }

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
