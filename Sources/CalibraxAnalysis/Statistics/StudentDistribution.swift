import Glibc

/// Student's t distribution.
public enum StudentDistribution {
  /// The probability of a value at least as far from 0, on either side, as `t`; right to a relative 1e-13 also where it is
  /// 1e-300.
  ///
  /// It is the regularised incomplete beta function I(x; a, b) with x = f / (f + t²), a = f/2 and b = 1/2, worked out on
  /// that side of its mean where the continued fraction converges fast (DLMF 8.17.4).
  ///
  /// - Parameters:
  ///   - t: The value; its sign does not matter.
  ///   - freedom: The degrees of freedom, above 0; they need not be whole.
  public static func twoSided(_ t: Double, freedom: Double) -> Double {
    let (a, square) = (freedom / 2, t * t)
    let odds = square / freedom
    guard odds.isFinite else { return farTail(abs(t) / freedom.squareRoot(), a) }
    let (x, y) = (1 / (1 + odds), odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds))
    let squareRemainder = square.addingProduct(-odds, freedom) + (-square).addingProduct(t, t)
    // x^a y^(1/2) / B(a, 1/2)
    let front = power(odds, squareRemainder, freedom) * y.squareRoot() * gammaRatio(a) * inverseRootOfPi
    if x < (a + 1) / (a + 2.5) { return min(1, front / incompleteBetaFraction(x, y, a, 0.5)) }
    return max(0, 1 - front / incompleteBetaFraction(y, x, 0.5, a))
  }

  /// The value that is exceeded, on either side of 0 together, with a probability: the inverse of ``twoSided(_:freedom:)``.
  ///
  /// It starts from an expansion in the normal quantile (Hill, Communications of the ACM 13, 1970, algorithm 396), right to
  /// some six digits, and halves in logarithms what is left over by secants.
  ///
  /// - Parameters:
  ///   - probability: Above 0, at most 1.
  ///   - freedom: The degrees of freedom, at least 1; they need not be whole.
  public static func quantile(twoSided probability: Double, freedom: Double) -> Double {
    guard probability < 1 else { return 0 }
    let start = hill(probability, freedom)
    guard start.isFinite, start > 0 else { return start }
    // In logarithms both are nearly straight, in the tail as well.
    func miss(_ logarithm: Double) -> Double { log(twoSided(exp(logarithm), freedom: freedom) / probability) }
    var (old, new) = (log(start), log(start) + 1e-4)
    var (oldMiss, newMiss) = (miss(old), miss(new))
    for _ in 0..<50 where abs(newMiss) > 1e-14 && newMiss != oldMiss {
      (old, new) = (new, new - newMiss * (new - old) / (newMiss - oldMiss))
      (oldMiss, newMiss) = (newMiss, miss(new))
    }
    return exp(new)
  }

  /// The quantile to some six digits above two degrees of freedom.
  static func hill(_ probability: Double, _ freedom: Double) -> Double {
    if freedom < 2 { return 1 / tan(probability * .pi / 2) }
    let a = 1 / (freedom - 0.5)
    let b = 48 / (a * a)
    var c = ((20_700 * a / b - 98) * a - 16) * a + 96.36
    let d = ((94.5 / (b + c) - 3) / b + 1) * (a * .pi / 2).squareRoot() * freedom
    var y = pow(d * probability, 2 / freedom)
    if y > 0.05 + a {
      let x = NormalDistribution.quantile(probability / 2)
      y = x * x
      if freedom < 5 { c += 0.3 * (freedom - 4.5) * (x + 0.6) }
      c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
      y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
      y = expm1(a * y * y)
    } else {
      y =
        ((1 / (((freedom + 6) / (freedom * y) - 0.089 * d - 0.822) * (freedom + 2) * 3) + 0.5 / (freedom + 4)) * y - 1)
        * (freedom + 1) / (freedom + 2) + 1 / y
    }
    return (freedom * y).squareRoot()
  }

  private static let inverseRootOfPi = 1 / Double.pi.squareRoot()

  /// (1 + odds)^(-freedom/2). In the far tail the exponent is some hundreds, and so is the factor by which a rounding on the
  /// way to it counts: what roundings leave over is carried along.
  ///
  /// - Parameter squareRemainder: What odds × freedom lacks of t².
  private static func power(_ odds: Double, _ squareRemainder: Double, _ freedom: Double) -> Double {
    let a = freedom / 2
    let oddsRemainder = squareRemainder / freedom
    let logarithm = log1p(odds)
    let exponent = a * logarithm
    let remainder = (-exponent).addingProduct(a, logarithm) + a * oddsRemainder / (1 + odds)
    return exp(-exponent) * (1 - remainder)
  }

  /// Where t²/f is larger than any number the first term is all there is.
  private static func farTail(_ root: Double, _ a: Double) -> Double {
    exp(-2 * a * log(root)) * gammaRatio(a) * inverseRootOfPi / a
  }

  /// Γ(a + 1/2) / Γ(a), by its asymptotic series (DLMF 5.11.13) at an argument that is large enough. The difference of two
  /// logarithms of Γ would lose the digits that they have in common.
  static func gammaRatio(_ a: Double) -> Double {
    var (a, factor) = (a, 1.0)
    while a < 64 {
      factor *= a / (a + 0.5)
      a += 1
    }
    let r = 1 / a
    let series =
      1 + r
      * (-1 / 8 + r * (1 / 128 + r * (5 / 1_024 + r * (-21 / 32_768 + r * (-399 / 262_144 + r * 869 / 4_194_304)))))
    return factor * a.squareRoot() * series
  }

  /// What x^a y^b / B(a, b), y = 1 - x, is divided by to give I(x; a, b): a continued fraction in which nothing cancels
  /// where x is close to 1 (DiDonato and Morris, ACM TOMS 18, 1992, equation 9), by Lentz's algorithm (Thompson and
  /// Barnett, Journal of Computational Physics 64, 1986).
  private static func incompleteBetaFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    // In place of a denominator that happens to be 0.
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    let lean = a * y - b * x + 1
    var fraction = nonzero(a * lean / (a + 1))
    var numerator = fraction
    var denominator = 0.0
    // It takes in the order of the square root of a + b.
    for m in stride(from: 1.0, to: 1e6, by: 1) {
      let step = m * (b - m) * x / (a + 2 * m - 1)
      let over = (a + m - 1) * (a + b + m - 1) / (a + 2 * m - 1) * step * x
      let under = m + step + (a + m) * (lean + m * (1 + y)) / (a + 2 * m + 1)
      denominator = 1 / nonzero(under + over * denominator)
      numerator = nonzero(under + over / numerator)
      let factor = denominator * numerator
      fraction *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return fraction
  }
}
