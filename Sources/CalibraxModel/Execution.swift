public import CalibraxJSON

/// One go of a pipeline: what was started, and how it ended.
public struct Execution: Record, Equatable {
  /// Its identifier.
  public var executionID = ""
  /// What was executed.
  public var pipelineName = ""
  /// How it stands.
  public var state = ExecutionState.running
  /// When it began, ISO 8601, UTC.
  public var startedAt = ""
  /// When it ended, ISO 8601, UTC.
  public var finishedAt: String?
  /// Seconds from beginning to end.
  public var executionTime: Double?
  /// What tells it from others.
  public var tags = OrderedMap<String>()
  /// What else is known of it.
  public var metadata = OrderedMap<JSON>()

  /// The execution that is always there: it takes what is recorded without one, at Unix seconds.
  public static let alwaysOpen = "default"

  /// An execution to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Execution> = [
    .required("execution_id", \.executionID, "Its identifier."),
    .required("pipeline_name", \.pipelineName, "What was executed."),
    .required("state", \.state, "How it stands; lost when nothing was heard of it for 60 seconds."),
    .required("started_at", \.startedAt, "When it began, ISO 8601, UTC."),
    .optional("finished_at", \.finishedAt, "When it ended, ISO 8601, UTC."),
    .optional("execution_time", \.executionTime, "Seconds from beginning to end."),
    .written("tags", \.tags, "What tells it from others."),
    .written("metadata", \.metadata, "What else is known of it."),
  ]
}

/// How an execution stands.
public enum ExecutionState: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
  /// It has begun and was heard of within the last minute.
  case running
  /// It ended well.
  case succeeded
  /// It ended badly.
  case failed
  /// It has begun and was not heard of for a minute; it counts as failed.
  case lost
}
