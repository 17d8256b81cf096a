public import CalibraxModel
import Glibc

/// Fits value = coefficient × size^exponent by least squares on the logarithms (calibrax, `scaling_fit`).
///
/// Pairs that are not both positive have no logarithms and are left out. Where all values are equal the exponent is 0 and
/// r² 1; where all sizes are, both are 0 and the coefficient is the geometric mean. The exponent is rounded to four digits
/// behind the point, r² to six; the complexity class is that of the exponent before, within 0.15 of 0, 1/2, 1, 3/2, 2 or 3.
///
/// - Parameters:
///   - sizes: The sizes, of whatever.
///   - values: As many: what was measured at each.
/// - Returns: `nil` when no pair is left, or the coefficient is larger than any number.
public func scalingFit(sizes: [Double], values: [Double]) -> ScalingFit? {
  precondition(sizes.count == values.count, "every size needs a value")
  let pairs = zip(sizes, values).filter { $0 > 0 && $1 > 0 }.map { (x: log($0), y: log($1)) }
  guard let first = pairs.first else { return nil }
  var fit = ScalingFit()
  if pairs.allSatisfy({ $0.y == first.y }) {
    fit.coefficient = exp(first.y).clampedToFinite
    fit.rSquared = 1
    return fit
  }
  let (meanX, meanY) = (Moments(pairs.map(\.x)).mean, Moments(pairs.map(\.y)).mean)
  func sum(_ term: (Double, Double) -> Double) -> Double {
    CompensatedSum(pairs.map { term($0.x - meanX, $0.y - meanY) }).value
  }
  let (squaresX, products, squaresY) = (sum { x, _ in x * x }, sum { $0 * $1 }, sum { $1 * $1 })
  guard squaresX > 0 else {
    fit.coefficient = exp(meanY)
    return fit
  }
  let exponent = products / squaresX
  let residuals = sum { x, y in (y - exponent * x) * (y - exponent * x) }
  fit.coefficient = exp(meanY - exponent * meanX)
  fit.exponent = rounded(exponent, 4)
  fit.rSquared = rounded(1 - residuals / squaresY, 6)
  fit.complexity = complexity(exponent)
  return fit.coefficient.isFinite ? fit : nil
}

private func complexity(_ exponent: Double) -> String {
  let classes = [
    (0, "O(1)"), (0.5, "O(sqrt(n))"), (1, "O(n)"), (1.5, "O(n^1.5)"), (2, "O(n^2)"), (3, "O(n^3)"),
  ]
  return classes.first { abs(exponent - $0.0) < 0.15 }?.1 ?? "O(n^\(fixed(exponent, 1)))"
}

/// Of the decimals with so many digits behind the point the nearest; never -0.
private func rounded(_ value: Double, _ digits: Int32) -> Double { (Double(fixed(value, digits)) ?? value) + 0 }
