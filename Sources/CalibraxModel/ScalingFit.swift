public import CalibraxJSON

/// How something grows with a size: value = coefficient × size^exponent.
public struct ScalingFit: Record, Equatable {
  /// The value at size 1, in the values' unit.
  public var coefficient = 0.0
  /// The power, rounded to four digits behind the point.
  public var exponent = 0.0
  /// The share of the variance of the values' logarithms that the fit explains, rounded to six digits behind the point.
  public var rSquared = 0.0
  /// The complexity class: `O(n)`, `O(n^2.5)`.
  public var complexity = "O(1)"

  /// A fit to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<ScalingFit> = [
    .required("coefficient", \.coefficient, "The value at size 1."),
    .required("exponent", \.exponent, "The power of the size, to four digits behind the point."),
    .required("r_squared", \.rSquared, "The share of the logarithms' variance that the fit explains, to six digits."),
    .required("complexity", \.complexity, "The complexity class, as O(n) or O(n^2.5)."),
  ]
}
