public import CalibraxModel

/// A series as it is at one moment, to be read on another thread.
public struct SeriesSnapshot: Sendable {
  private enum Part {
    case block(Block, Range<Int>)
    case memory([Sample])
  }

  /// In the order they were recorded.
  private var parts: [Part] = []
  /// How many samples are in none of them, and have not been removed on purpose.
  private var missing = 0
  /// Why they may be missing.
  private var damaged: [DamagedFile] = []

  init(_ series: Int, in store: borrowing SeriesStore) {
    var found: [(number: Int, before: Int, count: Int, parts: [Part])] = []
    for block in store.blocks {
      guard let position = block.position(of: series) else { continue }
      let places = block.chunks(at: position)
      let count = block.directory.chunks[places].reduce(0) { $0 + $1.count }
      found.append((block.number, block.directory.entries[position].recordedBefore, count, [.block(block, places)]))
    }
    func add(_ memory: borrowing SegmentMemory, _ number: Int) {
      guard let before = memory.recordedBefore(series) else { return }
      let chunks = memory.chunks(of: series)
      found.append((number, before, chunks.reduce(0) { $0 + $1.count }, chunks.map { .memory($0) }))
    }
    for segment in store.frozen { add(segment.memory, segment.number) }
    add(store.memory, store.number)
    // A segment that could not become a block lies between others that did.
    found.sort { $0.number < $1.number }
    parts = found.flatMap(\.parts)
    let total = store.count(series)
    // What came before the first segment may have been removed on purpose.
    let removed = store.manifest.prunedUntil > 0 ? found.first?.before ?? total : 0
    missing = max(0, total - removed - found.reduce(0) { $0 + $1.count })
    let isGap = store.isMissingSegments
    if missing > 0 || isGap { damaged = store.damaged }
  }

  /// The samples between two x-values, ends included, as they were recorded.
  ///
  /// - Returns: beside them, how many cannot be read, and why.
  public func samples(from: Double?, to: Double?) -> (samples: [Sample], lost: Int, reasons: [StoreError]) {
    let from = from ?? -.infinity
    let to = to ?? .infinity
    var samples: [Sample] = []
    var lost = missing
    var reasons = damaged.map { StoreError.damaged(file: $0.file, reason: $0.reason) }
    func take(_ part: [Sample], isInside: Bool) {
      if isInside { samples += part } else { samples += part.filter { $0.at >= from && $0.at <= to } }
    }
    for part in parts {
      switch part {
      case .memory(let part): take(part, isInside: from == -.infinity && to == .infinity)
      case .block(let block, let places):
        for place in places {
          let chunk = block.directory.chunks[place]
          guard chunk.largest >= from, chunk.smallest <= to else { continue }
          do throws(StoreError) {
            take(try block.samples(of: place), isInside: chunk.smallest >= from && chunk.largest <= to)
          } catch {
            lost += chunk.count
            reasons.append(error)
          }
        }
      }
    }
    return (samples, lost, reasons)
  }
}

extension SeriesStore {
  /// A series as it is now.
  public func snapshot(of series: Int) -> SeriesSnapshot { SeriesSnapshot(series, in: self) }
}
