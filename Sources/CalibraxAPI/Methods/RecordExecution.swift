public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Records an execution that has ended.
public enum RecordExecution: Method {
  /// The name on the wire.
  public static let name = "recordExecution"
  /// What it does.
  public static let summary =
    "Records an execution that has ended: its time and whether it succeeded count for the health of its pipeline."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]

  /// The execution.
  public struct Params: Record {
    /// What was executed.
    public var pipelineName = ""
    /// How long it took, seconds.
    public var executionTime = 0.0
    /// Whether it did what it should.
    public var success = false
    /// What else is known of it.
    public var metadata = OrderedMap<JSON>()

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("pipeline_name", \.pipelineName, "What was executed."),
      .required("execution_time", \.executionTime, "How long it took, seconds."),
      .required("success", \.success, "Whether it did what it should."),
      .optional("metadata", \.metadata, "What else is known of it; alerts that it raises tell it."),
    ]
  }

  /// What it raised.
  public struct Result: Record {
    /// The alerts.
    public var alerts: [Alert] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required(
        "alerts", \.alerts,
        "The alerts that it raised: over 20 % slower than the baseline; more than 0.3 of the last 20 of its pipeline failed."
      )
    ]
  }

  /// A second call records a second execution.
  public static func isRepeatable(_ params: Params) -> Bool { false }
}
