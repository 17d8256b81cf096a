/// Cohen's d: how many standard deviations the means of two samples lie apart, 0 or more; 0 where neither sample varies
/// (calibrax, `effect_size`). The standard deviation is the root of the mean of both variances, whatever their counts.
///
/// - Parameters:
///   - a: Finite numbers of at most 1e300, at least one; a single one has no variance.
///   - b: The same.
public func effectSize(_ a: [Double], _ b: [Double]) -> Double {
  let (a, b) = (Moments(a), Moments(b))
  let deviation = rootOfSquares(a.standardDeviation, b.standardDeviation, times: 0.5)
  return deviation > 0 ? (abs(a - b) / deviation).clampedToFinite : 0
}

/// The root of the sum of two squares, times a factor; the squares themselves may be too large or small for a number.
func rootOfSquares(_ x: Double, _ y: Double, times factor: Double = 1) -> Double {
  let (large, small) = (max(abs(x), abs(y)), min(abs(x), abs(y)))
  guard large > 0 else { return 0 }
  let ratio = small / large
  return large * (factor * (1 + ratio * ratio)).squareRoot()
}
