public import CalibraxJSON
public import CalibraxRPC

/// Takes a run away.
public enum DeleteRun: Method {
  /// The name on the wire.
  public static let name = "deleteRun"
  /// What it does.
  public static let summary = "Takes a stored run away; baselines that are copies of it stay."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .readOnly]

  /// A second call finds no run, and `latest` another one.
  public static func isRepeatable(_ params: Params) -> Bool { false }

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

  /// Nothing but success.
  public typealias Result = Empty
}
