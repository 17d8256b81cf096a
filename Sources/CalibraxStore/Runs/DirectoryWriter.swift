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
    var executions: ExecutionLog

    init(executions: consuming ExecutionLog) {
      self.executions = executions
    }
  }

  init(_ layout: StoreLayout, files: any Files) {
    self.layout = layout
    self.files = files
    state = Mutex(State(executions: ExecutionLog(layout, files)))
  }

  func commit(_ writes: [StoreWrite]) -> [Result<StoreOutcome, StoreError>] {
    state.withLock { state in
      var executions: [Execution] = []
      var documents: [StoreWrite] = []
      for write in writes {
        switch write {
        case .execution(let execution): executions.append(execution)
        case .heard: break
        default: documents.append(write)
        }
      }
      var group = CommitGroup(layout, files)
      var documentResults = group.commit(documents, &state)[...]
      var executionResults = commit(executions, &state)[...]
      return writes.compactMap { write in
        switch write {
        case .execution: executionResults.popFirst()
        case .heard(let execution):
          .success(StoreOutcome(runID: execution.executionID, changes: [.heard(execution.executionID)]))
        default: documentResults.popFirst()
        }
      }
    }
  }

  private func commit(_ executions: [Execution], _ state: inout State) -> [Result<StoreOutcome, StoreError>] {
    guard !executions.isEmpty else { return [] }
    do throws(FileError) {
      try state.executions.append(executions)
      return executions.map { .success(StoreOutcome(runID: $0.executionID, changes: [.executed($0)])) }
    } catch {
      return executions.map { _ in .failure(.unwritable(error)) }
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
