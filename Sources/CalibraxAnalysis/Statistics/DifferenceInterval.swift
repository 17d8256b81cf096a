import CalibraxModel

/// By how much the values of one sample are larger than those of another, whatever their distribution: the median of the
/// differences of all pairs, and a confidence interval between two of them (Hodges and Lehmann, Annals of Mathematical
/// Statistics 34, 1963).
struct DifferenceInterval {
  /// The median difference, in the values' unit.
  let estimate: Double
  /// The lower end of the interval.
  let lower: Double
  /// The upper end.
  let upper: Double

  /// - Parameters:
  ///   - before: Finite numbers, at least one.
  ///   - after: The same.
  ///   - inflation: How much the variance of their means is larger than that of independent values, by autocorrelation.
  ///   - confidence: How often the interval covers the difference.
  init(_ before: [Double], _ after: [Double], inflation: Double = 1, confidence: Double = 0.95) {
    let differences = before.flatMap { left in after.map { $0 - left } }.sorted()
    let pairs = Double(differences.count)
    let variance = pairs * Double(before.count + after.count + 1) / 12 * inflation
    let reach = NormalDistribution.quantile(0.5 + confidence / 2) * variance.squareRoot()
    let first = max(0, Int(pairs / 2 - reach))
    estimate = differences.medianOfSorted
    lower = differences[first]
    upper = differences[differences.count - 1 - first]
  }
}
