import CalibraxJSON
import CalibraxModel
import Synchronization

/// Does what must wait for the disk. One call at a time; the stamps it keeps tell its own writes from other people's.
final class DirectoryWriter: StoreWriter {
  let layout: StoreLayout
  let files: any Files
  let state = Mutex(State())

  struct State: ~Copyable {
    /// The files whose content the store in memory has, as they were when read or written.
    var stamps: [Folder: [String: FileStamp]] = [.runs: [:], .baselines: [:]]
    var configuration: FileStamp?
    /// The file of a run whose name is not made from its identifier.
    var fileByID: [String: String] = [:]
    /// Files that could not be used; looked at again when another file goes.
    var damaged: Set<StoreNotice> = []
    var parser = RunFile.parser
    var serial = 0
  }

  init(_ layout: StoreLayout, files: any Files) {
    self.layout = layout
    self.files = files
  }

  func commit(_ writes: [StoreWrite]) -> [Result<StoreOutcome, StoreError>] {
    state.withLock { state in
      var group = CommitGroup(layout, files)
      return group.commit(writes, &state)
    }
  }
}
