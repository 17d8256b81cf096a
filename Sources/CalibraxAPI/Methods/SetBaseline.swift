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

  /// Which run, and which baseline.
  public struct Params: Record {
    /// The run.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?
    /// The baseline's name.
    public var name = BaselineName.main

    /// The newest run and the baseline `main`.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run's identifier; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id; it is not stored as a run."),
      .optional("name", \.name, "The baseline's name."),
    ]
  }

  /// What was set.
  public struct Result: Record {
    /// The baseline's name.
    public var name = ""
    /// The run it is a copy of now.
    public var runID = ""

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("name", \.name, "The baseline's name."),
      .required("run_id", \.runID, "The run it is a copy of now."),
    ]
  }
}
