import CalibraxModel

/// What a write does to one file.
enum CommitStep {
  /// A document written to a temporary file that is to take its place in a folder; it is synced once its descriptor is
  /// closed.
  case place(Folder, file: String, temporary: String, descriptor: Int32?, Run)
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

  /// Returns when what was written is on the disk.
  func sync(_ layout: StoreLayout, _ files: any Files) throws(FileError) {
    switch self {
    case .place(_, _, let temporary, let descriptor?, _):
      defer { files.close(descriptor) }
      try files.sync(descriptor, path: temporary)
    case .place: break
    case .keep(let folder, let file, _):
      let path = layout.path(folder, file)
      let descriptor = try files.open(path)
      defer { files.close(descriptor) }
      try files.sync(descriptor, path: path)
    case .remove: break
    }
  }

  /// Syncs what was written to a temporary file, and closes that.
  mutating func close(_ files: any Files) throws(FileError) {
    guard case .place(let folder, let file, let temporary, let descriptor?, let run) = self else { return }
    self = .place(folder, file: file, temporary: temporary, descriptor: nil, run)
    defer { files.close(descriptor) }
    try files.sync(descriptor, path: temporary)
  }

  /// Does it, except for syncing the directory. One that throws has done nothing.
  ///
  /// - Returns: What the store in memory has to take in.
  func settle(
    _ layout: StoreLayout, _ files: any Files, _ state: inout DirectoryWriter.State
  ) throws(FileError) -> [StoreChange] {
    let path = layout.path(folder, file)
    switch self {
    case .place(let folder, let file, let temporary, _, let run):
      try files.rename(temporary, to: path)
      // Without a stamp it is read again, as somebody else's change would be.
      state.note(folder, file, id: run.id, try? files.stamp(path))
      return [.loaded(folder, file: file, run.trimmed())]
    case .keep(let folder, let file, let run):
      // Somebody else may have written it a moment ago.
      return state.stamps[folder]?[file] == nil ? [.loaded(folder, file: file, run.trimmed())] : []
    case .remove(let folder, let file):
      try files.remove(path)
      // Another file with the same run counts now.
      let others = state.forget(folder, file).sorted().compactMap { other -> StoreChange? in
        var parser = RunFile.parser
        let found = try? RunFile.read(layout.path(folder, other), file: other, files: files, parser: &parser)
        return found.map { .loaded(folder, file: other, $0.trimmed()) }
      }
      return [.removed(folder, file: file)] + others
    }
  }

  /// Takes away the temporary file of a write that failed before it was to be synced.
  func discard(_ files: any Files) {
    guard case .place(_, _, let temporary, let descriptor, _) = self else { return }
    if let descriptor { files.close(descriptor) }
    try? files.remove(temporary)
  }
}

extension Run {
  /// What is kept of a run in memory.
  func trimmed() -> Run {
    var run = Run()
    run.id = id
    run.timestamp = timestamp
    run.commit = commit
    run.branch = branch
    run.environment = environment
    run.metricDefs = metricDefs
    run.points = points
    return run
  }
}
