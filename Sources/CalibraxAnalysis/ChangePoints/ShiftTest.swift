import Glibc

/// Whether two neighbouring segments have different levels: Student's t with what is known of noise beyond its size.
///
/// The variance of each side is drawn towards that of both (Smyth, Statistical Applications in Genetics 3, 2004), so that
/// neither a side of three equal values nor one of wilder noise decides alone, and that of a mean counts how much a value
/// repeats the one before.
struct ShiftTest {
  /// The autocorrelation of neighbouring values, from 0 to 0.9.
  let autocorrelation: Double

  /// The probability below which a change is one.
  static let level = 5e-5
  /// The same for ranks, which heavy tails cannot mislead.
  private static let rankLevel = 1e-2
  /// How many values the variance of both sides counts as.
  private static let prior = 30.0

  /// Takes the autocorrelation from what the segments leave over.
  init(_ segments: [Segment]) {
    let squares = segments.reduce(0) { $0 + $1.squares }
    let lagged = segments.reduce(0) { $0 + $1.lagged }
    autocorrelation = squares > 0 ? max(0, min(0.9, lagged / squares)) : 0
  }

  /// Student's t of the difference of means, and its degrees of freedom.
  func statistic(_ left: Segment, _ right: Segment) -> (t: Double, freedom: Double) {
    let freedom = left.count + right.count - 2
    let variance = (left.squares + right.squares) / freedom
    let error = squaredError(left, variance) + squaredError(right, variance)
    let difference = abs(right.mean - left.mean)
    guard error > 0 else { return (difference > 0 ? .infinity : 0, freedom) }
    return (difference / error.squareRoot(), freedom)
  }

  /// The variance of a segment's mean.
  private func squaredError(_ segment: Segment, _ variance: Double) -> Double {
    (Self.prior * variance + segment.squares) / (Self.prior + segment.count - 1) * varianceOfMean(segment.count)
  }

  /// The variance of the mean of a number of values of variance 1, of an autoregressive process of first order.
  private func varianceOfMean(_ count: Double) -> Double {
    let rho = autocorrelation
    guard rho > 0 else { return 1 / count }
    let rest = 1 - rho
    return ((1 + rho) / rest - 2 * rho * (1 - pow(rho, count)) / (count * rest * rest)) / count
  }

  /// How much stricter the test is with short sides: they are tried at so many places.
  static func strictness(_ left: Segment, _ right: Segment) -> Double {
    min(1, (min(left.count, right.count) / 10).squareRoot())
  }

  /// Whether the ranks say that the levels differ: clearly, or as clearly as so few can.
  static func ranksDiffer(_ values: [Double], _ left: Segment, _ right: Segment) -> Bool {
    let test = mannWhitneyU(Array(values[left.places]), Array(values[right.places]))
    let isApart = test.statistic == 0 || test.statistic == left.count * right.count
    return isApart || test.pValue < rankLevel * strictness(left, right)
  }
}
