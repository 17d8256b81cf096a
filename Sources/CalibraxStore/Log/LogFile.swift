import Synchronization

/// A file that is only ever written behind what it holds, a few frames at a time.
public final class LogFile: Sendable {
  let path: String
  private let files: any Files
  private let descriptor: Int32
  /// Whether something stands behind what counts that could not be taken away.
  private let isLittered = Atomic(false)

  /// Opens a log, made if it is not there; its name is durable then.
  init(_ path: String, in folder: String, _ files: any Files) throws(FileError) {
    self.path = path
    self.files = files
    let isNew = try files.stamp(path) == nil
    if isNew { try StoreLayout.makeDirectory(folder, files) }
    descriptor = try files.append(path)
    if isNew { try files.syncDirectory(folder) }
  }

  deinit { files.close(descriptor) }

  /// Writes frames, all of them or none.
  ///
  /// - Parameter length: How much of the file counts.
  func append(_ frames: [UInt8], behind length: Int, isSynced: Bool) throws(FileError) {
    // Nothing may stand behind what does not count: the next failure would take it away with that.
    if isLittered.load(ordering: .relaxed) { try truncate(to: length) }
    isLittered.store(true, ordering: .relaxed)
    do throws(FileError) {
      try files.write(frames, to: descriptor, path: path)
      if isSynced { try files.sync(descriptor, path: path) }
      isLittered.store(false, ordering: .relaxed)
    } catch {
      // If this fails too, a reader will find the part that was written damaged, and go on behind it.
      try? truncate(to: length)
      throw error
    }
  }

  /// Takes away what is behind a length.
  func truncate(to length: Int) throws(FileError) {
    try files.truncate(descriptor, to: length, path: path)
    isLittered.store(false, ordering: .relaxed)
  }

  /// Returns when all that was written is on the disk.
  public func sync() throws(FileError) {
    try files.sync(descriptor, path: path)
  }
}
