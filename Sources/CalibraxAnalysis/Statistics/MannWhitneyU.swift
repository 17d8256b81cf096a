/// The Mann-Whitney U test, two-sided: is a number of one sample as often larger as smaller than one of the other (Mann and
/// Whitney, Annals of Mathematical Statistics 18, 1947; scipy, `mannwhitneyu(method="auto")`)?
///
/// p is exact when the smaller sample has at most 8 numbers and none are equal, else from the normal distribution, with
/// corrections for ties and continuity.
///
/// - Parameters:
///   - a: Finite numbers, at least one.
///   - b: The same.
/// - Returns: U of `a`, how many pairs it wins (equal ones count half), and p.
public func mannWhitneyU(_ a: [Double], _ b: [Double]) -> TestOutcome {
  let ranks = Midranks(a + b)
  let doubledU = ranks.doubled[..<a.count].reduce(0, +) - a.count * (a.count + 1)
  let doubledSmaller = min(doubledU, 2 * a.count * b.count - doubledU)
  let isExact = min(a.count, b.count) <= 8 && ranks.tieTerm == 0
  let exact = isExact ? exactProbability(upTo: doubledSmaller / 2, a.count, b.count) : nil
  return TestOutcome(
    statistic: Double(doubledU) / 2,
    pValue: exact ?? normalProbability(doubledSmaller, a.count, b.count, tieTerm: ranks.tieTerm))
}

/// Twice the probability of at most `u`. The numbers of ways to get each U are the coefficients of the Gaussian binomial
/// ∏ (1 - q^(n+i)) / (1 - q^i), i from 1 to m; whole numbers, so that a number too large on the way does no harm.
///
/// - Returns: `nil` when all ways are too many for 128 bits: above some 250,000 numbers beside 8.
private func exactProbability(upTo u: Int, _ countA: Int, _ countB: Int) -> Double? {
  let (m, n) = (min(countA, countB), max(countA, countB))
  var all: UInt128 = 1
  for i in 1...m {
    let (product, isTooLarge) = all.multipliedReportingOverflow(by: UInt128(n + i))
    if isTooLarge { return nil }
    all = product / UInt128(i)
  }
  var ways = [UInt128](repeating: 0, count: u + 1)
  ways[0] = 1
  for i in 1...m {
    for place in stride(from: u, through: n + i, by: -1) { ways[place] &-= ways[place - n - i] }
    for place in stride(from: i, through: u, by: 1) { ways[place] &+= ways[place - i] }
  }
  return min(1, 2 * (Double(ways.reduce(0, &+)) / Double(all)))
}

private func normalProbability(_ doubledSmaller: Int, _ countA: Int, _ countB: Int, tieTerm: Int128) -> Double {
  let pairs = Double(countA) * Double(countB)
  let all = Int128(countA + countB)
  // Whole numbers: where almost all are tied, their difference has few digits.
  let untied = Double(all * all * all - all - tieTerm) / Double(all * (all - 1))
  guard untied > 0 else { return 1 }
  // How far U lies from its mean, towards which the correction for continuity moves it by 1/2.
  let distance = Double(countA * countB - doubledSmaller - 1) / 2
  return min(1, 2 * NormalDistribution.cumulative(-distance / (pairs / 12 * untied).squareRoot()))
}
