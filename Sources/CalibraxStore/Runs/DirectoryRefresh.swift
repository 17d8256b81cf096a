import CalibraxJSON
import CalibraxModel
import Dispatch
import Synchronization

/// What a directory held when it was opened.
struct OpenedDirectory {
  /// The runs, those that have not changed taken from the index.
  var runs: RunTable
  /// What the table does not have yet.
  var changes: [StoreChange]
}

extension DirectoryWriter {
  /// Reads the directory, once it is what a store needs if it is to be written.
  func open(_ access: DirectoryStore.Access) throws(StoreError) -> OpenedDirectory {
    do throws(FileError) {
      if access == .write { try prepare() } else { _ = try files.list(layout.directory) }
      return try state.withLock { (state) throws(FileError) in
        let indexed = IndexFile.read(layout, files)
        var rows: [RunRow] = []
        var toRead: [String] = []
        let names = access == .write ? try files.list(layout.path(.runs)) : (try? files.list(layout.path(.runs))) ?? []
        for file in names where StoreLayout.isDocument(file) {
          guard let stamp = try? files.stamp(layout.path(.runs, file)) else { continue }
          if let row = indexed?.rows[file], row.stamp == stamp {
            rows.append(row.row)
            state.note(.runs, file, id: row.row.id, stamp)
          } else {
            toRead.append(file)
          }
        }
        var opened = OpenedDirectory(runs: indexed?.table ?? RunTable(), changes: [])
        opened.runs.insert(rows)
        opened.changes = load(.runs, toRead, &state) + refreshAll(.baselines, &state) + refreshConfiguration(&state)
        opened.changes += state.benchmarks.refresh()
        return opened
      }
    } catch {
      throw .unwritable(error)
    }
  }

  /// Makes the folders and takes away what a killed server left half done.
  private func prepare() throws(FileError) {
    try layout.makeDirectory(files)
    for folder in Folder.allCases {
      try StoreLayout.makeDirectory(layout.path(folder), files)
      for name in try files.list(layout.path(folder)) where name.hasPrefix(StoreLayout.temporaryPrefix) {
        try files.remove(layout.path(folder, name))
      }
    }
  }

  func refresh(_ notices: [StoreNotice]) -> [StoreChange] {
    state.withLock { state in notices.flatMap { refresh($0, &state) } }
  }

  private func refresh(_ notice: StoreNotice, _ state: inout State) -> [StoreChange] {
    switch notice {
    case .configuration: return refreshConfiguration(&state)
    case .benchmark(let file): return state.benchmarks.refresh(file)
    case .everything:
      return Folder.allCases.flatMap { refreshAll($0, &state) } + refreshConfiguration(&state)
        + state.benchmarks.refresh()
    case .file(let folder, let file):
      guard StoreLayout.isDocument(file) else { return [] }
      guard let stamp = try? files.stamp(layout.path(folder, file)) else { return forget(folder, file, &state) }
      return state.stamps[folder]?[file] == stamp ? [] : load(folder, [file], &state)
    }
  }

  private func refreshAll(_ folder: Folder, _ state: inout State) -> [StoreChange] {
    let names: [String]
    do throws(FileError) {
      names = try files.list(layout.path(folder))
    } catch {
      // A folder that is there and cannot be listed now says nothing about its files.
      guard error.isMissing else { return [] }
      names = []
    }
    let present = Set(names.filter(StoreLayout.isDocument))
    let gone = (state.stamps[folder] ?? [:]).keys.filter { !present.contains($0) }
    let changed = present.filter { file in
      guard let stamp = try? files.stamp(layout.path(folder, file)) else { return false }
      return state.stamps[folder]?[file] != stamp
    }
    return gone.flatMap { forget(folder, $0, &state) } + load(folder, changed.sorted(), &state)
  }

  private func forget(_ folder: Folder, _ file: String, _ state: inout State) -> [StoreChange] {
    guard state.stamps[folder]?[file] != nil else { return [] }
    let others = state.forget(folder, file)
    return [.removed(folder, file: file)] + load(folder, others.sorted(), &state)
  }

  /// Reads files, many of them on all cores.
  private func load(_ folder: Folder, _ names: [String], _ state: inout State) -> [StoreChange] {
    struct Loaded: Sendable {
      var stamp: FileStamp?
      var change: StoreChange
    }
    let chunkSize = 64
    let chunks = stride(from: 0, to: names.count, by: chunkSize).map {
      Array(names[$0..<min($0 + chunkSize, names.count)])
    }
    let loaded = Mutex([[Loaded]](repeating: [], count: chunks.count))
    let (layout, files) = (layout, files)
    DispatchQueue.concurrentPerform(iterations: chunks.count) { index in
      var parser = RunFile.parser
      let results = chunks[index].map { file in
        let path = layout.path(folder, file)
        // The stamp is taken first: a change while reading is then seen as one.
        let stamp = try? files.stamp(path)
        let result = Result { () throws(StoreError) in try RunFile.read(path, file: file, files: files, parser: &parser)
        }
        switch result {
        case _ where stamp == nil: return Loaded(stamp: nil, change: .removed(folder, file: file))
        case .success(let run): return Loaded(stamp: stamp, change: .loaded(folder, file: file, run.trimmed()))
        case .failure(.damaged(_, let reason)):
          return Loaded(stamp: stamp, change: .damaged(folder, file: file, reason: reason))
        case .failure(let error):
          return Loaded(stamp: stamp, change: .damaged(folder, file: file, reason: "\(error)"))
        }
      }
      loaded.withLock { $0[index] = results }
    }
    return zip(names, loaded.withLock { $0.joined() }).map { file, loaded in
      _ = state.forget(folder, file)
      if case .loaded(_, _, let run) = loaded.change { state.note(folder, file, id: run.id, loaded.stamp) }
      state.stamps[folder]?[file] = loaded.stamp
      return loaded.change
    }
  }

  private func refreshConfiguration(_ state: inout State) -> [StoreChange] {
    let stamp = try? files.stamp(layout.configuration)
    if stamp == state.configuration { return [] }
    state.configuration = stamp
    guard stamp != nil else { return [.configured(Configuration())] }
    do throws(FileError) {
      let bytes = try files.read(layout.configuration)
      do throws(JSONError) {
        var configuration = try state.parser.decode(Configuration.self, from: bytes)
        configuration.metricDefs = configuration.metricDefs.named()
        return [.configured(configuration)]
      } catch {
        return [.configurationDamaged(reason: error.sentence)]
      }
    } catch {
      return [.configurationDamaged(reason: "\(error)")]
    }
  }
}
