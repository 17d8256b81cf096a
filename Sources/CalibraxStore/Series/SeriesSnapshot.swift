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
    var before: Int?
    var count = 0
    for block in store.blocks {
      guard let position = block.position(of: series) else { continue }
      let places = block.chunks(at: position)
      parts.append(.block(block, places))
      before = before ?? block.directory.entries[position].recordedBefore
      count += block.directory.chunks[places].reduce(0) { $0 + $1.count }
    }
    for segment in store.frozen {
      guard let part = segment[series] else { continue }
      parts.append(.memory(part.samples))
      before = before ?? part.recordedBefore
      count += part.samples.count
    }
    let samples = store.memory[series]
    parts.append(.memory(samples))
    if before == nil { before = store.memory.recordedBefore(series) }
    count += samples.count
    // What came before the first segment may have been removed on purpose.
    let total = store.count(series)
    let removed = store.prunedUntil > 0 ? before ?? total : 0
    missing = max(0, total - removed - count)
    if missing > 0 { damaged = store.damaged }
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
