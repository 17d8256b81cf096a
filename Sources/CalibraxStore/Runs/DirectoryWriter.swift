import CalibraxJSON
import CalibraxModel
import Synchronization

/// Does what must wait for the disk. One call at a time; the stamps it keeps tell its own writes from other people's.
final class DirectoryWriter: StoreWriter {
  let layout: StoreLayout
  let files: any Files
  let state: Mutex<State>

  struct State: ~Copyable {
    /// The files whose content the store in memory has, as they were when read or written.
    var stamps: [Folder: [String: FileStamp]] = [.runs: [:], .baselines: [:]]
    var configuration: FileStamp?
    /// Files of runs that are not named for their identifier, by identifier.
    var strays: [String: Set<String>] = [:]
    /// The identifiers in those files.
    var strayIDs: [String: String] = [:]
    var parser = RunFile.parser
    var serial = 0
    var journal: Journal
    var benchmarks: BenchmarkFolder

    init(journal: consuming Journal, benchmarks: BenchmarkFolder) {
      self.journal = journal
      self.benchmarks = benchmarks
    }
  }

  init(_ layout: StoreLayout, journalSize: Int, files: any Files) {
    self.layout = layout
    self.files = files
    state = Mutex(State(journal: Journal(layout, files, size: journalSize), benchmarks: BenchmarkFolder(layout, files)))
  }

  func commit(_ writes: [StoreWrite]) -> [Result<StoreOutcome, StoreError>] {
    state.withLock { state in
      var records: [[UInt8]] = []
      var documents: [StoreWrite] = []
      for write in writes {
        switch write {
        case .journal(let record): records.append(record)
        case .setBenchmark, .deleteBenchmark: break
        default: documents.append(write)
        }
      }
      var group = CommitGroup(layout, files)
      var documentResults = group.commit(documents, &state)[...]
      var recordResults = commit(records, &state)[...]
      return writes.compactMap { write in
        switch write {
        case .journal: recordResults.popFirst()
        // Behind the runs that it may be about.
        case .setBenchmark(let benchmark): state.benchmarks.store(benchmark)
        case .deleteBenchmark(let name): state.benchmarks.remove(name)
        default: documentResults.popFirst()
        }
      }
    }
  }

  private func commit(_ records: [[UInt8]], _ state: inout State) -> [Result<StoreOutcome, StoreError>] {
    guard !records.isEmpty else { return [] }
    do throws(FileError) {
      var outcomes = records.map { _ in StoreOutcome(runID: "") }
      if let turn = try state.journal.append(records) { outcomes[outcomes.count - 1].changes = [.journalTurned(turn)] }
      return outcomes.map { .success($0) }
    } catch {
      return records.map { _ in .failure(.unwritable(error)) }
    }
  }
}

extension DirectoryWriter.State {
  /// The file of a run: the one named for it, or else one that it was found in.
  func file(of id: String) -> String {
    let named = StoreLayout.file(for: id)
    return stamps[.runs]?[named] == nil ? strays[id]?.min() ?? named : named
  }

  /// Remembers the state in which a file was read or written.
  mutating func note(_ folder: Folder, _ file: String, id: String, _ stamp: FileStamp?) {
    stamps[folder]?[file] = stamp
    if folder == .runs, file != StoreLayout.file(for: id) {
      strays[id, default: []].insert(file)
      strayIDs[file] = id
    }
  }

  /// Forgets a file, and tells which others hold the same run: one of them counts now.
  mutating func forget(_ folder: Folder, _ file: String) -> Set<String> {
    stamps[folder]?[file] = nil
    guard folder == .runs else { return [] }
    let id = strayIDs.removeValue(forKey: file) ?? StoreLayout.name(for: file)
    strays[id]?.remove(file)
    if strays[id]?.isEmpty == true { strays[id] = nil }
    return strays[id] ?? []
  }
}
