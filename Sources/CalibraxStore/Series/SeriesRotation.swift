/// The log of the next segment to be made, on another thread.
public struct LogOpening: Sendable {
  let number: Int
  let path: String
  let manifest: SegmentManifest
  let layout: StoreLayout
  let files: any Files

  /// Makes it, and notes that it is there.
  public func callAsFunction() -> Result<OpenedLog, FileError> {
    Result { () throws(FileError) in
      let log = try LogFile(path, in: layout.series, files)
      try manifest.write(layout, files)
      return OpenedLog(number: number, file: log)
    }
  }
}

/// A log that nothing was written to yet.
public struct OpenedLog: Sendable {
  let number: Int
  let file: LogFile
}

extension SeriesStore {
  /// Makes sure that there is a log to write to and that it may be; call it before anything is staged.
  ///
  /// - Throws: ``StoreError/unwritable(_:)``.
  public mutating func prepare() throws(StoreError) {
    if let refusal { throw .unwritable(refusal) }
    guard log == nil else { return }
    do throws(FileError) {
      log = try opening(number)().get().file
    } catch {
      throw .unwritable(error)
    }
  }

  /// Why nothing may be recorded, though the log could take it.
  private var refusal: FileError? {
    // What could not be synced may be lost by a power cut: nobody must be promised more.
    if let syncFailure { return syncFailure }
    if !isFull { return nil }
    return sealFailure ?? FileError("write", layout.series, Self.busy)
  }

  private mutating func opening(_ number: Int) -> LogOpening {
    manifest.newest = max(manifest.newest, number)
    manifest.nextSeries = catalog.count
    return LogOpening(
      number: number, path: logPath(number), manifest: manifest, layout: layout, files: files)
  }

  /// Asks for the next log when the one that is written is large enough.
  public mutating func takeOpening(isForced: Bool = false) -> LogOpening? {
    let isLarge = length >= segmentSize || memory.count >= segmentSize / Self.bytesOfSample
    guard length > 0, isLarge || isForced, !isOpening, nextLog == nil, !isFull else {
      return nil
    }
    isOpening = true
    return opening(number + 1)
  }

  /// Takes in the next log, or that it could not be made.
  public mutating func take(_ opened: Result<OpenedLog, FileError>) {
    isOpening = false
    nextLog = try? opened.get()
  }

  /// Goes on in the next log, if there is one and nothing is on its way into the old one. What is staged goes with it.
  ///
  /// - Returns: the old log, to be synced, and its segment, to be turned into a block.
  public mutating func rotate(now: Int) -> (log: LogFile?, sealing: Sealing)? {
    guard let next = nextLog, inFlight == nil else { return nil }
    nextLog = nil
    let old = isUnsynced ? log : nil
    isUnsynced = false
    let segment = freeze()
    frozen.append(segment)
    for series in memory.series { segments[Int(series)] = Int32(number) }
    memory = SegmentMemory()
    begin(next.number)
    log = next.file
    restage()
    return (old, sealing(segment, now: now))
  }

  /// Turns the segment that is written into a block, here and now, if it is full.
  public mutating func sealIfFull(now: Int) {
    if let sealing = endSegment(now: now, isForced: false) { install(sealing()) }
  }

  /// Has everything on the disk, for the end, and so that the next one who opens the directory is fast: of a block only
  /// the directory is read, of a log all of it.
  public mutating func close(now: Int) {
    try? takeUnsynced()?.sync()
    if length > Self.smallLog, let sealing = endSegment(now: now) { install(sealing()) }
  }

  /// Ends the segment that is written here and now, if it is full or however small it is; `nil` when it goes on.
  public mutating func endSegment(now: Int, isForced: Bool = true) -> Sealing? {
    if let opening = takeOpening(isForced: isForced) { take(opening()) }
    return rotate(now: now)?.sealing
  }

  /// Begins with an empty log of a number.
  mutating func begin(_ number: Int) {
    self.number = number
    log = nil
    length = 0
    epoch += 1
    described = []
    losses = []
  }
}
