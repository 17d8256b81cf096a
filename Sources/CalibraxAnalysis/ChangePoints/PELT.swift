import CalibraxModel
import Glibc

/// The change points that explain a series best by levels, in the sense of least squares: PELT, pruned exact linear time
/// (Killick, Fearnhead and Eckley, JASA 107, 2012).
///
/// It minimises the sum of squares around the levels, plus 2 s² ln n for each of them: the penalty of the Bayesian
/// information criterion for a level and its place. The scale s is 1.4826 MAD / √2 of the differences between neighbours,
/// their standard deviation / √2 where the MAD is 0: neither sees the levels. A level has at least three values.
///
/// - Parameter values: Finite numbers of any unit; of others none are found.
/// - Returns: The indices of the first different values, ascending; the best there are, of several the earliest.
public func peltChangePoints(in values: [Double]) -> [Int] {
  guard values.count >= 2 * leastLength, values.allSatisfy(\.isFinite) else { return [] }
  let squares = SquaresAroundLevel(values)
  guard squares.scale > 0 else { return [] }
  let penalty = 2 * squares.scale * squares.scale * log(Double(values.count))
  return segmented(squares, count: values.count, penalty: penalty)
}

/// How many values a level has at least.
private let leastLength = 3

/// A start of the last segment that may still turn out to be the best one.
private struct Candidate {
  var start: Int
  /// From which end on it cannot be; later than it was seen, for what beats it needs room for a segment.
  var expiry = Int.max
}

private func segmented(_ squares: SquaresAroundLevel, count: Int, penalty: Double) -> [Int] {
  // By the end of what is segmented: what that costs at least, and where its last segment begins.
  var costs = [Double](repeating: .infinity, count: count + 1)
  var starts = [Int](repeating: 0, count: count + 1)
  costs[0] = -penalty
  var candidates: [Candidate] = []
  for end in leastLength...count {
    let newest = end - leastLength
    if costs[newest] < .infinity { candidates.append(Candidate(start: newest)) }
    candidates.removeAll { $0.expiry <= end }
    for candidate in candidates {
      let cost = costs[candidate.start] + squares.sum(candidate.start, end) + penalty
      if cost < costs[end] { (costs[end], starts[end]) = (cost, candidate.start) }
    }
    for index in candidates.indices where candidates[index].expiry == .max {
      let start = candidates[index].start
      if costs[start] + squares.sum(start, end) >= costs[end] { candidates[index].expiry = end + leastLength }
    }
  }
  var changePoints: [Int] = []
  var end = starts[count]
  while end > 0 {
    changePoints.append(end)
    end = starts[end]
  }
  return changePoints.reversed()
}

/// The sums of squares of segments around their means.
private struct SquaresAroundLevel {
  /// Running sums of the values, and of their squares.
  private var sums = [0.0]
  private var squares = [0.0]
  /// The standard deviation of the noise.
  let scale: Double

  /// Of values around their median and scaled by a power of two, so that no square overflows or vanishes.
  init(_ values: [Double]) {
    let largest = values.reduce(0) { max($0, abs($1)) }
    let exponent = largest == 0 ? 0 : max(-1_000, Int(largest.exponent))
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    let scaled = values.map { $0 * factor }
    let median = scaled.median
    for value in scaled {
      let deviation = value - median
      sums.append(sums[sums.count - 1] + deviation)
      squares.append(squares[squares.count - 1] + deviation * deviation)
    }
    scale = Self.noise(zip(scaled.dropFirst(), scaled).map { $0 - $1 })
  }

  /// The sum of squares of the values from a start up to an end.
  func sum(_ start: Int, _ end: Int) -> Double {
    let sum = sums[end] - sums[start]
    return max(0, squares[end] - squares[start] - sum * sum / Double(end - start))
  }

  private static func noise(_ differences: [Double]) -> Double {
    let spread = differences.robustSpread(around: differences.median)
    return (spread > 0 ? spread : Moments(differences).standardDeviation) / 2.0.squareRoot()
  }
}
