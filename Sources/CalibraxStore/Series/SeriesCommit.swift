import CalibraxModel

/// Frames to be written to a log; the writing may be done on another thread.
public struct LogWrite: Sendable {
  let log: LogFile
  let frames: [UInt8]
  let length: Int
  let isSynced: Bool

  /// Writes them.
  public func callAsFunction() -> Result<Void, FileError> {
    Result { () throws(FileError) in try log.append(frames, behind: length, isSynced: isSynced) }
  }
}

extension SeriesStore {
  /// Takes what is staged, to be written; `nil` when nothing is, or a commit is in flight.
  public mutating func takeWrite() -> LogWrite? {
    guard hasStaged, inFlight == nil, let log else { return nil }
    LogFrame.seal(&frame, from: 0)
    let write = LogWrite(log: log, frames: frame, length: length, isSynced: durability == .always)
    inFlight = Staged(recorded: staged, changedProducers: changedProducers, bytes: frame.count)
    frame = []
    staged = []
    clearStaged()
    return write
  }

  private mutating func clearStaged() {
    frame.removeAll(keepingCapacity: frame.capacity <= 1 << 20)
    staged.removeAll(keepingCapacity: staged.capacity <= 1 << 16)
    stagedDefinitions = []
    changedProducers = []
    frameSeries = -1
    staging += 1
  }

  /// Takes in that the write in flight is done; ``recorded`` are the samples that count now.
  public mutating func settle(_ result: Result<Void, FileError>) {
    guard let done = inFlight else { return }
    inFlight = nil
    recorded = done.recorded
    settle(result, bytes: done.bytes, changedProducers: done.changedProducers)
  }

  /// Writes what is staged now, where that may be answered for at once; ``recorded`` are the samples that count now.
  public mutating func commit() {
    recorded.removeAll(keepingCapacity: recorded.capacity <= 1 << 16)
    guard hasStaged, inFlight == nil, let log else { return }
    LogFrame.seal(&frame, from: 0)
    let result = Result { () throws(FileError) in
      try log.append(frame, behind: length, isSynced: durability == .always)
    }
    swap(&staged, &recorded)
    let (bytes, changed) = (frame.count, changedProducers)
    clearStaged()
    settle(result, bytes: bytes, changedProducers: changed)
  }

  private mutating func settle(
    _ result: Result<Void, FileError>, bytes: Int,
    changedProducers: [(name: String, before: (last: Int, segment: Int)?)]
  ) {
    settled += 1
    switch result {
    case .success:
      for index in recorded.indices {
        let series = Int(recorded[index].series)
        let sample = recorded[index].sample
        recorded[index].place = counts[series]
        memory.append(sample, to: series, recordedBefore: counts[series])
        counts[series] += 1
        lasts[series] = sample
      }
      length += bytes
      isUnsynced = durability == .everysec
    case .failure(let error):
      recorded = []
      failures[settled] = error
      // What was staged meanwhile may be of the same producers: it would leave a gap.
      if hasStaged {
        restore(self.changedProducers)
        clearStaged()
        settled += 1
        failures[settled] = error
      }
      restore(changedProducers)
      epoch += 1
    }
  }

  private mutating func restore(_ producers: [(name: String, before: (last: Int, segment: Int)?)]) {
    for (name, before) in producers.reversed() { self.producers[name] = before }
  }

  /// What a commit failed with; `nil` when it did not.
  public func failure(of commit: Int) -> FileError? { failures.isEmpty ? nil : failures[commit] }

  /// Forgets which commits failed, when everybody has been told.
  public mutating func forgetFailures() {
    if !failures.isEmpty { failures = [:] }
  }

  /// Takes in whether a log could be synced: while it cannot, nothing more is recorded.
  public mutating func took(sync result: Result<Void, FileError>) {
    if case .failure(let error) = result { syncFailure = error } else { syncFailure = nil }
  }

  /// The log, when something written to it is not yet synced.
  public mutating func takeUnsynced() -> LogFile? {
    guard isUnsynced || syncFailure != nil else { return nil }
    isUnsynced = false
    return log
  }
}
