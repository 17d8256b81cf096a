public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Sums up samples.
public enum Summarize: Method {
  /// The name on the wire.
  public static let name = "summarize"
  /// What it does.
  public static let summary =
    "Where samples, or the values of a metric through the runs, lie, how far they are spread, and a confidence interval "
    + "of their mean by the bootstrap."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// What is summed up, and how.
  public struct Params: Record, SeriesChoice {
    /// The samples.
    public var samples: [Double]?
    /// The metric whose values through the runs are the samples.
    public var metric: String?
    /// The metric's point.
    public var point: String?
    /// Tags that the point must have.
    public var tags = OrderedMap<String>()
    /// How many runs.
    public var runs: Int?
    /// Only runs of this branch.
    public var branch: String?
    /// How often the confidence interval covers the mean.
    public var confidence = 0.95
    /// How many resamples the bootstrap draws.
    public var resamples = 1_000
    /// What they are drawn by.
    public var seed = 42
    /// How the interval follows from the resamples.
    public var method = BootstrapMethod.percentile

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("samples", \.samples, "The samples, at least one."),
      .optional("metric", \.metric, "In place of samples: the metric whose values through the runs they are."),
      .optional("point", \.point, "The metric's point."),
      .optional("tags", \.tags, "Tags that the point must have; it may have more."),
      .optional(
        "n_runs", \.runs, "How many of the newest runs that have the metric; all when left out.",
        in: 1...1_000_000_000, advice: "Leave it out for all runs."),
      .optional("branch", \.branch, "Only runs of this branch."),
      .optional(
        "confidence", \.confidence, "How often the confidence interval covers the mean.", in: 0.01...0.999,
        advice: "0.95 is 95 %."),
      .optional(
        "resamples", \.resamples, "How many resamples the bootstrap draws.", in: 100...100_000,
        advice: "1000 are enough for an interval of 95 %."),
      .optional("seed", \.seed, "What they are drawn by: the same seed and samples give the same interval everywhere."),
      .optional(
        "method", \.method,
        "How the interval follows from the means of the resamples: between two percentiles, or corrected for bias and "
          + "skewness."),
    ]
  }

  /// The summary.
  public typealias Result = SampleSummary
}
