import CalibraxAnalysis

/// More than 5 % over the newest value.
func exceedsBaseline(_ history: [Double], _ value: Double) -> Bool {
  history.last.map { value > 1.05 * $0 } ?? false
}

/// Over what Student's distribution around the mean, as wide as the standard deviation, is below with .99 (Bencher's
/// `t_test`).
func exceedsMean(_ history: [Double], _ value: Double) -> Bool {
  guard history.count >= 2 else { return false }
  let n = Double(history.count)
  let mean = history.reduce(0, +) / n
  let variance = history.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
  return value > mean + studentQuantile(of: history.count - 1) * variance.squareRoot()
}

/// Over the median by more than 5 %, and by more than the bound of a prediction with .99 whose deviation is
/// 1.4826 MAD.
func exceedsMedian(_ history: [Double], _ value: Double) -> Bool {
  guard history.count >= 2, let middle = median(history), let deviation = median(history.map { abs($0 - middle) })
  else { return false }
  let n = Double(history.count)
  let bound = middle + studentQuantile(of: history.count - 1) * 1.4826 * deviation * (1 + 1 / n).squareRoot()
  return value > bound && value > 1.05 * middle
}

/// What Student's distribution with so many degrees of freedom is below with .99.
private func studentQuantile(of freedom: Int) -> Double {
  StudentDistribution.quantile(twoSided: 0.02, freedom: Double(freedom))
}
