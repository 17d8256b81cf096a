public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Follows a metric through the runs.
public enum Trend: Method {
  /// The name on the wire.
  public static let name = "trend"
  /// What it does.
  public static let summary = "The values of a metric of a point, one a run that has it, oldest first."

  /// Which metric.
  public struct Params: Record {
    /// The metric's name.
    public var metric = ""
    /// The point's name.
    public var point = ""
    /// Tags that the point must have.
    public var tags = OrderedMap<String>()
    /// How many runs.
    public var runs: Int?
    /// Only runs of this branch.
    public var branch: String?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("metric", \.metric, "The metric's name."),
      .required("point", \.point, "The point's name."),
      .optional("tags", \.tags, "Tags that the point must have; it may have more."),
      .optional(
        "n_runs", \.runs, "How many of the newest runs that have the metric; all when left out.",
        in: 1...1_000_000_000, advice: "Leave it out for all runs."),
      .optional("branch", \.branch, "Only runs of this branch."),
    ]
  }

  /// The values.
  public typealias Result = TrendSeries
}
