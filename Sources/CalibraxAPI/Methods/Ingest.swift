public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Stores a run.
public enum Ingest: Method {
  /// The name on the wire.
  public static let name = "ingest"
  /// What it does.
  public static let summary =
    "Stores a run; when it is answered the run is on the disk. The same id and content again is no error."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.conflict, .readOnly]

  /// The server tells a repetition when the run is the same to the letter, which one that it has to date is not.
  public static func isRepeatable(_ params: Params) -> Bool {
    !params.run.timestamp.isEmpty && !params.replace
  }

  /// What to store.
  public struct Params: Record {
    /// The run.
    public var run = Run()
    /// Whether other content of the same id is replaced.
    public var replace = false
    /// The baseline that is to become a copy of the run.
    public var setBaseline: BaselineChoice?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("run", \.run, "The run; id and timestamp may be left out."),
      .optional("replace", \.replace, "Whether other content of the same id is replaced."),
      .optional(
        "set_baseline", \.setBaseline,
        "The name of the baseline that is to become a copy of the run; true means \"main\"."),
    ]
  }

  /// What was stored.
  public struct Result: Record, Equatable {
    /// The run's identifier.
    public var runID = ""
    /// How many points it has.
    public var points = 0
    /// Whether something was written; false when the same content was there already.
    public var created = false

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("run_id", \.runID, "The run's identifier."),
      .required("points", \.points, "How many points it has."),
      .required("created", \.created, "False when the same content was there already."),
    ]
  }
}
