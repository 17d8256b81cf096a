public import CalibraxJSON

/// Samples summed up.
public struct SampleSummary: Record, Equatable {
  /// The arithmetic mean, in the samples' unit, as are all but ``cv`` and ``count``.
  public var mean = 0.0
  /// The median.
  public var median = 0.0
  /// The standard deviation, with n - 1 in the denominator; 0 of one sample.
  public var std = 0.0
  /// The smallest sample.
  public var min = 0.0
  /// The largest sample.
  public var max = 0.0
  /// The coefficient of variation, std / mean; 0 where the mean is 0.
  public var cv = 0.0
  /// The lower bound of the mean's confidence interval.
  public var lower = 0.0
  /// The upper bound of the mean's confidence interval.
  public var upper = 0.0
  /// How many samples.
  public var count = 0
  /// Whether the coefficient of variation is below 0.1.
  public var isStable = false

  /// A summary to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<SampleSummary> = [
    .required("mean", \.mean, "The arithmetic mean."),
    .required("median", \.median, "The median."),
    .required("std", \.std, "The standard deviation, with n - 1 in the denominator; 0 of one sample."),
    .required("min", \.min, "The smallest sample."),
    .required("max", \.max, "The largest sample."),
    .required("cv", \.cv, "The coefficient of variation, std / mean; 0 where the mean is 0."),
    .required("ci_lower", \.lower, "The lower bound of the mean's confidence interval."),
    .required("ci_upper", \.upper, "The upper bound of the mean's confidence interval."),
    .required("n", \.count, "How many samples."),
    .required("is_stable", \.isStable, "Whether cv is below 0.1."),
  ]
}

/// How the bootstrap makes an interval of the means of resamples.
public enum BootstrapMethod: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Between two of their quantiles.
  case percentile
  /// The same, corrected for bias and skewness.
  case bca
}
