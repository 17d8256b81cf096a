public import CalibraxJSON
public import CalibraxModel

/// Runs, baselines and definitions: answered from memory, written by a ``StoreWriter``.
///
/// The server's loop owns it. It never waits for a disk: what must is done by the writer, or by the closure that
/// ``document(of:)`` returns, on another thread.
public protocol Store: Sendable {
  /// The definitions that hold for every run.
  var definitions: OrderedMap<MetricDef> { get }
  /// What the store holds, and what it cannot read.
  var report: StoreReport { get }
  /// The stored run of an identifier, or the newest for `latest`, without samples, environment and metadata.
  func run(_ id: String) throws(StoreError) -> Run
  /// The run that a baseline is a copy of, without samples, environment and metadata.
  func baseline(_ name: String) throws(StoreError) -> Run
  /// Runs, newest first.
  func page(_ filter: RunFilter, after cursor: RunCursor?, limit: Int) -> RunPage
  /// The baselines by name, in alphabetical order.
  func baselines() -> [BaselineHead]
  /// The values of a metric, oldest first.
  func trend(_ query: TrendQuery) -> [TrendPoint]
  /// What a gate needs of the runs as they are now, for another thread.
  var gateSource: GateSource { get }
  /// The points of the runs as they are now, for another thread.
  var pointSource: PointSource { get }
  /// The benchmarks by name, in alphabetical order.
  var benchmarks: [StoredBenchmark] { get }
  /// The benchmark of a name; `nil` when there is none.
  func benchmark(_ name: String) -> StoredBenchmark?
  /// What config.json says of who is to be told of alerts, and how many are kept.
  var configuration: Configuration { get }
  /// What is wrong with config.json, so that what it says does not hold; `nil` where nothing is.
  var configurationProblem: String? { get }
  /// Reads the records of the journal; once, before any is written.
  ///
  /// - Parameter take: Takes a record, in their order; `false` for one that makes no sense.
  mutating func replay(_ take: ([UInt8]) -> Bool)
  /// Reads a whole document; call what it returns where waiting for a disk is allowed.
  func document(of source: DocumentSource) throws(StoreError) -> @Sendable () throws(StoreError) -> Run
  /// What changed the baselines; read it where waiting for a disk is allowed.
  var auditTrail: AuditTrail { get }
  /// Makes durable what is to be stored, and finds what others have changed.
  var writer: any StoreWriter { get }
  /// Takes in what the writer has done or found.
  mutating func apply(_ changes: [StoreChange])
  /// Leaves behind what makes the next start fast. Nothing else may run then.
  func close()
}

/// Which document to read whole.
public enum DocumentSource: Sendable {
  /// The stored run of an identifier, or the newest for `latest`.
  case run(String)
  /// The baseline of a name.
  case baseline(String)
}

/// The part of a store that waits for the disk. Its calls must not overlap.
public protocol StoreWriter: Sendable {
  /// Does writes in order and returns when each is durable or has failed. One that failed may be sent again.
  func commit(_ writes: [StoreWrite]) -> [Result<StoreOutcome, StoreError>]
  /// Looks at files that others may have changed.
  func refresh(_ notices: [StoreNotice]) -> [StoreChange]
}

/// Something to be stored.
public enum StoreWrite: Sendable {
  /// A normalized run, whether it said itself when it ran, and the baseline that is to become a copy of it. Other content
  /// of the same identifier is kept unless it is to be replaced.
  case ingest(Run, isDated: Bool = true, replace: Bool, baseline: BaselineChange?)
  /// Several writes, of which all or none are done; only a crash or a disk that fails in their middle leaves some.
  case all([StoreWrite])
  /// Take away the run of an identifier.
  case delete(String)
  /// Make a baseline a copy of a stored run. What the change says of runs is filled in.
  case setBaseline(BaselineChange, runID: String)
  /// Make a baseline of a run that is not stored.
  case setBaselineDocument(BaselineChange, Run)
  /// A benchmark, in place of what it was.
  case setBenchmark(StoredBenchmark)
  /// Take away the benchmark of a name; its runs stay.
  case deleteBenchmark(String)
  /// A record for the journal; nothing when it is empty, and done in its turn.
  case journal([UInt8])
}

/// What a write did.
public struct StoreOutcome: Sendable {
  /// The run it was about.
  public var runID: String
  /// Whether an ingested run is new, or replaced other content; whether a benchmark is new.
  public var created = false
  /// The run that a baseline was a copy of before.
  public var previousRunID: String?
  /// What each of several writes did.
  public var parts: [StoreOutcome] = []
  /// What the store in memory has to take in.
  public var changes: [StoreChange] = []
}

/// A change of what is stored, for the store in memory to take in.
public enum StoreChange: Sendable {
  /// A file holds this document.
  case loaded(Folder, file: String, Run)
  /// A file is gone.
  case removed(Folder, file: String)
  /// A file cannot be used.
  case damaged(Folder, file: String, reason: String)
  /// A file holds this benchmark, or is gone.
  case benchmark(file: String, StoredBenchmark?)
  /// A file of a benchmark cannot be used.
  case benchmarkDamaged(file: String, reason: String)
  /// This configuration holds now.
  case configured(Configuration)
  /// config.json cannot be used; the definitions before it go on.
  case configurationDamaged(reason: String)
  /// A part of the journal cannot be read.
  case journalDamaged(file: String, reason: String)
  /// The journal goes on in another log behind what was written.
  case journalTurned(JournalTurn)
}

extension StoreChange {
  /// The folder of runs it is about; `nil` for anything else.
  var folder: Folder? {
    switch self {
    case .loaded(let folder, _, _), .removed(let folder, _), .damaged(let folder, _, _): folder
    case .configured, .configurationDamaged, .journalDamaged, .journalTurned, .benchmark, .benchmarkDamaged: nil
    }
  }
}

/// A hint that something in the data directory may have changed.
public enum StoreNotice: Hashable, Sendable {
  /// A file of a folder.
  case file(Folder, String)
  /// config.json.
  case configuration
  /// A file of a benchmark.
  case benchmark(String)
  /// Anything: look at every file.
  case everything
}
