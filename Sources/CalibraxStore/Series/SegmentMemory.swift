import CalibraxModel

/// The samples of the segment that is being written, as they came.
struct SegmentMemory: Sendable {
  /// By series.
  private var samples: [[Sample]] = []
  /// The series that have any.
  private(set) var series: [Int32] = []
  /// How many samples of each of them were recorded before this segment.
  private var before: [Int32: Int] = [:]

  @inline(__always)
  mutating func append(_ sample: Sample, to series: Int, recordedBefore count: Int) {
    if series >= samples.count { samples.append(contentsOf: repeatElement([], count: series + 1 - samples.count)) }
    if samples[series].isEmpty {
      self.series.append(Int32(series))
      before[Int32(series)] = count
    }
    samples[series].append(sample)
  }

  subscript(series: Int) -> [Sample] { series < samples.count ? samples[series] : [] }

  /// How many samples of a series were recorded before this segment; `nil` when it has none here.
  func recordedBefore(_ series: Int) -> Int? { before[Int32(series)] }

  /// The samples by series, the lowest number first, to be kept or written as they are.
  func frozen() -> [SegmentSeries] {
    series.sorted().map { SegmentSeries(series: Int($0), recordedBefore: before[$0] ?? 0, samples: samples[Int($0)]) }
  }
}

/// A series' samples in a segment.
struct SegmentSeries: Sendable {
  var series: Int
  /// How many of its samples are in earlier segments.
  var recordedBefore: Int
  var samples: [Sample]
}

/// A segment that is not written any more, before it is a block.
struct FrozenSegment: Sendable {
  var number: Int
  /// The lowest number first.
  var series: [SegmentSeries]
  /// The series that it says the name of, some of which may have no samples in it.
  var described: [Int32]
  /// How far the samples of each producer are.
  var producers: [String: Int]

  subscript(series: Int) -> SegmentSeries? {
    var low = 0
    var high = self.series.count
    while low < high {
      let middle = (low + high) / 2
      if self.series[middle].series < series { low = middle + 1 } else { high = middle }
    }
    return low < self.series.count && self.series[low].series == series ? self.series[low] : nil
  }
}
