public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Tests whether two samples differ.
public enum TestSignificance: Method {
  /// The name on the wire.
  public static let name = "significance"
  /// What it does.
  public static let summary = "Tests, two-sided, whether two samples differ, and says how much."

  /// The samples and the test.
  public struct Params: Record {
    /// One sample.
    public var a: [Double] = []
    /// The other.
    public var b: [Double] = []
    /// The test.
    public var test = SignificanceTest.welch
    /// The level.
    public var alpha = 0.05

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("a", \.a, "One sample."),
      .required("b", \.b, "The other; for wilcoxon the partner of each number of a."),
      .required("test", \.test, "The test: of means, of which sample is larger more often, or of pairs."),
      .optional(
        "alpha", \.alpha, "The level: the difference is significant when p_value is below.", in: 0...1,
        advice: "0.05 is 5 %."),
    ]
  }

  /// What the test found.
  public typealias Result = SignificanceReport
}
