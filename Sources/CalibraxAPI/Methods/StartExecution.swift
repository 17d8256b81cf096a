public import CalibraxJSON
import CalibraxModel
public import CalibraxRPC

/// Begins an execution.
public enum StartExecution: Method {
  /// The name on the wire.
  public static let name = "startExecution"
  /// What it does.
  public static let summary = "Begins an execution. Again, with the same id, it is a sign that the execution lives."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.conflict, .readOnly]

  /// What begins.
  public struct Params: Record {
    /// What is executed.
    public var pipelineName = ""
    /// Its identifier.
    public var executionID: String?
    /// What tells it from others.
    public var tags = OrderedMap<String>()
    /// What else is known of it.
    public var metadata = OrderedMap<JSON>()

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("pipeline_name", \.pipelineName, "What is executed."),
      .optional("execution_id", \.executionID, "Its identifier; the server makes one when left out."),
      .optional("tags", \.tags, "What tells it from others."),
      .optional("metadata", \.metadata, "What else is known of it."),
    ]
  }

  /// What began.
  public struct Result: Record {
    /// Its identifier.
    public var executionID = ""
    /// When it began.
    public var startedAt = ""
    /// Whether it began now.
    public var created = false

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("execution_id", \.executionID, "Its identifier."),
      .required("started_at", \.startedAt, "When it began, ISO 8601, UTC."),
      .required("created", \.created, "Whether it began now; false when it runs already."),
    ]
  }

  /// With an identifier the second call finds what the first began.
  public static func isRepeatable(_ params: Params) -> Bool { params.executionID != nil }
}
