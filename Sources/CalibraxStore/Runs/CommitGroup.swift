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

  private var stagedPlaces: Set<Place> = []

  /// How many writes are done together at most: each keeps a descriptor open meanwhile.
  private static let size = 64

  private struct Place: Hashable {
    var folder: Folder
    var file: String
  }

  private struct Staged {
    var write: Int
    var steps: [Step]
    var outcome: StoreOutcome
  }

  private enum Step {
    /// A document written to a temporary file that is to take its place in a folder.
    case place(Folder, file: String, temporary: String, descriptor: Int32, Run)
    /// A file that holds the right content already and only has to be on the disk.
    case keep(Folder, file: String, Run)
    /// A file to be taken away.
    case remove(Folder, file: String)

    var folder: Folder {
      switch self {
      case .place(let folder, _, _, _, _), .keep(let folder, _, _), .remove(let folder, _): folder
      }
    }
    var file: String {
      switch self {
      case .place(_, let file, _, _, _), .keep(_, let file, _), .remove(_, let file): file
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
      let places = places(of: write, state)
      if staged.count >= Self.size || !stagedPlaces.isDisjoint(with: places) { flush(&state) }
      stagedPlaces.formUnion(places)
      results.append(.success(StoreOutcome(runID: "")))
      stage(write, &state)
    }
    flush(&state)
    return results
  }

  /// The files that a write touches.
  private func places(of write: StoreWrite, _ state: borrowing DirectoryWriter.State) -> Set<Place> {
    func run(_ id: String) -> Place { Place(folder: .runs, file: state.file(of: id)) }
    func baseline(_ name: String) -> Place { Place(folder: .baselines, file: StoreLayout.file(for: name)) }
    return switch write {
    case .ingest(let document, _, _, let name): Set([run(document.id)] + (name.map { [baseline($0)] } ?? []))
    case .delete(let id): [run(id)]
    case .setBaseline(let name, let id): [baseline(name), run(id)]
    case .setBaselineDocument(let name, _): [baseline(name)]
    case .journal: []
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
    case .ingest(let run, let isDated, let replace, let baseline):
      var outcome = StoreOutcome(runID: run.id)
      let file = state.file(of: run.id)
      let stored = try repeated(run, isDated: isDated, in: file, orIsReplaced: replace)
      if let stored {
        steps.append(.keep(.runs, file: file, stored))
      } else {
        outcome.created = true
        try place(run, .runs, file, &state, &steps)
      }
      if let baseline { try place(stored ?? run, .baselines, StoreLayout.file(for: baseline), &state, &steps) }
      return outcome
    case .delete(let id):
      let file = state.file(of: id)
      guard try stamp(.runs, file) != nil else { throw .noRun(id) }
      steps.append(.remove(.runs, file: file))
      return StoreOutcome(runID: id)
    case .setBaseline(let name, let id):
      guard let run = try storedRun(.runs, state.file(of: id)) else { throw .noRun(id) }
      try place(run, .baselines, StoreLayout.file(for: name), &state, &steps)
      return StoreOutcome(runID: run.id)
    case .setBaselineDocument(let name, let run):
      try place(run, .baselines, StoreLayout.file(for: name), &state, &steps)
      return StoreOutcome(runID: run.id)
    case .journal: preconditionFailure("the journal has logs of its own")
    }
  }

  private func stamp(_ folder: Folder, _ file: String) throws(StoreError) -> FileStamp? {
    do throws(FileError) { return try files.stamp(layout.path(folder, file)) } catch { throw .unwritable(error) }
  }

  /// The run as a file holds it already; `nil` when it is to be written. What the file holds instead must be replaceable.
  ///
  /// - Parameter isDated: Whether the run says when it ran; otherwise the server did, and at another time before.
  private func repeated(
    _ run: Run, isDated: Bool, in file: String, orIsReplaced replace: Bool
  ) throws(StoreError) -> Run? {
    let name = Folder.runs.rawValue + "/" + file
    let stored: Run?
    do throws(StoreError) {
      stored = try storedRun(.runs, file)
    } catch {
      guard case .damaged(_, let reason) = error else { throw error }
      if replace { return nil }
      throw .obstructed(id: run.id, file: name, reason: reason)
    }
    guard let stored else { return nil }
    guard stored.id == run.id else {
      throw .obstructed(id: run.id, file: name, reason: "it holds the run \"\(stored.id)\"")
    }
    var run = run
    if !isDated { run.timestamp = stored.timestamp }
    if stored == run { return stored }
    guard replace else { throw .differs(run.id) }
    return nil
  }

  private func storedRun(_ folder: Folder, _ file: String) throws(StoreError) -> Run? {
    guard try stamp(folder, file) != nil else { return nil }
    var parser = RunFile.parser
    return try RunFile.read(layout.path(folder, file), file: file, files: files, parser: &parser)
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
      try StoreLayout.makeDirectory(layout.path(folder), files)
      return try files.create(path)
    }
  }

  /// Takes away the temporary files of a write that failed before it was to be synced.
  private func discard(_ steps: [Step]) {
    for case .place(_, _, let temporary, let descriptor, _) in steps {
      files.close(descriptor)
      try? files.remove(temporary)
    }
  }

  // MARK: Reaching the disk

  private mutating func flush(_ state: inout DirectoryWriter.State) {
    defer {
      staged = []
      stagedPlaces = []
    }
    var folders = Set<Folder>()
    var failures = [FileError?](repeating: nil, count: staged.count)
    for index in staged.indices {
      // Every step, so that every descriptor is closed.
      for step in staged[index].steps {
        do throws(FileError) { try sync(step) } catch { failures[index] = error }
      }
    }
    for index in staged.indices where failures[index] == nil {
      do throws(FileError) {
        for step in staged[index].steps {
          try settle(step, &staged[index].outcome, &state)
          folders.insert(step.folder)
        }
      } catch {
        failures[index] = error
      }
    }
    for folder in folders {
      do throws(FileError) {
        try files.syncDirectory(layout.path(folder))
      } catch {
        for index in staged.indices where staged[index].steps.contains(where: { $0.folder == folder }) {
          failures[index] = error
        }
      }
    }
    for (write, failure) in zip(staged, failures) {
      results[write.write] = failure.map { .failure(.unwritable($0)) } ?? .success(write.outcome)
      if failure != nil { undo(write.steps, &state) }
    }
  }

  /// A write that failed leaves no temporary file. What it may have put in place is looked at again as somebody else's
  /// change would be.
  private func undo(_ steps: [Step], _ state: inout DirectoryWriter.State) {
    for step in steps {
      if case .place(_, _, let temporary, _, _) = step { try? files.remove(temporary) }
      state.stamps[step.folder]?[step.file] = nil
    }
  }

  private func sync(_ step: Step) throws(FileError) {
    switch step {
    case .place(_, _, let temporary, let descriptor, _):
      defer { files.close(descriptor) }
      try files.sync(descriptor, path: temporary)
    case .keep(let folder, let file, _):
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
    case .place(let folder, let file, let temporary, _, let run):
      try files.rename(temporary, to: path)
      state.note(folder, file, id: run.id, try files.stamp(path))
      outcome.changes.append(.loaded(folder, file: file, run.trimmed()))
    case .keep(let folder, let file, let run):
      // Somebody else may have written it a moment ago.
      guard state.stamps[folder]?[file] == nil else { break }
      outcome.changes.append(.loaded(folder, file: file, run.trimmed()))
    case .remove(let folder, let file):
      try files.remove(path)
      let others = state.forget(folder, file)
      outcome.changes.append(.removed(folder, file: file))
      // Another file with the same run counts now.
      for other in others.sorted() {
        var parser = RunFile.parser
        let found = try? RunFile.read(layout.path(folder, other), file: other, files: files, parser: &parser)
        if let found { outcome.changes.append(.loaded(folder, file: other, found.trimmed())) }
      }
    }
  }
}

extension Run {
  /// What is kept of a run in memory.
  func trimmed() -> Run {
    var run = Run()
    run.id = id
    run.timestamp = timestamp
    run.commit = commit
    run.environment = environment
    run.branch = branch
    run.metricDefs = metricDefs
    run.points = points
    return run
  }
}
