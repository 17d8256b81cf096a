import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
  /// The probability of a value of at most `z`; right to a few units in the last place also where it is 1e-300.
  public static func cumulative(_ z: Double) -> Double { complementOfRoot(-z) / 2 }

  /// The probability of a value at least as far from 0, on either side, as `z`.
  public static func twoSided(_ z: Double) -> Double { complementOfRoot(abs(z)) }

  /// erfc(z / √2). Far out the function falls so steeply that the rounding of its argument would cost three digits: what it
  /// leaves over is made up for by the derivative.
  private static func complementOfRoot(_ z: Double) -> Double {
    let (root, rootRemainder) = (0.7071067811865476, -4.833646656726457e-17)
    let x = z * root
    guard x.isFinite else { return erfc(x) }
    let remainder = (-x).addingProduct(z, root) + z * rootRemainder
    return erfc(x) - 2 / Double.pi.squareRoot() * exp(-x * x) * remainder
  }

  /// The value that is not exceeded with a probability, to a relative 1e-15: algorithm AS 241, PPND16 (Wichura, Applied
  /// Statistics 37, 1988).
  ///
  /// - Parameter probability: From 0, which gives minus infinity, to 1.
  public static func quantile(_ probability: Double) -> Double {
    let fromCenter = probability - 0.5
    if abs(fromCenter) <= 0.425 { return fromCenter * central(0.180625 - fromCenter * fromCenter) }
    let tail = min(probability, 1 - probability)
    guard tail > 0 else { return fromCenter < 0 ? -.infinity : .infinity }
    let distance = (-log(tail)).squareRoot()
    let value = distance <= 5 ? outer(distance - 1.6) : farthest(distance - 5)
    return fromCenter < 0 ? -value : value
  }

  private static func central(_ r: Double) -> Double {
    polynomial(
      r, 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3)
      / polynomial(
        r, 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
        3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3)
  }

  private static func outer(_ r: Double) -> Double {
    polynomial(
      r, 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4)
      / polynomial(
        r, 1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)
  }

  private static func farthest(_ r: Double) -> Double {
    polynomial(
      r, 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
      / polynomial(
        r, 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)
  }

  /// The coefficients are of rising powers.
  private static func polynomial(_ x: Double, _ coefficients: Double...) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }
}
