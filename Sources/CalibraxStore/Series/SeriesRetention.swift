public import CalibraxModel

/// How much of what was recorded is kept.
public struct SeriesRetention: Sendable, Equatable {
  /// Seconds after its last sample for which a segment is kept; `nil` for ever.
  public var age: Int?
  /// Bytes that all segments may take; `nil` for any.
  public var size: Int?

  /// Keeps everything unless told otherwise.
  public init(age: Int? = nil, size: Int? = nil) {
    self.age = age
    self.size = size
  }
}

extension SeriesStore {
  /// The blocks that are not to be kept, the oldest first. What is still written stays whatever its size.
  ///
  /// - Parameter now: Unix seconds.
  public func expired(_ retention: SeriesRetention, now: Int) -> [SegmentHead] {
    var total = blocks.reduce(length) { $0 + $1.size }
    var expired: [SegmentHead] = []
    let unsealed = frozen.map(\.number).min() ?? .max
    for block in blocks {
      let isOld = retention.age.map { block.directory.recordedUntil < now - $0 } ?? false
      let isTooMuch = retention.size.map { total > $0 } ?? false
      // Segments go in the order they came, so that what is left is whole.
      guard isOld || isTooMuch, block.number < unsealed else { break }
      total -= block.size
      var head = SegmentHead()
      head.file = "series/" + NumberedFile.block(block.number)
      head.bytes = block.size
      head.samples = block.count
      head.recordedUntil = Timestamp(microseconds: Int64(block.directory.recordedUntil) * 1_000_000).text
      expired.append(head)
    }
    return expired
  }

  /// Forgets the oldest blocks, the series of which nothing is left, and the producers that recorded last in them.
  ///
  /// - Returns: their files, to be removed where waiting for a disk is allowed.
  public mutating func forget(oldest count: Int) -> FilesToRemove {
    let gone = Array(blocks.prefix(count))
    blocks.removeFirst(count)
    manifest.prunedUntil = gone.last?.number ?? manifest.prunedUntil
    var series: Set<Int> = []
    for block in gone {
      for entry in block.directory.entries where !holds(Int(entry.series)) { series.insert(Int(entry.series)) }
    }
    catalog.remove(Array(series))
    producers = producers.filter { $0.value.segment > manifest.prunedUntil }
    return FilesToRemove(layout: layout, manifest: manifest, blocks: gone, files: files)
  }

  private func holds(_ series: Int) -> Bool {
    memory.contains(series) || isDescribed(series) || Int(segments[series]) > manifest.prunedUntil
  }
}

/// Files that nothing needs any more.
public struct FilesToRemove: Sendable {
  let layout: StoreLayout
  let manifest: SegmentManifest
  /// Held, so that they are closed by whoever removes them.
  let blocks: [Block]
  let files: any Files

  /// Whether there are none.
  public var isEmpty: Bool { blocks.isEmpty }

  /// Removes them, and returns what could not be removed.
  public func callAsFunction() -> [FileError] {
    if isEmpty { return [] }
    do throws(FileError) {
      // First, so that nobody takes them for lost.
      try manifest.write(layout, files)
    } catch {
      return [error]
    }
    return blocks.compactMap { block in
      do throws(FileError) {
        try files.remove(block.path)
        return nil
      } catch {
        return error
      }
    }
  }
}
