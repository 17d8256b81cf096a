public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Reads a run.
public enum GetRun: Method {
  /// The name on the wire.
  public static let name = "getRun"
  /// What it does.
  public static let summary = "A stored run, whole."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which run.
  public struct Params: Record {
    /// The run.
    public var runID = ""

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("run_id", \.runID, "The run's identifier, or \"latest\".")
    ]
  }

  /// The run itself.
  public typealias Result = Run
}
