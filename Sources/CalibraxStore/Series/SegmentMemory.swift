import CalibraxModel

/// The samples of a segment that is written or waits to be a block, as they came. They lie in chunks, so that whoever
/// reads a series while it is recorded makes no more than one chunk be copied.
struct SegmentMemory: Sendable {
  /// By series, the chunk that is not full.
  private var last: [[Sample]] = []
  /// The full chunks of series that have any.
  private var full: [Int32: [[Sample]]] = [:]
  /// The series that have samples.
  private(set) var series: [Int32] = []
  /// How many samples of each of them were recorded before this segment.
  private var before: [Int32: Int] = [:]
  /// How many samples there are.
  private(set) var count = 0

  @inline(__always)
  mutating func append(_ sample: Sample, to series: Int, recordedBefore count: Int) {
    if series >= last.count { last.append(contentsOf: repeatElement([], count: series + 1 - last.count)) }
    if last[series].isEmpty { begin(series, recordedBefore: count) }
    last[series].append(sample)
    self.count += 1
    if last[series].count == Block.chunkSamples { fill(series) }
  }

  @inline(never)
  private mutating func begin(_ series: Int, recordedBefore count: Int) {
    guard before[Int32(series)] == nil else { return }
    self.series.append(Int32(series))
    before[Int32(series)] = count
  }

  @inline(never)
  private mutating func fill(_ series: Int) {
    full[Int32(series), default: []].append(last[series])
    last[series] = []
  }

  /// The samples of a series, in the order they came.
  func chunks(of series: Int) -> [[Sample]] {
    guard contains(series) else { return [] }
    let full = full[Int32(series)] ?? []
    return last[series].isEmpty ? full : full + [last[series]]
  }

  /// Whether a series has samples here.
  func contains(_ series: Int) -> Bool { before[Int32(truncatingIfNeeded: series)] != nil }

  /// How many samples of a series were recorded before this segment; `nil` when it has none here.
  func recordedBefore(_ series: Int) -> Int? { before[Int32(truncatingIfNeeded: series)] }
}

/// A segment that is not written any more, before it is a block.
struct FrozenSegment: Sendable {
  var number: Int
  var memory: SegmentMemory
  /// The series that it says the name of, some of which may have no samples in it.
  var described: Set<Int32>
  /// How far the samples are of each producer that recorded in it.
  var producers: [String: Int]
  /// What of it was lost before, sentences.
  var losses: [String]
}
