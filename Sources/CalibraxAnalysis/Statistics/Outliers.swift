import CalibraxModel

/// The indices of samples whose modified z-score, 0.6745 (x - median) / MAD, is farther from 0 than a threshold (Iglewicz
/// and Hoaglin, How to Detect and Handle Outliers, 1993; calibrax, `detect_outliers`). MAD is the median of the absolute
/// deviations from the median; where it is 0, and below three samples, none is an outlier.
///
/// - Parameters:
///   - samples: Finite numbers of at most 1e300.
///   - threshold: The largest score that is none, 0 or more.
public func outliers(_ samples: [Double], threshold: Double = 3.5) -> [Int] {
  guard samples.count >= 3 else { return [] }
  let median = samples.median
  let deviation = samples.map { abs($0 - median) }.median
  guard deviation > 0 else { return [] }
  return samples.indices.filter { abs(0.6745 * (samples[$0] - median) / deviation) > threshold }
}
