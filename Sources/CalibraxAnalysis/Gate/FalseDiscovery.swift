/// Which of many findings stand when at most a share of those that do may be false: the step-up procedure of Benjamini and
/// Hochberg (Journal of the Royal Statistical Society B 57, 1995).
///
/// - Parameters:
///   - pValues: One of each thing that was looked at, found or not.
///   - rate: The share, above 0.
/// - Returns: Of each, whether it stands.
public func withstandsFalseDiscovery(_ pValues: [Double], rate: Double) -> [Bool] {
  let sorted = pValues.sorted()
  let last = sorted.indices.last { sorted[$0] <= rate * Double($0 + 1) / Double(sorted.count) }
  guard let last else { return pValues.map { _ in false } }
  return pValues.map { $0 <= sorted[last] }
}
