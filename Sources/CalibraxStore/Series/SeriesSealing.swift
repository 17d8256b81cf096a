import CalibraxModel

extension SeriesStore {
  func logPath(_ number: Int) -> String { layout.series + "/" + NumberedFile.log(number) }
  func blockPath(_ number: Int) -> String { layout.series + "/" + NumberedFile.block(number) }

  /// A segment to be turned into a block, on another thread.
  public struct Sealing: Sendable {
    let segment: FrozenSegment
    let described: [BlockFile.Described]
    let recordedUntil: Int
    let path: String
    let log: String
    let folder: String
    let files: any Files

    /// Writes the block, and then removes the log.
    public func callAsFunction() -> SealedBlock {
      let result = Result { () throws(FileError) in
        try BlockFile.write(segment, described: described, recordedUntil: recordedUntil, to: path, in: folder, files)
      }
      // If this fails the next start sees to it.
      if case .success = result { try? files.remove(log) }
      return SealedBlock(number: segment.number, result: result)
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

  /// Segments that are kept in memory at most because they cannot be turned into blocks; then nothing more is recorded.
  static let mostFrozen = 8

  /// Whether nothing can be recorded before a segment is turned into a block.
  public var isFull: Bool { frozen.count >= Self.mostFrozen }

  /// What is in memory, not to be changed any more.
  func freeze() -> FrozenSegment {
    FrozenSegment(
      number: number, memory: memory, described: described,
      producers: producers.filter { $0.value.segment == number }.mapValues(\.last), losses: losses)
  }

  /// What is to be done to turn a segment into a block.
  mutating func sealing(_ segment: FrozenSegment, now: Int) -> Sealing {
    underway.insert(segment.number)
    let described = segment.described.sorted().map { Int($0) }.compactMap { series in
      catalog.name(series).map {
        BlockFile.Described(series: series, name: $0, definition: catalog.definition(series))
      }
    }
    return Sealing(
      segment: segment, described: described, recordedUntil: now, path: blockPath(segment.number),
      log: logPath(segment.number), folder: layout.series, files: files)
  }

  /// Takes in a block in place of the segment in memory.
  public mutating func install(_ sealed: SealedBlock) {
    underway.remove(sealed.number)
    sealFailure = sealed.error
    guard case .success(let block) = sealed.result,
      let position = frozen.firstIndex(where: { $0.number == block.number })
    else { return }
    frozen.remove(at: position)
    blocks.append(block)
    blocks.sort { $0.number < $1.number }
  }

  /// Segments that wait to be turned into blocks, as after an attempt that failed.
  public mutating func unsealed(now: Int) -> [Sealing] {
    frozen.filter { !underway.contains($0.number) }.map { sealing($0, now: now) }
  }
}
