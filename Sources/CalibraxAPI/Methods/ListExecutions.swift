public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Lists executions.
public enum ListExecutions: Method {
  /// The name on the wire.
  public static let name = "listExecutions"
  /// What it does.
  public static let summary = "The executions, the latest first, a part at a time."

  /// Which executions.
  public struct Params: Record {
    /// Only this one.
    public var executionID: String?
    /// Only those of this pipeline.
    public var pipelineName: String?
    /// Only those that stand so.
    public var state: ExecutionState?
    /// Only those with these tags.
    public var tags = OrderedMap<String>()
    /// Only those that began at or after this moment.
    public var since: String?
    /// How many at most.
    public var limit = 100
    /// Where to go on.
    public var cursor: Int?

    /// Every execution.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("execution_id", \.executionID, "Only this one."),
      .optional("pipeline_name", \.pipelineName, "Only executions of this pipeline."),
      .optional("state", \.state, "Only executions that stand so."),
      .optional("tags", \.tags, "Only executions that have these tags."),
      .optional("since", \.since, "Only executions that began at or after this moment, ISO 8601."),
      .optional("limit", \.limit, "How many at most.", in: 1...10_000, advice: "Follow next_cursor for more."),
      .optional("cursor", \.cursor, "Where to go on: the next_cursor of the part before."),
    ]
  }

  /// A part of the list.
  public struct Result: Record {
    /// The executions, the latest first.
    public var executions: [Execution] = []
    /// Where the list goes on; none at its end.
    public var nextCursor: Int?

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("executions", \.executions, "The executions, the latest first."),
      .written("next_cursor", \.nextCursor, "Where the list goes on; null at its end."),
    ]
  }
}
