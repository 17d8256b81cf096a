public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Tells how well pipelines do.
public enum ReportHealth: Method {
  /// The name on the wire.
  public static let name = "healthReport"
  /// What it does.
  public static let summary = "How well pipelines do: rates and times of their last 1,000 executions, and what follows."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which pipelines.
  public struct Params: Record {
    /// Their names.
    public var pipelines: [String] = []

    /// All of them.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("pipelines", \.pipelines, "The pipelines to tell of; all when left out.")
    ]
  }

  /// The report.
  public typealias Result = HealthReport
}
