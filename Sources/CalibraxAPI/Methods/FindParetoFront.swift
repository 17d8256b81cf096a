public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Finds the points that no other beats.
public enum FindParetoFront: Method {
  /// The name on the wire.
  public static let name = "paretoFront"
  /// What it does.
  public static let summary =
    "The points of a run that no other beats: at least as good in every metric, and better in one."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which run and metrics.
  public struct Params: Record {
    /// The run.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?
    /// The metrics' names.
    public var metrics: [String] = []

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id."),
      .required("metrics", \.metrics, "The metrics' names, at least one; a point without one of them is left out."),
    ]
  }

  /// The front.
  public struct Result: Record {
    /// The points.
    public var points: [Point] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("points", \.points, "The points, with all their metrics, in the run's order.")
    ]
  }
}
