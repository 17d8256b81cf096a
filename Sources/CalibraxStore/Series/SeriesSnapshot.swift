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

  /// What was read of a series.
  public struct Reading: Sendable {
    /// The samples that are kept.
    public var samples: [Sample] = []
    /// How many there are.
    public var count = 0
    /// How many more cannot be read.
    public var lost = 0
    /// Why they cannot be.
    public var reasons: [StoreError] = []
  }

  /// Reads the samples between two x-values, ends included, a chunk at a time.
  ///
  /// - Parameters:
  ///   - isRecordedOrder: Whether they are wanted as they were recorded, and not by x.
  ///   - maximum: How many are kept at most, at least four: of more those that a ``SampleReducer`` keeps.
  public func read(
    from: Double? = nil, to: Double? = nil, isRecordedOrder: Bool = false, reducedTo maximum: Int = .max
  ) -> Reading {
    let range = (from ?? -.infinity, to ?? .infinity)
    var order = SampleReducer.Order.at(bounds(range))
    if isRecordedOrder {
      var count = 0
      _ = forEachPart(range) { count += $0.count }
      order = .recorded(count: count)
    }
    var reducer = SampleReducer(to: maximum, order)
    var reading = forEachPart(range) { reducer.take($0) }
    (reading.samples, reading.count) = (reducer.samples, reducer.count)
    return reading
  }

  /// The part of a range of x in which there may be samples.
  private func bounds(_ range: (from: Double, to: Double)) -> ClosedRange<Double> {
    var smallest = Double.infinity
    var largest = -Double.infinity
    for part in parts {
      switch part {
      case .memory(let samples):
        for sample in samples { (smallest, largest) = (min(smallest, sample.at), max(largest, sample.at)) }
      case .block(let block, let places):
        for chunk in block.directory.chunks[places] {
          (smallest, largest) = (min(smallest, chunk.smallest), max(largest, chunk.largest))
        }
      }
    }
    let lower = max(smallest, range.from)
    let upper = min(largest, range.to)
    return lower <= upper ? lower...upper : 0...0
  }

  /// Hands over the samples of a range of x, as they were recorded, a part at a time.
  private func forEachPart(_ range: (from: Double, to: Double), _ body: ([Sample]) -> Void) -> Reading {
    var reading = Reading(lost: missing, reasons: damaged.map { .damaged(file: $0.file, reason: $0.reason) })
    for part in parts {
      switch part {
      case .memory(let samples): body(samples.filter { $0.at >= range.from && $0.at <= range.to })
      case .block(let block, let places):
        for place in places {
          let chunk = block.directory.chunks[place]
          guard chunk.largest >= range.from, chunk.smallest <= range.to else { continue }
          do throws(StoreError) {
            let samples = try block.samples(of: place)
            let isInside = chunk.smallest >= range.from && chunk.largest <= range.to
            body(isInside ? samples : samples.filter { $0.at >= range.from && $0.at <= range.to })
          } catch {
            reading.lost += chunk.count
            reading.reasons.append(error)
          }
        }
      }
    }
    return reading
  }
}

extension SeriesStore {
  /// A series as it is now.
  public func snapshot(of series: Int) -> SeriesSnapshot { SeriesSnapshot(series, in: self) }
}
