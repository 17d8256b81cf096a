import CalibraxModel

/// Which place each value of a series has when they are sorted.
struct Ranking {
  /// The values that are numbers, sorted.
  let sorted: [Double]
  /// The place of each value among them; of one that is missing or no number, none.
  let ranks: [Int?]

  init(_ values: [Double?]) {
    let present = values.enumerated().compactMap { index, value in
      value.flatMap { $0.isNaN ? nil : (index: index, value: $0) }
    }.sorted { $0.value < $1.value }
    var ranks = [Int?](repeating: nil, count: values.count)
    for (rank, element) in present.enumerated() { ranks[element.index] = rank }
    sorted = present.map(\.value)
    self.ranks = ranks
  }
}

/// Some values of a series, whose order statistics are found in O(log n) while values come and go: a Fenwick tree
/// (Software: Practice and Experience 24, 1994) over their ranks in the series.
struct OrderStatisticTree {
  private let ranking: Ranking
  /// How many values there are in the ranks that each node sums up.
  private var sums: [Int32]
  /// How many of the values are no numbers.
  private var nanCount = 0
  /// How many values there are.
  private(set) var count = 0

  init(_ ranking: Ranking) {
    self.ranking = ranking
    sums = [Int32](repeating: 0, count: ranking.sorted.count + 1)
  }

  /// Takes in the value at an index of the series, which must not be missing there.
  mutating func insert(_ index: Int) { add(1, at: index) }

  /// Gives up a value that was taken in.
  mutating func remove(_ index: Int) { add(-1, at: index) }

  private mutating func add(_ change: Int32, at index: Int) {
    count += Int(change)
    guard let rank = ranking.ranks[index] else {
      nanCount += Int(change)
      return
    }
    var node = rank + 1
    while node < sums.count {
      sums[node] += change
      node += node & -node
    }
  }

  /// The value so many places from the smallest.
  private subscript(_ place: Int) -> Double {
    var rest = Int32(place)
    var node = 0
    var step = 1 << (Int.bitWidth - sums.count.leadingZeroBitCount - 1)
    while step > 0 {
      let next = node + step
      if next < sums.count, sums[next] <= rest {
        node = next
        rest -= sums[next]
      }
      step /= 2
    }
    return ranking.sorted[node]
  }

  /// The median, of an even number the mean of the two in the middle; NaN where a value is no number, and of none.
  var median: Double {
    guard nanCount == 0, count > 0 else { return .nan }
    let upper = self[count / 2]
    return count % 2 == 1 ? upper : self[count / 2 - 1].midpoint(to: upper)
  }

  /// The median of the absolute deviations from the median, not scaled; NaN where the median is not finite.
  func medianDeviation(from median: Double) -> Double {
    guard median.isFinite else { return .nan }
    let upper = deviation(count / 2, from: median)
    return count % 2 == 1 ? upper : deviation(count / 2 - 1, from: median).midpoint(to: upper)
  }

  /// The absolute deviation so many places from the smallest. Those of the lower half rise downwards, those of the upper
  /// half upwards: it is the one at this place of two sorted lists, and a binary search finds how many of the lower half
  /// come before it.
  private func deviation(_ place: Int, from median: Double) -> Double {
    let half = count / 2
    func below(_ index: Int) -> Double { median - self[half - 1 - index] }
    func above(_ index: Int) -> Double { self[half + index] - median }
    var (low, high) = (max(0, place - (count - half)), min(place, half))
    while low < high {
      let middle = (low + high) / 2
      if above(place - middle - 1) <= below(middle) { high = middle } else { low = middle + 1 }
    }
    let rest = place - low
    if low == half { return above(rest) }
    return rest == count - half ? below(low) : min(below(low), above(rest))
  }
}
