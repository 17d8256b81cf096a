/// What a test found.
public struct TestOutcome: Sendable, Equatable {
  /// The test's statistic.
  public var statistic: Double
  /// How probable a statistic at least as far from what is expected would be if there were no difference.
  public var pValue: Double
}

/// Welch's t test, two-sided: do two independent samples, whose variances may differ, have the same mean (Welch,
/// Biometrika 34, 1947; scipy, `ttest_ind(equal_var=False)`)?
///
/// Where neither sample varies t is 0 and p 1 for equal means, else t infinite and p 0.
///
/// - Parameters:
///   - a: Finite numbers of at most 1e300, at least two.
///   - b: The same.
/// - Returns: t, positive where the mean of `a` is the larger one, and p.
public func welchTTest(_ a: [Double], _ b: [Double]) -> TestOutcome {
  let (a, b) = (Moments(a), Moments(b))
  let (errorA, errorB) = (a.standardError, b.standardError)
  let (difference, error) = (a - b, rootOfSquares(errorA, errorB))
  guard error > 0 else {
    if difference == 0 { return TestOutcome(statistic: 0, pValue: 1) }
    return TestOutcome(statistic: difference < 0 ? -.infinity : .infinity, pValue: 0)
  }
  let (shareA, shareB) = (errorA / error, errorB / error)
  let inverse = fourth(shareA) / Double(a.count - 1) + fourth(shareB) / Double(b.count - 1)
  let statistic = difference / error
  return TestOutcome(statistic: statistic, pValue: StudentDistribution.twoSided(statistic, freedom: 1 / inverse))
}

private func fourth(_ x: Double) -> Double { x * x * x * x }

extension Moments {
  /// The standard error of the mean, in the samples' unit.
  fileprivate var standardError: Double { standardDeviation / Double(count).squareRoot() }
}
