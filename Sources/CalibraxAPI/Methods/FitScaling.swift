public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Finds how something grows with a size.
public enum FitScaling: Method {
  /// The name on the wire.
  public static let name = "scalingFit"
  /// What it does.
  public static let summary =
    "Fits value = coefficient × size^exponent, by least squares on the logarithms, and names the complexity class."

  /// What was measured at which size.
  public struct Params: Record {
    /// The sizes.
    public var sizes: [Double] = []
    /// The values.
    public var values: [Double] = []

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("sizes", \.sizes, "The sizes. Where size or value is not above 0 the pair is left out."),
      .required("values", \.values, "What was measured at each size."),
    ]
  }

  /// The fit.
  public typealias Result = ScalingFit
}
