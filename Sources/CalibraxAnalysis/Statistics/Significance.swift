public import CalibraxModel

/// Tests whether two samples differ, and says how much (calibrax, `paired_significance_test`, `welch_t_test`,
/// `mann_whitney_u`).
///
/// - Parameters:
///   - a: Finite numbers of at most 1e300, as many as the test needs (``SignificanceTest/leastCount``).
///   - b: The same; for Wilcoxon's test as many as `a`.
///   - test: Which test.
///   - alpha: The difference is significant when p is smaller.
public func significance(
  _ a: [Double], _ b: [Double], by test: SignificanceTest, alpha: Double = 0.05
) -> SignificanceReport {
  let outcome =
    switch test {
    case .welch: welchTTest(a, b)
    case .mannWhitney: mannWhitneyU(a, b)
    case .wilcoxon: wilcoxonSignedRank(a, b)
    }
  var report = SignificanceReport()
  report.statistic = outcome.statistic.isFinite ? outcome.statistic : nil
  report.pValue = outcome.pValue
  report.effectSize = effectSize(a, b)
  report.isSignificant = outcome.pValue < alpha
  report.method = test
  return report
}
