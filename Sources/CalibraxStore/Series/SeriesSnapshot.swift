public import CalibraxModel

/// A series as it is at one moment, to be read on another thread.
public struct SeriesSnapshot: Sendable {
  private enum Part {
    case block(Block, Range<Int>)
    case memory([Sample])
  }

  /// In the order they were recorded.
  private var parts: [Part] = []

  init(_ series: Int, in store: borrowing SeriesStore) {
    for block in store.blocks {
      let places = block.chunks(of: series)
      if !places.isEmpty { parts.append(.block(block, places)) }
    }
    parts += store.frozen.map { .memory($0[series]) }
    parts.append(.memory(store.memory[series]))
  }

  /// The samples between two x-values, ends included, as they were recorded.
  ///
  /// - Returns: beside them, how many cannot be read, and why.
  public func samples(from: Double?, to: Double?) -> (samples: [Sample], lost: Int, reasons: [StoreError]) {
    let from = from ?? -.infinity
    let to = to ?? .infinity
    var samples: [Sample] = []
    var lost = 0
    var reasons: [StoreError] = []
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
