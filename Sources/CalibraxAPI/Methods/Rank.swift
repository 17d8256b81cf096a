public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Ranks what a run measured by a metric.
public enum Rank: Method {
  /// The name on the wire.
  public static let name = "rank"
  /// What it does.
  public static let summary = "Ranks the frameworks, or the values of another tag, of a run by a metric, best first."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which run and metric.
  public struct Params: Record {
    /// The run.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?
    /// The metric's name.
    public var metric = ""
    /// The tag whose values are ranked.
    public var groupByTag = "framework"

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id."),
      .required("metric", \.metric, "The metric's name."),
      .optional("group_by_tag", \.groupByTag, "The tag whose values are ranked; a point without it goes by its name."),
    ]
  }

  /// The ranking.
  public struct Result: Record {
    /// The entries, best first.
    public var entries: [RankEntry] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("entries", \.entries, "The entries, best first; none for a metric that the run does not have.")
    ]
  }
}
