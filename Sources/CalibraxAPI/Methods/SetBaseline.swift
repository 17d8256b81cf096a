public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Makes a run a baseline.
public enum SetBaseline: Method {
  /// The name on the wire.
  public static let name = "setBaseline"
  /// What it does.
  public static let summary = "Makes a baseline a copy of a run, in place of what it was."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .readOnly]

  /// What is said of a change stands in the audit trail as often as it was asked for.
  public static func isRepeatable(_ params: Params) -> Bool {
    params.reason == nil && params.by == nil && params.forkOf == nil && params.forkPoint == nil
  }

  /// Which run, and which baseline.
  public struct Params: Record {
    /// The run.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?
    /// The baseline's name.
    public var name = BaselineName.main
    /// Why.
    public var reason: String?
    /// Who says so.
    public var by: String?
    /// The baseline, or branch, that it started from.
    public var forkOf: String?
    /// The commit of that branch that it started at.
    public var forkPoint: String?

    /// The newest run and the baseline `main`.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run's identifier; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id; it is not stored as a run."),
      .optional("name", \.name, "The baseline's name."),
      .optional("reason", \.reason, "Why, 1 to 1,024 bytes, for the audit trail."),
      .optional("by", \.by, "Who says so, 1 to 256 bytes, for the audit trail."),
      .optional("fork_of", \.forkOf, "The baseline, or branch, that this one starts from, 1 to 256 bytes."),
      .optional(
        "fork_point", \.forkPoint,
        "The commit of fork_of that it starts at, 1 to 256 bytes; when left out that of the baseline fork_of, if there is one."
      ),
    ]
  }

  /// What was set.
  public struct Result: Record {
    /// The baseline's name.
    public var name = ""
    /// The run it is a copy of now.
    public var runID = ""
    /// The run it was a copy of before.
    public var previousRunID: String?

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("name", \.name, "The baseline's name."),
      .required("run_id", \.runID, "The run it is a copy of now."),
      .optional(
        "previous_run_id", \.previousRunID, "The run it was a copy of before; left out when there was no such baseline."
      ),
    ]
  }
}
