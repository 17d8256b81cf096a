public import CalibraxJSON

/// An execution that has ended, as health is told from it.
public struct RecordedExecution: Record, Equatable {
  /// What was executed.
  public var pipelineName = ""
  /// How long it took, seconds.
  public var executionTime = 0.0
  /// Whether it did what it should.
  public var success = true
  /// What else is known of it.
  public var metadata = OrderedMap<JSON>()
  /// Its identifier; none when it was only recorded.
  public var executionID: String?
  /// When it was recorded, ISO 8601, UTC.
  public var timestamp = ""

  /// An execution to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<RecordedExecution> = [
    .required("pipeline_name", \.pipelineName, "What was executed."),
    .required("execution_time", \.executionTime, "How long it took, seconds."),
    .required("success", \.success, "Whether it did what it should."),
    .optional("metadata", \.metadata, "What else is known of it."),
    .optional("execution_id", \.executionID, "Its identifier."),
    .required("timestamp", \.timestamp, "When it was recorded, ISO 8601, UTC."),
  ]
}
