public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Reads a series.
public enum QuerySeries: Method {
  /// The name on the wire.
  public static let name = "querySeries"
  /// What it does.
  public static let summary = "The samples of a series, ordered by x, reduced to what a chart can show when asked."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// How many samples an answer holds at most.
  public static let largestCount = 1_000_000

  /// The order of samples.
  public enum Order: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
    /// By x; equal ones as they were recorded.
    case at
    /// As they were recorded.
    case recorded
  }

  /// Which samples.
  public struct Params: Record {
    /// The handle of the series.
    public var series: Int?
    /// The execution.
    public var executionID: String?
    /// The metric's key.
    public var key: String?
    /// The smallest x.
    public var from: Double?
    /// The largest x.
    public var to: Double?
    /// How many samples to answer with at most.
    public var maxPoints: Int?
    /// Their order.
    public var order = Order.at

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("series", \.series, "The handle of the series."),
      .optional("execution_id", \.executionID, "The execution of key; \"default\" when left out."),
      .optional("key", \.key, "The metric's key."),
      .optional("from", \.from, "The smallest x."),
      .optional("to", \.to, "The largest x."),
      .optional(
        "max_points", \.maxPoints,
        "How many samples at most: more are reduced to the first, last, smallest and largest of equal parts of x.",
        in: 4...largestCount, advice: "A chart needs four for each pixel of its width."),
      .optional("order", \.order, "By x, or as they were recorded."),
    ]
  }

  /// The samples.
  public struct Result: Record {
    /// The handle of the series.
    public var series = 0
    /// The execution it belongs to.
    public var executionID = ""
    /// The metric's key.
    public var key = ""
    /// How many samples there are between from and to.
    public var count = 0
    /// How many samples the series has, wherever.
    public var total = 0
    /// How many cannot be read.
    public var lost = 0
    /// Why they cannot be read.
    public var damage: [String]?
    /// Whether there are fewer points than samples.
    public var reduced = false
    /// The samples.
    public var points: [Sample] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("series", \.series, "The handle of the series."),
      .required("execution_id", \.executionID, "The execution it belongs to."),
      .required("key", \.key, "The metric's key."),
      .required("count", \.count, "How many samples there are between from and to."),
      .required("total", \.total, "How many samples the series has in all: an event's first counts from there on."),
      .required("lost", \.lost, "How many more samples there may be that cannot be read."),
      .optional("damage", \.damage, "Why they cannot be read, a sentence for each place."),
      .required("reduced", \.reduced, "Whether there are fewer points than samples."),
      .required("points", \.points, "The samples, [at, value] each."),
    ]
  }
}
