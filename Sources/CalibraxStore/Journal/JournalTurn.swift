/// That a journal goes on in another log: whoever knows what the logs before it said may write that down now.
public struct JournalTurn: Sendable {
  let number: Int
  let layout: StoreLayout
  let files: any Files

  /// Writes records that make anew what all logs before the turn said, and removes those of them that are too old.
  ///
  /// - Parameter cutoff: Logs that were last written before this are removed, nanoseconds since 1970; none when `nil`.
  public func keep(_ records: [[UInt8]], removingBefore cutoff: Int64?) -> Result<Void, FileError> {
    Result { () throws(FileError) in
      var frames: [UInt8] = []
      for record in records { LogFrame.append(record, to: &frames) }
      let folder = layout.journal + "/"
      try files.replace(folder + NumberedFile.snapshot(number), with: frames, in: layout.journal)
      for name in try files.list(layout.journal) {
        if let old = NumberedFile.number(name, ".snapshot"), old < number { try files.remove(folder + name) }
        guard let cutoff, let old = NumberedFile.number(name, ".log"), old < number,
          let stamp = try files.stamp(folder + name), stamp.modified < cutoff
        else { continue }
        try files.remove(folder + name)
      }
    }
  }
}
