public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Ends an execution.
public enum FinishExecution: Method {
  /// The name on the wire.
  public static let name = "finishExecution"
  /// What it does.
  public static let summary = "Ends an execution, and answers with what is known of it."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .conflict, .readOnly]

  /// What ends.
  public struct Params: Record {
    /// Its identifier.
    public var executionID = ""
    /// Whether it ended well.
    public var success = false
    /// Seconds it took.
    public var executionTime: Double?
    /// What is known of it now.
    public var metadata = OrderedMap<JSON>()

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("execution_id", \.executionID, "Its identifier."),
      .required("success", \.success, "Whether it ended well."),
      .optional(
        "execution_time", \.executionTime, "Seconds it took; measured by the server when left out.", in: 0...1e12,
        advice: "Leave it out to have it measured."),
      .optional("metadata", \.metadata, "What is known of it now, overlaid on what was known at its start."),
    ]
  }

  /// The execution.
  public typealias Result = Execution
}
