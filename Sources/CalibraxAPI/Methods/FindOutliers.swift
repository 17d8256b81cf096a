public import CalibraxJSON
public import CalibraxRPC

/// Finds outliers.
public enum FindOutliers: Method {
  /// The name on the wire.
  public static let name = "outliers"
  /// What it does.
  public static let summary =
    "The samples that lie far from the median: whose modified z-score, 0.6745 |x - median| / MAD, exceeds a threshold."

  /// The samples.
  public struct Params: Record {
    /// The samples.
    public var samples: [Double] = []
    /// The largest modified z-score that is no outlier.
    public var threshold = 3.5

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("samples", \.samples, "The samples; of fewer than three none is an outlier."),
      .optional(
        "threshold", \.threshold, "The largest modified z-score that is no outlier.", in: 0...1e300,
        advice: "3.5 is usual; a larger one finds fewer."),
    ]
  }

  /// Which they are.
  public struct Result: Record {
    /// Where in the samples.
    public var indices: [Int] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("indices", \.indices, "Where in the samples they are, from 0, in rising order.")
    ]
  }
}
