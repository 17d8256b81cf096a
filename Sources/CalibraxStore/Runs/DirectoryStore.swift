public import CalibraxJSON
public import CalibraxModel
import Synchronization

/// A store in a directory of JSON files that the Python calibrax, and people, read and write too.
public struct DirectoryStore: Store {
  private let layout: StoreLayout
  private let files: any Files
  private let access: Access
  private let directoryWriter: DirectoryWriter
  private var tables: [Folder: RunTable]
  private var benchmarksByFile: [String: StoredBenchmark] = [:]
  private var damaged: [DamagedKey: String] = [:]
  /// Changes of runs that the index does not have.
  private var unsaved = 0
  /// What config.json says.
  public private(set) var configuration = Configuration()
  /// What is wrong with config.json, so that what it says does not hold.
  public private(set) var configurationProblem: String?

  private struct DamagedKey: Hashable {
    var folder: Folder?
    var file: String
  }

  /// How a directory is opened.
  public enum Access: Sendable {
    /// To read and write it, which takes the lock; it is made if it is not there.
    case write
    /// To read it beside whoever writes it; nothing in it is touched.
    case read
  }

  /// Opens a directory and reads what is new since it was last open.
  ///
  /// - Parameter journalSize: How long a log of the journal grows, in bytes.
  /// - Throws: ``StoreError/unwritable(_:)`` when the directory cannot be listed or, to be written, made.
  public init(
    _ layout: StoreLayout, access: Access = .write, journalSize: Int = 64 << 20, files: any Files = SystemFiles()
  ) throws(StoreError) {
    self.layout = layout
    self.files = files
    self.access = access
    directoryWriter = DirectoryWriter(layout, journalSize: journalSize, files: files)
    let opened = try directoryWriter.open(access)
    tables = [.runs: opened.runs, .baselines: RunTable()]
    apply(opened.changes)
    close()
    unsaved = 0
  }

  private func table(_ folder: Folder) -> RunTable { tables[folder] ?? RunTable() }

  /// The part that waits for the disk.
  public var writer: any StoreWriter { directoryWriter }

  /// What changed the baselines.
  public var auditTrail: AuditTrail { AuditTrail(layout, files) }

  /// What the store holds.
  public var report: StoreReport {
    var report = StoreReport()
    report.path = absolutePath(layout.directory)
    report.runs = table(.runs).count
    report.baselines = table(.baselines).count
    report.damaged =
      damaged.map { DamagedFile(file: ($0.key.folder.map { $0.rawValue + "/" } ?? "") + $0.key.file, reason: $0.value) }
      .sorted { $0.file < $1.file }
    return report
  }

  /// The stored run of an identifier, or the newest for `latest`.
  public func run(_ id: String) throws(StoreError) -> Run {
    let table = table(.runs)
    return table.run(of: try row(of: .run(id)).row)
  }

  /// The run that a baseline is a copy of.
  public func baseline(_ name: String) throws(StoreError) -> Run {
    table(.baselines).run(of: try row(of: .baseline(name)).row)
  }

  private func row(of source: DocumentSource) throws(StoreError) -> (folder: Folder, row: RunRow) {
    switch source {
    case .run(RunID.latest):
      guard let row = table(.runs).latest else { throw .noRuns }
      return (.runs, row)
    case .run(let id):
      guard let row = table(.runs).row(id: id) else { throw .noRun(id) }
      return (.runs, row)
    case .baseline(let name):
      let table = table(.baselines)
      let row =
        table.row(file: StoreLayout.file(for: name))
        ?? table.rows.lazy.compactMap { $0 }.first { StoreLayout.name(for: $0.file) == name }
      guard let row else { throw .noBaseline(name) }
      return (.baselines, row)
    }
  }

  /// Runs, newest first.
  public func page(_ filter: RunFilter, after cursor: RunCursor?, limit: Int) -> RunPage {
    table(.runs).page(filter, after: cursor, limit: limit)
  }

  /// The baselines by name.
  public func baselines() -> [BaselineHead] {
    table(.baselines).rows.compactMap { $0 }
      .map { BaselineHead(name: StoreLayout.name(for: $0.file), $0) }
      .sorted { $0.name < $1.name }
  }

  /// The values of a metric, oldest first.
  public func trend(_ query: TrendQuery) -> [TrendPoint] {
    table(.runs).trend(query)
  }

  /// What a gate needs of the runs as they are now.
  public var gateSource: GateSource { GateSource(table: table(.runs), layout: layout, files: files) }

  /// The points of the runs as they are now.
  public var pointSource: PointSource { PointSource(table: table(.runs)) }

  /// The benchmarks by name.
  public var benchmarks: [StoredBenchmark] { benchmarksByFile.values.sorted { $0.name < $1.name } }

  /// The benchmark of a name; `nil` when there is none.
  public func benchmark(_ name: String) -> StoredBenchmark? { benchmarksByFile[StoreLayout.file(for: name)] }

  /// The definitions that hold for every run.
  public var definitions: OrderedMap<MetricDef> { configuration.metricDefs }

  /// Reads the records of the journal.
  public mutating func replay(_ take: ([UInt8]) -> Bool) {
    apply(directoryWriter.state.withLock { $0.journal.replay(access, take) })
  }

  /// Reads a whole document.
  public func document(of source: DocumentSource) throws(StoreError) -> @Sendable () throws(StoreError) -> Run {
    let (folder, row) = try row(of: source)
    return { [layout, files] () throws(StoreError) in
      var parser = RunFile.parser
      return try RunFile.read(layout.path(folder, row.file), file: row.file, files: files, parser: &parser)
    }
  }

  /// Takes in what the writer has done or found.
  public mutating func apply(_ changes: [StoreChange]) {
    for change in changes {
      if change.folder == .runs { unsaved += 1 }
      switch change {
      case .loaded(let folder, let file, let run):
        damaged[DamagedKey(folder: folder, file: file)] = nil
        load(run, file: file, folder: folder)
      case .removed(let folder, let file):
        damaged[DamagedKey(folder: folder, file: file)] = nil
        tables[folder]?.remove(file: file)
      case .damaged(let folder, let file, let reason):
        damaged[DamagedKey(folder: folder, file: file)] = reason
        tables[folder]?.remove(file: file)
      case .benchmark(let file, let benchmark):
        damaged[DamagedKey(folder: nil, file: StoreLayout.benchmarks + "/" + file)] = nil
        benchmarksByFile[file] = benchmark
      case .benchmarkDamaged(let file, let reason):
        damaged[DamagedKey(folder: nil, file: StoreLayout.benchmarks + "/" + file)] = reason
        benchmarksByFile[file] = nil
      case .configured(let configuration):
        let problems = configuration.readAlertHandlers().problems
        damaged[DamagedKey(folder: nil, file: StoreLayout.configuration)] =
          problems.isEmpty ? nil : problems.map(\.sentence).joined(separator: "; ")
        self.configuration = configuration
        configurationProblem = configuration.likelyMistake
      case .configurationDamaged(let reason):
        configurationProblem = reason
        damaged[DamagedKey(folder: nil, file: StoreLayout.configuration)] = reason
      case .journalDamaged(let file, let reason):
        damaged[DamagedKey(folder: nil, file: "monitoring/" + file)] = reason
      case .journalTurned: break
      }
    }
  }

  /// A run counts once: of two files with one identifier the one that is named for it, or else the first by name.
  private mutating func load(_ run: Run, file: String, folder: Folder) {
    if folder == .runs, let other = table(.runs).row(id: run.id), other.file != file {
      let named = StoreLayout.file(for: run.id)
      let winner = [file, other.file].first { $0 == named } ?? min(file, other.file)
      let loser = winner == file ? other.file : file
      damaged[DamagedKey(folder: folder, file: loser)] = "has the id \"\(run.id)\" of \(folder.rawValue)/\(winner)"
      tables[folder]?.remove(file: loser)
      guard loser != file else { return }
    }
    tables[folder]?.insert(run, file: file)
  }

  /// Saves the index, so that the next start need not read the runs again. Call it when nothing else runs.
  public func close() {
    if unsaved > 0 && access == .write { directoryWriter.saveIndex(table(.runs)) }
  }
}
