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
    var steps: [CommitStep] = []
    var outcome = StoreOutcome(runID: "")
    /// What the audit trail has to say of it first.
    var change: BaselineChange?
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
    case .ingest(let document, _, _, let change): Set([run(document.id)] + (change.map { [baseline($0.name)] } ?? []))
    case .all(let writes): writes.reduce(into: []) { $0.formUnion(places(of: $1, state)) }
    case .delete(let id): [run(id)]
    case .setBaseline(let change, let id): [baseline(change.name), run(id)]
    case .setBaselineDocument(let change, _): [baseline(change.name)]
    case .journal, .setBenchmark, .deleteBenchmark: []
    }
  }

  // MARK: Staging

  private mutating func stage(_ write: StoreWrite, _ state: inout DirectoryWriter.State) {
    var planned = Staged(write: results.count - 1)
    do throws(StoreError) {
      try plan(write, &state, &planned)
      staged.append(planned)
    } catch {
      for step in planned.steps { step.discard(files) }
      results[planned.write] = .failure(error)
    }
  }

  private func plan(
    _ write: StoreWrite, _ state: inout DirectoryWriter.State, _ planned: inout Staged
  ) throws(StoreError) {
    switch write {
    case .ingest(let run, let isDated, let replace, let baseline):
      planned.outcome.runID = run.id
      let file = state.file(of: run.id)
      let stored = try repeated(run, isDated: isDated, in: file, orIsReplaced: replace)
      if let stored {
        planned.steps.append(.keep(.runs, file: file, stored))
      } else {
        planned.outcome.created = true
        try place(run, .runs, file, &state, &planned)
      }
      if let baseline { try change(baseline, to: stored ?? run, &state, &planned) }
    case .all(let writes):
      var parts: [StoreOutcome] = []
      for write in writes {
        let first = planned.steps.count
        planned.outcome = StoreOutcome(runID: "")
        try plan(write, &state, &planned)
        parts.append(planned.outcome)
        if first >= Self.size { try closeEarly(&planned, from: first) }
      }
      planned.outcome.parts = parts
    case .delete(let id):
      planned.outcome.runID = id
      let file = state.file(of: id)
      guard try stamp(.runs, file) != nil else { throw .noRun(id) }
      planned.steps.append(.remove(.runs, file: file))
    case .setBaseline(let baseline, let id):
      guard let run = try storedRun(.runs, state.file(of: id)) else { throw .noRun(id) }
      try change(baseline, to: run, &state, &planned)
    case .setBaselineDocument(let baseline, let run):
      try change(baseline, to: run, &state, &planned)
    case .journal, .setBenchmark, .deleteBenchmark: preconditionFailure("they have files of their own")
    }
  }

  /// Syncs the files of a write that has many, so that few descriptors are open.
  private func closeEarly(_ planned: inout Staged, from first: Int) throws(StoreError) {
    do throws(FileError) {
      for index in planned.steps.indices[first...] { try planned.steps[index].close(files) }
    } catch {
      throw .unwritable(error)
    }
  }

  /// Makes a baseline a copy of a run. Where it is that already, and nobody says anything of it, nothing changes.
  private func change(
    _ baseline: BaselineChange, to run: Run, _ state: inout DirectoryWriter.State, _ planned: inout Staged
  ) throws(StoreError) {
    let file = StoreLayout.file(for: baseline.name)
    // One that cannot be read is replaced like any other.
    let previous = try? storedRun(.baselines, file)
    planned.outcome.runID = run.id
    planned.outcome.previousRunID = previous?.id
    if previous == run, !baseline.isExplained {
      planned.steps.append(.keep(.baselines, file: file, run))
      return
    }
    try place(run, .baselines, file, &state, &planned)
    var change = baseline
    (change.runID, change.previousRunID) = (run.id, previous?.id)
    (change.commit, change.branch) = (run.commit, run.branch)
    planned.change = change
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
    _ run: Run, _ folder: Folder, _ file: String, _ state: inout DirectoryWriter.State, _ planned: inout Staged
  ) throws(StoreError) {
    state.serial += 1
    let temporary = layout.path(folder, StoreLayout.temporaryPrefix + "\(state.serial)")
    do throws(FileError) {
      let descriptor = try create(temporary, in: folder)
      planned.steps.append(.place(folder, file: file, temporary: temporary, descriptor: descriptor, run))
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
        do throws(FileError) { try step.sync(layout, files) } catch { failures[index] = error }
      }
    }
    for index in staged.indices where failures[index] == nil {
      do throws(FileError) {
        try settle(&staged[index], &state, &folders)
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

  private func settle(
    _ write: inout Staged, _ state: inout DirectoryWriter.State, _ folders: inout Set<Folder>
  ) throws(FileError) {
    let trail = AuditTrail(layout, files)
    let length = try write.change.map { (change) throws(FileError) in try trail.append(change) }
    do throws(FileError) {
      for step in write.steps {
        write.outcome.changes += try step.settle(layout, files, &state)
        folders.insert(step.folder)
      }
    } catch {
      // A baseline is the last step, so it has not changed.
      if let length { trail.cut(to: length) }
      throw error
    }
  }

  /// A write that failed leaves no temporary file. What it may have put in place is looked at again as somebody else's
  /// change would be.
  private func undo(_ steps: [CommitStep], _ state: inout DirectoryWriter.State) {
    for step in steps {
      if case .place(_, _, let temporary, _, _) = step { try? files.remove(temporary) }
      state.stamps[step.folder]?[step.file] = nil
    }
  }
}
