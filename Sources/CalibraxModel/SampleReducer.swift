/// Takes samples as they come and keeps at most so many that look the same on a chart: x, or the order they came in, is
/// divided into equal parts, and of each the first, the last, the smallest and the largest are kept (M4; Jugel et al.,
/// VLDB 2014). It needs room for what it keeps alone, however many come, in whatever order of x.
public struct SampleReducer: Sendable {
  /// What is divided into equal parts, and in which order the samples are kept.
  public enum Order: Sendable {
    /// x, from the smallest to the largest.
    case at(ClosedRange<Double>)
    /// The places of so many samples, as they come.
    case recorded(count: Int)
  }

  private struct Kept {
    var sample: Sample
    /// How many came before it.
    var index: Int
  }

  private struct Part {
    var first: Kept
    var last: Kept
    var smallest: Kept
    var largest: Kept
  }

  private let maximum: Int
  private let order: Order
  private var parts: [Part?]
  /// All of them, as long as they are not too many.
  private var all: [Sample] = []
  /// How many came.
  public private(set) var count = 0

  /// - Parameter maximum: How many are kept at most; at least four are.
  public init(to maximum: Int, _ order: Order) {
    self.maximum = maximum
    self.order = order
    parts = []
  }

  /// Takes samples.
  public mutating func take(_ samples: some Sequence<Sample>) {
    for sample in samples {
      count += 1
      if count <= maximum {
        all.append(sample)
        continue
      }
      if parts.isEmpty {
        parts = [Part?](repeating: nil, count: max(1, maximum / 4))
        for (index, earlier) in all.enumerated() { put(Kept(sample: earlier, index: index)) }
        all = []
      }
      put(Kept(sample: sample, index: count - 1))
    }
  }

  /// The samples that are kept, ordered by x (equal ones as they came) or as they came.
  public var samples: [Sample] {
    if !all.isEmpty {
      if case .recorded = order { return all }
      return all.sortedByAt()
    }
    return parts.compactMap(\.self).flatMap { part in
      var kept: [Int: Kept] = [:]
      for one in [part.first, part.smallest, part.largest, part.last] { kept[one.index] = one }
      return kept.values.sorted(by: precedes).map(\.sample)
    }
  }

  private mutating func put(_ kept: Kept) {
    let place = place(of: kept)
    guard var part = parts[place] else {
      parts[place] = Part(first: kept, last: kept, smallest: kept, largest: kept)
      return
    }
    if precedes(kept, part.first) { part.first = kept }
    if precedes(part.last, kept) { part.last = kept }
    let (value, smallest, largest) = (kept.sample.value, part.smallest.sample.value, part.largest.sample.value)
    if value < smallest || value == smallest && precedes(kept, part.smallest) { part.smallest = kept }
    if value > largest || value == largest && precedes(kept, part.largest) { part.largest = kept }
    parts[place] = part
  }

  private func place(of kept: Kept) -> Int {
    switch order {
    case .recorded(let count):
      return min(parts.count - 1, Int(Double(kept.index) / Double(max(1, count)) * Double(parts.count)))
    case .at(let range):
      // Halved, so that the distance between the two ends of all doubles is one too.
      let width = (range.upperBound / 2 - range.lowerBound / 2) / Double(parts.count)
      guard width > 0 else { return 0 }
      let place = ((kept.sample.at / 2 - range.lowerBound / 2) / width).rounded(.down)
      return Int(min(Double(parts.count - 1), max(0, place)))
    }
  }

  private func precedes(_ one: Kept, _ other: Kept) -> Bool {
    switch order {
    case .recorded: one.index < other.index
    case .at: (one.sample.at, one.index) < (other.sample.at, other.index)
    }
  }
}

extension [Sample] {
  /// The samples ordered by x; those with the same x stay as they are.
  public func sortedByAt() -> [Sample] {
    let isSorted = zip(self, dropFirst()).allSatisfy { $0.at <= $1.at }
    if isSorted { return self }
    // The library's sort is stable, as it happens and is tested, but does not promise to be.
    return enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// At most so many of the samples (at least four), ordered by x, by ``SampleReducer``.
  public func reduced(to maximum: Int) -> [Sample] {
    let ats = lazy.map(\.at)
    guard let smallest = ats.min(), let largest = ats.max() else { return self }
    var reducer = SampleReducer(to: maximum, .at(smallest...largest))
    reducer.take(self)
    return reducer.samples
  }
}
