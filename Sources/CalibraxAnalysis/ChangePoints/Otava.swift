/// The change points of a series as Apache Otava finds them (Fleming et al., Hunter, arXiv 2301.03034): in overlapping
/// windows E-divisive (Matteson and James, JASA 109, 2014) splits where the energy statistic is largest, as long as a
/// t test lets it; then the weakest points are merged away until a stricter test holds for all that are left.
///
/// With the default parameters it answers as Otava does for each of 1,500 series of 120 values with six kinds of change in
/// five kinds of noise, for 2,000 random ones of up to 600, and with eleven other settings for the series of 365 values in
/// Otava's own tests. Two of Otava's ways are needed for that. The next window begins at the last point of the one before,
/// where that is later than half a window. And when a point is merged away, those two behind it are tested again and the
/// one before it is not, so that it may keep a p-value of a segment that is longer by now.
///
/// - Parameters:
///   - values: Finite numbers of any unit; of others none are found.
///   - pValue: What the p-value of every change point must be below, above 0. Each window begins with ten times as much
///     below .05, and twice below .5.
///   - leastMagnitude: What the change of the mean, as a share of the smaller one, must be above: 0.05 is 5 %.
///   - window: How many values are looked at at once, at least 2.
/// - Returns: The indices of the first different values, ascending.
public func otavaChangePoints(
  in values: [Double], pValue: Double = 0.001, leastMagnitude: Double = 0, window: Int = 50
) -> [Int] {
  guard values.allSatisfy(\.isFinite) else { return [] }
  let series = EnergySeries(values)
  let weak = series.weakChangePoints(pValue: weakened(pValue), window: max(2, window))
  return series.merged(weak, pValue: pValue, leastMagnitude: leastMagnitude)
}

private func weakened(_ pValue: Double) -> Double {
  if pValue < 0.05 { return 10 * pValue }
  return pValue < 0.5 ? 2 * pValue : pValue
}

private struct EnergySeries {
  /// Scaled by a power of two, which changes none of the tests, to where no square overflows or vanishes.
  private let values: [Double]

  init(_ values: [Double]) {
    let largest = values.reduce(0) { max($0, abs($1)) }
    let exponent = largest == 0 ? 0 : max(-1_000, Int(largest.exponent))
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    self.values = values.map { $0 * scale }
  }

  // MARK: Weak points

  func weakChangePoints(pValue: Double, window: Int) -> [Int] {
    var weak: [Int] = []
    var start = 0
    while start < values.count {
      let found = changePoints(in: start..<min(start + window, values.count), pValue: pValue)
      weak += found
      start = max(start + window / 2, found.last ?? 0)
    }
    return weak
  }

  /// A place to split a segment at.
  private struct Split {
    var segment: Range<Int>
    var index: Int
    var divergence: Double
  }

  /// Splits the segment that diverges most, again and again.
  private func changePoints(in window: Range<Int>, pValue: Double) -> [Int] {
    var changePoints: [Int] = []
    var splits = [bestSplit(of: window)].compactMap { $0 }
    while let place = splits.indices.max(by: { splits[$0].divergence < splits[$1].divergence }) {
      let split = splits[place]
      let (left, right) = (split.segment.lowerBound..<split.index, split.index..<split.segment.upperBound)
      guard Difference(values[left], values[right]).pValue <= pValue else { break }
      changePoints.append(split.index)
      splits.replaceSubrange(place...place, with: [left, right].compactMap { bestSplit(of: $0) })
    }
    return changePoints.sorted()
  }

  /// The place where a segment, up to any end, diverges most from what is before; `nil` of a constant one.
  ///
  /// The sums of distances grow by one column for every further end, so that all n²/2 statistics take n² steps and n
  /// numbers of memory.
  private func bestSplit(of segment: Range<Int>) -> Split? {
    var best = Split(segment: segment, index: segment.upperBound, divergence: 0)
    // By the length of what is left of a split: sums of distances within it, across, and within what is right.
    var (within, across, beyond) = ([0.0], [0.0], [0.0])
    for end in segment {
      let value = values[end]
      let size = end - segment.lowerBound
      let total = values[segment.lowerBound..<end].reduce(0) { $0 + abs($1 - value) }
      var passed = 0.0
      for left in 1..<max(1, size + 1) {
        passed += abs(values[segment.lowerBound + left - 1] - value)
        if left == size {
          across.append(0)
          beyond.append(0)
        }
        across[left] += passed
        beyond[left] += total - passed
        let divergence = Self.divergence(left, size + 1 - left, within[left], across[left], beyond[left])
        let index = segment.lowerBound + left
        if divergence > best.divergence || (divergence == best.divergence && index < best.index) {
          best = Split(segment: segment, index: index, divergence: divergence)
        }
      }
      within.append(within[size] + total)
    }
    return best.divergence > 0 ? best : nil
  }

  /// The scaled energy statistic of two samples of m and n values, from sums of distances.
  private static func divergence(_ m: Int, _ n: Int, _ within: Double, _ across: Double, _ beyond: Double) -> Double {
    let (m, n) = (Double(m), Double(n))
    return 2 * (across - (m > 1 ? n * within / (m - 1) : 0) - (n > 1 ? m * beyond / (n - 1) : 0)) / (m + n)
  }

  // MARK: Merging

  func merged(_ weak: [Int], pValue: Double, leastMagnitude: Double) -> [Int] {
    var changePoints = weak
    var differences = weak.indices.map { difference(at: $0, of: changePoints) }
    while let leastProbable = differences.indices.max(by: { differences[$0].pValue < differences[$1].pValue }),
      let smallest = differences.indices.min(by: { differences[$0].magnitude < differences[$1].magnitude })
    {
      let weakest: Int
      if differences[leastProbable].pValue >= pValue {
        weakest = leastProbable
      } else if differences[smallest].magnitude <= leastMagnitude {
        weakest = smallest
      } else {
        break
      }
      changePoints.remove(at: weakest)
      differences.remove(at: weakest)
      for behind in weakest..<min(weakest + 2, changePoints.count) {
        differences[behind] = difference(at: behind, of: changePoints)
      }
    }
    return changePoints
  }

  /// What the segments before and behind a change point differ by.
  private func difference(at place: Int, of changePoints: [Int]) -> Difference {
    let start = place == 0 ? 0 : changePoints[place - 1]
    let end = place + 1 < changePoints.count ? changePoints[place + 1] : values.count
    return Difference(values[start..<changePoints[place]], values[changePoints[place]..<end])
  }
}

/// What two samples differ by, to Otava.
private struct Difference {
  /// Of Student's t test, in which the variances have n, not n - 1, in the denominator.
  let pValue: Double
  /// The change of the mean as a share of the smaller one.
  let magnitude: Double

  init(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) {
    let (a, b) = (Self.moments(left), Self.moments(right))
    let (m, n) = (Double(left.count), Double(right.count))
    magnitude = a.mean == b.mean ? 0 : max(abs(b.mean / a.mean - 1), abs(a.mean / b.mean - 1))
    guard m + n > 2, a.mean != b.mean else {
      pValue = 1
      return
    }
    let pooled = ((m - 1) * a.variance + (n - 1) * b.variance) / (m + n - 2)
    let error = (pooled * (1 / m + 1 / n)).squareRoot()
    pValue = error == 0 ? 0 : StudentDistribution.twoSided((a.mean - b.mean) / error, freedom: m + n - 2)
  }

  /// Worked out from the first value, so that the mean of equal values is that value.
  private static func moments(_ sample: ArraySlice<Double>) -> (mean: Double, variance: Double) {
    let (first, n) = (sample.first ?? 0, Double(max(1, sample.count)))
    let mean = first + sample.reduce(0) { $0 + ($1 - first) } / n
    return (mean, sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n)
  }
}
