/// The mean and spread of samples, by the corrected two-pass algorithm (Chan, Golub and LeVeque, American Statistician 37,
/// 1983) on samples scaled by a power of two: neither samples of 1e300 nor a small spread around a large mean lose digits.
struct Moments {
  /// How many samples.
  let count: Int
  /// Their mean, in their unit; 0 of none.
  let mean: Double
  /// What rounding left over of the mean, in the same unit.
  let meanRemainder: Double
  /// The standard deviation with n - 1 in the denominator, in the samples' unit; 0 of fewer than two.
  let standardDeviation: Double
  /// What each sample differs from the mean by, divided by ``scale``.
  let deviations: [Double]
  /// A power of two.
  let scale: Double

  /// The moments of finite samples.
  init(_ samples: [Double]) {
    let largest = samples.reduce(0) { max($0, abs($1)) }
    // A power of two, so that scaling rounds nothing; its inverse must be a number too.
    let exponent = largest == 0 ? 0 : max(-1_000, min(1_000, Int(largest.exponent)))
    let (scale, inverse) = (Double.power(of: exponent), Double.power(of: -exponent))
    let scaled = samples.map { $0 * inverse }
    let n = Double(max(1, samples.count))
    let rough = CompensatedSum(scaled).value / n
    let correction = CompensatedSum(scaled.lazy.map { $0 - rough }).value / n
    let center = rough + correction
    let remainder = (rough - center) + correction
    let deviations = scaled.map { ($0 - center) - remainder }
    let drift = CompensatedSum(deviations).value
    let squares = CompensatedSum(deviations.lazy.map { $0 * $0 }).value - drift * drift / n
    count = samples.count
    mean = center * scale
    meanRemainder = remainder * scale
    standardDeviation = samples.count < 2 ? 0 : (max(0, squares) / (n - 1)).squareRoot() * scale
    self.deviations = deviations
    self.scale = scale
  }

  /// The difference of the means, in the samples' unit.
  static func - (left: Moments, right: Moments) -> Double {
    (left.mean - right.mean) + (left.meanRemainder - right.meanRemainder)
  }
}

extension Double {
  /// Two to the power of an exponent.
  fileprivate static func power(of exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The number itself, or the largest there is of its sign in place of an infinity.
  var clampedToFinite: Double {
    Swift.max(-.greatestFiniteMagnitude, Swift.min(.greatestFiniteMagnitude, self))
  }
}
