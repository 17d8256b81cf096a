/// The Wilcoxon signed-rank test, two-sided: do the differences of pairs lie evenly around 0 (Wilcoxon, Biometrics
/// Bulletin 1, 1945; scipy, `wilcoxon`)? Pairs that do not differ are left out; where none does, the statistic is 0 and
/// p 1.
///
/// p is exact for at most 50 pairs that all differ, each by another amount, else from the normal distribution with a
/// correction for ties. (Newer versions of scipy count all signs of at most 13 pairs with ties or without difference.)
///
/// - Parameters:
///   - a: Finite numbers of at most 1e300, at least one.
///   - b: As many, the partner of each.
/// - Returns: the smaller of the sums of ranks of the positive and of the negative differences, and p.
public func wilcoxonSignedRank(_ a: [Double], _ b: [Double]) -> TestOutcome {
  precondition(a.count == b.count, "pairs need a partner each")
  let differences = zip(a, b).map { $0 - $1 }.filter { $0 != 0 }
  guard !differences.isEmpty else { return TestOutcome(statistic: 0, pValue: 1) }
  let ranks = Midranks(differences.map { abs($0) })
  let doubledPositive = zip(differences, ranks.doubled).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
  let count = differences.count
  let doubledSmaller = min(doubledPositive, count * (count + 1) - doubledPositive)
  let isExact = a.count <= 50 && count == a.count && ranks.tieTerm == 0
  return TestOutcome(
    statistic: Double(doubledSmaller) / 2,
    pValue: isExact
      ? exactProbability(upTo: doubledSmaller / 2, count)
      : normalProbability(doubledSmaller, count, tieTerm: ranks.tieTerm))
}

/// Twice the probability of a sum of at most `sum`: of all 2^n subsets of the ranks 1 to n, those with such a sum. For 50
/// ranks all counts are exact.
private func exactProbability(upTo sum: Int, _ count: Int) -> Double {
  var ways = [UInt64](repeating: 0, count: sum + 1)
  ways[0] = 1
  for rank in 1...count {
    for place in stride(from: sum, through: rank, by: -1) { ways[place] += ways[place - rank] }
  }
  let all = Double(sign: .plus, exponent: count, significand: 1)
  return min(1, 2 * Double(ways.reduce(0, +)) / all)
}

private func normalProbability(_ doubledSmaller: Int, _ count: Int, tieTerm: Int128) -> Double {
  let n = Int128(count)
  let variance = Double(2 * n * (n + 1) * (2 * n + 1) - tieTerm) / 48
  let distance = Double(count * (count + 1) / 2 - doubledSmaller) / 2
  return NormalDistribution.twoSided(distance / variance.squareRoot())
}
