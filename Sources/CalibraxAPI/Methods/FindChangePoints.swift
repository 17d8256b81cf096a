public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Finds change points.
public enum FindChangePoints: Method {
  /// The name on the wire.
  public static let name = "changePoints"
  /// What it does.
  public static let summary =
    "Where numbers, or the values of a metric through the runs, change for good, for a moment, or in their noise."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// What is looked at, and how.
  public struct Params: Record, SeriesChoice {
    /// The numbers, oldest first.
    public var values: [Double]?
    /// The metric whose values through the runs they are.
    public var metric: String?
    /// The metric's point.
    public var point: String?
    /// Tags that the point must have.
    public var tags = OrderedMap<String>()
    /// How many runs.
    public var runs: Int?
    /// Only runs of this branch.
    public var branch: String?
    /// How change points are found.
    public var method = ChangePointMethod.robust
    /// The kinds that are wanted.
    public var kinds: [ChangeKind]?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("values", \.values, "The numbers, oldest first."),
      .optional("metric", \.metric, "In place of values: the metric whose values through the runs they are."),
      .optional("point", \.point, "The metric's point."),
      .optional("tags", \.tags, "Tags that the point must have; it may have more."),
      .optional(
        "n_runs", \.runs, "How many of the newest runs that have the metric; all when left out.",
        in: 1...1_000_000_000, advice: "Leave it out for all runs."),
      .optional("branch", \.branch, "Only runs of this branch."),
      .optional(
        "method", \.method,
        "How they are found: robust is ours, which knows of spikes, autocorrelation and changes of noise; the others find "
          + "shifts only: otava as Apache Otava does, pelt by exact least squares."),
      .optional("kinds", \.kinds, "The kinds that are wanted; all when left out."),
    ]
  }

  /// What was found.
  public struct Result: Record {
    /// The change points, oldest first.
    public var changePoints: [ChangePoint] = []
    /// How many values there were.
    public var count = 0

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("change_points", \.changePoints, "The change points, oldest first."),
      .required("n", \.count, "How many values were looked at."),
    ]
  }
}
