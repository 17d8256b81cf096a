import CalibraxModel
import Glibc

/// By what share values of one sample are larger than those of another: ``DifferenceInterval`` of the logarithms where all
/// are positive, else of the values, over the size of the first sample's median. No member is infinite.
struct RelativeDifference {
  /// The median difference.
  let estimate: Double
  /// The lower end of the 95 % confidence interval.
  let lower: Double
  /// Its upper end.
  let upper: Double

  /// Both samples have at least one finite number.
  init(_ before: [Double], _ after: [Double]) {
    let isLogarithmic = (before + after).allSatisfy { $0 > 0 }
    let difference =
      isLogarithmic
      ? DifferenceInterval(before.map { log($0) }, after.map { log($0) }) : DifferenceInterval(before, after)
    let size = abs(before.median)
    func share(_ difference: Double) -> Double {
      difference == 0 ? 0 : (isLogarithmic ? expm1(difference) : difference / size).clampedToFinite
    }
    (estimate, lower, upper) = (share(difference.estimate), share(difference.lower), share(difference.upper))
  }
}
