/// Where a series may change: the best split of every interval of a multiscale grid that has a remarkable one (seeded
/// binary segmentation: Kovács, Bühlmann, Li and Munk, Biometrika 110, 2023). Intervals of a length overlap by two
/// thirds, and lengths grow by the root of two, so every change is well inside some that have no other.
///
/// - Parameter values: Finite numbers.
/// - Returns: Places of first values after a split, ascending, each at least ``Segment/leastCount`` from both ends.
func candidateSplits(_ values: [Double]) -> [Int] {
  var isCandidate = [Bool](repeating: false, count: values.count + 1)
  var length = 10.0
  while true {
    let width = min(values.count, Int(length))
    let step = max(1, width / 3)
    for start in stride(from: 0, to: max(1, values.count - width + step), by: step) {
      // The last one ends where the series does.
      let end = min(values.count, start + width)
      for interval in [start..<end] + (end == values.count ? [end - width..<end] : []) {
        if let split = bestSplit(values, interval), split.statistic > remarkable(freedom: Double(interval.count - 2)) {
          isCandidate[split.place] = true
        }
      }
    }
    if width == values.count { break }
    length *= 2.0.squareRoot()
  }
  return isCandidate.indices.filter { isCandidate[$0] }
}

/// The split of an interval after which the mean differs most from that before.
///
/// - Returns: The place of the first value after it and Student's t of the two sides; `nil` when the interval is too short.
func bestSplit(_ values: [Double], _ interval: Range<Int>) -> (place: Int, statistic: Double)? {
  let count = interval.count
  let least = Segment.leastCount
  guard count >= 2 * least else { return nil }
  return values.withUnsafeBufferPointer { values in
    var sum = 0.0
    for place in interval { sum += values[place] }
    let mean = sum / Double(count)
    var (best, place, squares, partial) = (-1.0, interval.lowerBound, 0.0, 0.0)
    for index in interval {
      // What the split before this value explains of the squares.
      let before = index - interval.lowerBound
      if before >= least && count - before >= least {
        let explained = partial * partial / Double(before * (count - before))
        if explained > best { (best, place) = (explained, index) }
      }
      let deviation = values[index] - mean
      partial += deviation
      squares += deviation * deviation
    }
    let explained = best * Double(count)
    let remainder = max(squares - explained, squares * 1e-12)
    return (place, remainder > 0 ? (explained / remainder * Double(count - 2)).squareRoot() : 0)
  }
}

/// The t that is exceeded with a probability of 0.5 %, by the first terms of its expansion (Abramowitz and Stegun 26.7.5).
private func remarkable(freedom: Double) -> Double {
  2.807 + 6.231 / freedom + 12.79 / (freedom * freedom)
}
