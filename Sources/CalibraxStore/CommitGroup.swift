import CalibraxJSON
import CalibraxModel

/// Writes that reach the disk together and share its cost: every new file is written under a temporary name and synced,
/// then all are renamed into place, then each directory is synced once.
struct CommitGroup {
  private let layout: StoreLayout
  private let files: any Files
  private var results: [Result<StoreOutcome, StoreError>] = []
  /// The writes of this group, by index into the results, whose files wait to be synced.
  private var staged: [Staged] = []

  private struct Staged {
    var write: Int
    var steps: [Step]
    var outcome: StoreOutcome
  }

  private enum Step {
    /// A document written to a temporary file that is to take its place in a folder.
    case place(Folder, file: String, temporary: String, descriptor: Int32, Run)
    /// A file that holds the right content already and only has to be on the disk.
    case keep(Folder, file: String)
    /// A file to be taken away.
    case remove(Folder, file: String)

    var folder: Folder {
      switch self {
      case .place(let folder, _, _, _, _), .keep(let folder, _), .remove(let folder, _): folder
      }
    }
    var file: String {
      switch self {
      case .place(_, let file, _, _, _), .keep(_, let file), .remove(_, let file): file
      }
    }
  }

  init(_ layout: StoreLayout, _ files: any Files) {
    self.layout = layout
    self.files = files
  }

  /// Does the writes in order; one that touches a file of an earlier one waits until that is durable.
  mutating func commit(
    _ writes: [StoreWrite], _ state: inout DirectoryWriter.State
  ) -> [Result<StoreOutcome, StoreError>] {
    for write in writes {
      if staged.contains(where: { staged in staged.steps.contains { touches($0, write, state) } }) { flush(&state) }
      results.append(.success(StoreOutcome(runID: "")))
      stage(write, &state)
    }
    flush(&state)
    return results
  }

  private func touches(_ step: Step, _ write: StoreWrite, _ state: borrowing DirectoryWriter.State) -> Bool {
    switch write {
    case .ingest(let run, _, let baseline):
      step.folder == .runs && step.file == state.file(of: run.id)
        || step.folder == .baselines && step.file == baseline.map(StoreLayout.file)
    case .delete(let id): step.folder == .runs && step.file == state.file(of: id)
    case .setBaseline(let name, let id):
      step.folder == .baselines && step.file == StoreLayout.file(for: name)
        || step.folder == .runs && step.file == state.file(of: id)
    case .setBaselineDocument(let name, _): step.folder == .baselines && step.file == StoreLayout.file(for: name)
    }
  }

  // MARK: Staging

  private mutating func stage(_ write: StoreWrite, _ state: inout DirectoryWriter.State) {
    var steps: [Step] = []
    do throws(StoreError) {
      let outcome = try plan(write, &state, &steps)
      staged.append(Staged(write: results.count - 1, steps: steps, outcome: outcome))
    } catch {
      discard(steps)
      results[results.count - 1] = .failure(error)
    }
  }

  private func plan(
    _ write: StoreWrite, _ state: inout DirectoryWriter.State, _ steps: inout [Step]
  ) throws(StoreError) -> StoreOutcome {
    switch write {
    case .ingest(let run, let replace, let baseline):
      var outcome = StoreOutcome(runID: run.id)
      let file = state.file(of: run.id)
      let stored = try storedRun(.runs, file, &state)
      if stored == run {
        steps.append(.keep(.runs, file: file))
      } else {
        guard stored == nil || replace else { throw .differs(run.id) }
        outcome.created = true
        try place(run, .runs, file, &state, &steps)
      }
      if let baseline { try place(run, .baselines, StoreLayout.file(for: baseline), &state, &steps) }
      return outcome
    case .delete(let id):
      let file = state.file(of: id)
      guard try stamp(.runs, file) != nil else { throw .noRun(id) }
      steps.append(.remove(.runs, file: file))
      return StoreOutcome(runID: id)
    case .setBaseline(let name, let id):
      guard let run = try storedRun(.runs, state.file(of: id), &state) else { throw .noRun(id) }
      try place(run, .baselines, StoreLayout.file(for: name), &state, &steps)
      return StoreOutcome(runID: run.id)
    case .setBaselineDocument(let name, let run):
      try place(run, .baselines, StoreLayout.file(for: name), &state, &steps)
      return StoreOutcome(runID: run.id)
    }
  }

  private func stamp(_ folder: Folder, _ file: String) throws(StoreError) -> FileStamp? {
    do throws(FileError) { return try files.stamp(layout.path(folder, file)) } catch { throw .unwritable(error) }
  }

  private func storedRun(
    _ folder: Folder, _ file: String, _ state: inout DirectoryWriter.State
  ) throws(StoreError) -> Run? {
    guard try stamp(folder, file) != nil else { return nil }
    return try RunFile.read(layout.path(folder, file), file: file, files: files, parser: &state.parser)
  }

  /// Writes a document to a temporary file, to be synced with the others.
  private func place(
    _ run: Run, _ folder: Folder, _ file: String, _ state: inout DirectoryWriter.State, _ steps: inout [Step]
  ) throws(StoreError) {
    state.serial += 1
    let temporary = layout.path(folder, StoreLayout.temporaryPrefix + "\(state.serial)")
    do throws(FileError) {
      let descriptor = try create(temporary, in: folder)
      steps.append(.place(folder, file: file, temporary: temporary, descriptor: descriptor, run))
      try files.write(RunFile.encode(run), to: descriptor, path: temporary)
    } catch {
      throw .unwritable(error)
    }
  }

  /// Creates a file; a folder that somebody has removed is made again.
  private func create(_ path: String, in folder: Folder) throws(FileError) -> Int32 {
    do throws(FileError) {
      return try files.create(path)
    } catch {
      try files.makeDirectory(layout.path(folder))
      return try files.create(path)
    }
  }

  /// Takes away the temporary files of a write that failed.
  private func discard(_ steps: [Step]) {
    for case .place(_, _, let temporary, let descriptor, _) in steps {
      files.close(descriptor)
      try? files.remove(temporary)
    }
  }

  // MARK: Reaching the disk

  private mutating func flush(_ state: inout DirectoryWriter.State) {
    defer { staged = [] }
    var folders = Set<Folder>()
    for index in staged.indices {
      do throws(FileError) {
        for step in staged[index].steps { try sync(step) }
      } catch {
        discard(staged[index].steps)
        fail(index, error)
      }
    }
    for index in staged.indices where !staged[index].steps.isEmpty {
      do throws(FileError) {
        for step in staged[index].steps {
          try settle(step, &staged[index].outcome, &state)
          folders.insert(step.folder)
        }
      } catch {
        fail(index, error)
      }
    }
    for folder in folders {
      do throws(FileError) {
        try files.syncDirectory(layout.path(folder))
      } catch {
        for index in staged.indices where staged[index].steps.contains(where: { $0.folder == folder }) {
          fail(index, error)
        }
      }
    }
    for write in staged where !write.steps.isEmpty { results[write.write] = .success(write.outcome) }
  }

  private mutating func fail(_ index: Int, _ error: FileError) {
    staged[index].steps = []
    results[staged[index].write] = .failure(.unwritable(error))
  }

  private func sync(_ step: Step) throws(FileError) {
    switch step {
    case .place(_, _, let temporary, let descriptor, _): try files.sync(descriptor, path: temporary)
    case .keep(let folder, let file):
      let path = layout.path(folder, file)
      let descriptor = try files.open(path)
      defer { files.close(descriptor) }
      try files.sync(descriptor, path: path)
    case .remove: break
    }
  }

  private func settle(
    _ step: Step, _ outcome: inout StoreOutcome, _ state: inout DirectoryWriter.State
  ) throws(FileError) {
    let path = layout.path(step.folder, step.file)
    switch step {
    case .place(let folder, let file, let temporary, let descriptor, let run):
      files.close(descriptor)
      try files.rename(temporary, to: path)
      state.stamps[folder]?[file] = try files.stamp(path)
      outcome.changes.append(.loaded(folder, file: file, run.trimmed()))
    case .keep: break
    case .remove(let folder, let file):
      try files.remove(path)
      state.stamps[folder]?[file] = nil
      outcome.changes.append(.removed(folder, file: file))
    }
  }
}

extension DirectoryWriter.State {
  /// The file of a run: the one it was found in, or the one named for it.
  func file(of id: String) -> String { fileByID[id] ?? StoreLayout.file(for: id) }
}

extension Run {
  /// What is kept of a run in memory.
  func trimmed() -> Run {
    var run = Run()
    run.id = id
    run.timestamp = timestamp
    run.commit = commit
    run.branch = branch
    run.metricDefs = metricDefs
    run.points = points
    return run
  }
}
