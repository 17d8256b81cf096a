public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Scores the frameworks of a run over several metrics.
public enum AggregateScore: Method {
  /// The name on the wire.
  public static let name = "aggregateScore"
  /// What it does.
  public static let summary = "Weighted scores, from 0 to 1, of the frameworks of a run over several metrics."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which run and metrics.
  public struct Params: Record {
    /// The run.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?
    /// The weight of each metric.
    public var weights = OrderedMap<Double>()

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id."),
      .required("weights", \.weights, "The weight of each metric; they are divided by their sum."),
    ]
  }

  /// The scores.
  public struct Result: Record {
    /// The score of each framework, in the order of the run's points.
    public var scores = OrderedMap<Double>()

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("scores", \.scores, "The score of each framework, in the order of the run's points.")
    ]
  }
}
