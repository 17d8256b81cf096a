public import CalibraxJSON

/// A test of whether two samples differ.
public enum SignificanceTest: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Of means: Welch's t test.
  case welch = "welch_t_test"
  /// Of which is larger more often: Mann and Whitney's U test.
  case mannWhitney = "mann_whitney_u"
  /// Of pairs: Wilcoxon's signed-rank test.
  case wilcoxon

  /// How many numbers each sample needs.
  public var leastCount: Int { self == .welch ? 2 : 1 }
}

/// Whether two samples differ, and how much.
public struct SignificanceReport: Record, Equatable {
  /// The test's statistic; `nil` where it is infinite: the means differ, and neither sample varies.
  public var statistic: Double?
  /// How probable such a statistic would be if there were no difference.
  public var pValue = 1.0
  /// Cohen's d, in standard deviations.
  public var effectSize = 0.0
  /// Whether the p-value is below the level asked for.
  public var isSignificant = false
  /// The test.
  public var method = SignificanceTest.welch

  /// A report to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<SignificanceReport> = [
    .required(
      "statistic", \.statistic,
      "t, U of a, or the smaller sum of ranks; null where t is infinite, for the means differ and neither sample varies.",
      nullable: true),
    .required("p_value", \.pValue, "How probable such a statistic would be if there were no difference; two-sided."),
    .required("effect_size", \.effectSize, "Cohen's d: how many standard deviations the means lie apart."),
    .required("significant", \.isSignificant, "Whether p_value is below alpha."),
    .required("method", \.method, "The test."),
  ]
}
