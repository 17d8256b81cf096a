import CalibraxModel

extension SeriesStore {
  func logPath(_ number: Int) -> String { layout.series + "/" + SegmentName.log(number) }
  func blockPath(_ number: Int) -> String { layout.series + "/" + SegmentName.block(number) }

  /// A segment to be turned into a block, on another thread.
  public struct Sealing: Sendable {
    let segment: FrozenSegment
    let described: [BlockFile.Described]
    let recordedUntil: Int
    let path: String
    let folder: String
    let files: any Files

    /// Writes the block.
    public func callAsFunction() -> SealedBlock {
      SealedBlock(
        number: segment.number,
        result: Result { () throws(FileError) in
          try BlockFile.write(
            segment, described: described, recordedUntil: recordedUntil, to: path, in: folder, files)
        })
    }
  }

  /// A segment that was turned into a block, or why it was not.
  public struct SealedBlock: Sendable {
    let number: Int
    let result: Result<Block, FileError>

    /// Why it was not.
    public var error: FileError? {
      if case .failure(let error) = result { error } else { nil }
    }
  }

  /// Begins a new segment when the one that is written is large enough.
  ///
  /// - Returns: the old one, to be turned into a block.
  public mutating func rotate(now: Int, isForced: Bool = false) -> Sealing? {
    guard length >= segmentSize || isForced && length > 0, !isUnsettled else { return nil }
    let segment = freeze()
    frozen.append(segment)
    memory = SegmentMemory()
    begin(number + 1)
    return sealing(segment, now: now)
  }

  /// What is in memory, not to be changed any more.
  func freeze() -> FrozenSegment {
    FrozenSegment(number: number, series: memory.frozen(), described: described.sorted(), producers: producers)
  }

  /// Begins with an empty log of a number.
  mutating func begin(_ number: Int) {
    self.number = number
    log = nil
    length = 0
    epoch += 1
    described = []
  }

  func sealing(_ segment: FrozenSegment, now: Int) -> Sealing {
    let described = segment.described.map { Int($0) }.compactMap { series in
      catalog.name(series).map {
        BlockFile.Described(series: series, name: $0, definition: catalog.definition(series))
      }
    }
    return Sealing(
      segment: segment, described: described, recordedUntil: now, path: blockPath(segment.number),
      folder: layout.series, files: files)
  }

  /// Takes in a block in place of the segment in memory.
  public mutating func install(_ sealed: SealedBlock) {
    guard case .success(let block) = sealed.result,
      let position = frozen.firstIndex(where: { $0.number == block.number })
    else { return }
    frozen.remove(at: position)
    blocks.append(block)
    blocks.sort { $0.number < $1.number }
    try? files.remove(logPath(block.number))
  }

  /// Segments that wait to be turned into blocks, as after an attempt that failed.
  public func unsealed(now: Int) -> [Sealing] { frozen.map { sealing($0, now: now) } }
}
