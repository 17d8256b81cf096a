import CalibraxModel

/// A series cut at its changes of level: candidates, of which the least certain is given up until all that are left hold.
struct Segmentation {
  private let values: [Double]
  /// The least change of level that is one, in the values' unit.
  private let leastChange: Double
  private(set) var segments: [Segment]
  /// What t must exceed, by strictness and freedom: it is asked for again and again.
  private var criticalValues: [Int: Double] = [:]

  /// Changes smaller than so many standard deviations of the noise are none.
  private static let leastEffect = 0.8
  /// How often places are found anew between the changes beside them.
  private static let relocations = 2

  /// - Parameters:
  ///   - values: Finite numbers without spikes.
  ///   - leastChange: The least change of level that is one, in the values' unit, 0 or more.
  init(_ values: [Double], leastChange: Double) {
    self.values = values
    self.leastChange = leastChange
    segments = Self.cut(values, at: candidateSplits(values))
    guard segments.count > 1 else { return }
    giveUpUncertain()
    for _ in 0..<Self.relocations where relocate() { giveUpUncertain() }
  }

  /// The places of the first values after changes, ascending.
  var changes: [Int] { segments.dropFirst().map(\.places.lowerBound) }

  private static func cut(_ values: [Double], at changes: [Int]) -> [Segment] {
    zip([0] + changes, changes + [values.count]).map { Segment(values, $0..<$1) }
  }

  private mutating func giveUpUncertain() {
    while let change = weakest() ?? changeOfUnlikeRanks() ?? negligible() {
      let whole = segments[change].places.lowerBound..<segments[change + 1].places.upperBound
      segments.replaceSubrange(change...change + 1, with: [Segment(values, whole)])
    }
  }

  /// The change whose t falls short most of what it must be.
  private mutating func weakest() -> Int? {
    let test = ShiftTest(segments)
    var (weakest, share) = (Int?.none, 1.0)
    for change in segments.indices.dropLast() {
      let (left, right) = (segments[change], segments[change + 1])
      let isLongEnough = min(left.places.count, right.places.count) >= Segment.leastCount
      let reached = isLongEnough ? test.statistic(left, right).t / criticalValue(left, right) : 0
      if reached < share { (weakest, share) = (change, reached) }
    }
    return weakest
  }

  private mutating func criticalValue(_ left: Segment, _ right: Segment) -> Double {
    let shorter = min(10, left.places.count, right.places.count)
    let freedom = left.places.count + right.places.count - 2
    let key = freedom * 16 + shorter
    if let known = criticalValues[key] { return known }
    let value = StudentDistribution.hill(ShiftTest.level * ShiftTest.strictness(left, right), Double(freedom))
    criticalValues[key] = value
    return value
  }

  private func changeOfUnlikeRanks() -> Int? {
    segments.indices.dropLast().first { !ShiftTest.ranksDiffer(values, segments[$0], segments[$0 + 1]) }
  }

  /// The first change too small to count.
  private func negligible() -> Int? {
    let medians = segments.map { Array(values[$0.places]).median }
    return segments.indices.dropLast().first { change in
      let (left, right) = (segments[change], segments[change + 1])
      let spread = ((left.squares + right.squares) / (left.count + right.count - 2)).squareRoot()
      return abs(medians[change + 1] - medians[change]) < max(leastChange, Self.leastEffect * spread)
    }
  }

  /// Moves each change to where it splits best what lies between the changes beside it.
  ///
  /// - Returns: Whether one moved.
  private mutating func relocate() -> Bool {
    let old = changes
    var new = old
    for index in new.indices {
      let start = index == 0 ? 0 : new[index - 1]
      let end = index + 1 < new.count ? new[index + 1] : values.count
      if let split = bestSplit(values, start..<end) { new[index] = split.place }
    }
    segments = Self.cut(values, at: new)
    return new != old
  }
}
