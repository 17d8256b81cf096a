public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Summarizes a run.
public enum Summary: Method {
  /// The name on the wire.
  public static let name = "summary"
  /// What it does.
  public static let summary = "What a run measured, by scenario."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which run.
  public struct Params: Record {
    /// The run.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?

    /// The newest run.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id."),
    ]
  }

  /// What it measured.
  public typealias Result = RunSummary
}
