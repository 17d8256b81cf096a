public import CalibraxJSON
public import CalibraxModel

/// Something that changes what the server knows of executions, alerts and thresholds. The log holds commands; whoever
/// applies them in their order knows the same.
public enum MonitoringCommand: Sendable {
  /// An execution began.
  case begin(Execution)
  /// An execution ended.
  case finish(Execution)
  /// An execution that has ended was recorded.
  case record(RecordedExecution)
  /// An alert was raised by a call; or there is one, in a snapshot.
  case raise(Alert)
  /// What an alert is now, as the monitor found.
  case update(Alert)
  /// Somebody knows of an alert.
  case acknowledge(Acknowledgement)
  /// Alerts are forgotten.
  case clear(Clearing)
  /// A threshold was set.
  case setThreshold(Threshold)
  /// Thresholds were taken away.
  case removeThreshold(ThresholdName)
  /// A baseline for execution times was set.
  case setBaseline(ExecutionBaseline)
  /// The sources are looked at every so many seconds, or not at all.
  case poll(Polling)
  /// What is known of a pipeline's executions.
  case pipeline(PipelineRecord)
}

/// That somebody knows of an alert.
public struct Acknowledgement: Record, Equatable {
  /// The alert.
  public var alertID = ""
  /// When, ISO 8601, UTC.
  public var timestamp = ""
  /// The alert as it was then.
  public var alert: Alert?

  /// To be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Acknowledgement> = [
    .required("alert_id", \.alertID, "The alert."),
    .optional("alert", \.alert, "The alert as it was then."),
    .required("timestamp", \.timestamp, "When, ISO 8601, UTC."),
  ]
}

/// That alerts are forgotten.
public struct Clearing: Record, Equatable {
  /// Those that were raised until then, ISO 8601, UTC.
  public var timestamp = ""

  /// To be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Clearing> = [
    .required("timestamp", \.timestamp, "Those that were raised until then, ISO 8601, UTC.")
  ]
}

/// How often sources are looked at.
public struct Polling: Record, Equatable {
  /// Seconds; not at all when `nil`.
  public var interval: Double?

  /// To be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Polling> = [.optional("interval", \.interval, "Seconds; not at all when left out.")]
}

/// What is known of a pipeline's executions, as a snapshot has it.
public struct PipelineRecord: Record, Equatable {
  /// The pipeline.
  public var pipelineName = ""
  /// How many there were.
  public var total = 0
  /// The times of the latest, seconds, the oldest first.
  public var times: [Double] = []
  /// Which of these failed, as places in the list.
  public var failures: [Int] = []

  /// To be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PipelineRecord> = [
    .required("pipeline_name", \.pipelineName, "The pipeline."),
    .required("total", \.total, "How many there were."),
    .required("times", \.times, "The times of the latest, seconds, the oldest first."),
    .required("failures", \.failures, "Which of these failed, as places in the list."),
  ]
}

extension MonitoringCommand: JSONReadable, JSONWritable {
  private enum Name: String, CaseIterable {
    case begin, finish, record, raise, update, acknowledge, clear
    case setThreshold = "set_threshold"
    case removeThreshold = "remove_threshold"
    case setBaseline = "set_baseline"
    case poll, pipeline
  }

  /// Reads an object with one member, which names the command.
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .object, let member = json.firstMember, let name = Name(rawValue: member.key) else {
      throw JSONError("expected a command")
    }
    let value = member.value
    switch name {
    case .begin: self = .begin(try Execution(json: value))
    case .finish: self = .finish(try Execution(json: value))
    case .record: self = .record(try RecordedExecution(json: value))
    case .raise: self = .raise(try Alert(json: value))
    case .update: self = .update(try Alert(json: value))
    case .acknowledge: self = .acknowledge(try Acknowledgement(json: value))
    case .clear: self = .clear(try Clearing(json: value))
    case .setThreshold: self = .setThreshold(try Threshold(json: value))
    case .removeThreshold: self = .removeThreshold(try ThresholdName(json: value))
    case .setBaseline: self = .setBaseline(try ExecutionBaseline(json: value))
    case .poll: self = .poll(try Polling(json: value))
    case .pipeline: self = .pipeline(try PipelineRecord(json: value))
    }
  }

  /// An object with one member.
  public static var schema: JSON { ["type": "object"] }

  /// Writes an object with one member, which names the command.
  public func write(to writer: inout JSONWriter) {
    func member(_ name: Name, _ value: some JSONWritable) {
      var first = true
      writer.raw("{")
      writer.key(name.rawValue, first: &first)
      value.write(to: &writer)
      writer.raw("}")
    }
    switch self {
    case .begin(let execution): member(.begin, execution)
    case .finish(let execution): member(.finish, execution)
    case .record(let execution): member(.record, execution)
    case .raise(let alert): member(.raise, alert)
    case .update(let alert): member(.update, alert)
    case .acknowledge(let acknowledgement): member(.acknowledge, acknowledgement)
    case .clear(let clearing): member(.clear, clearing)
    case .setThreshold(let threshold): member(.setThreshold, threshold)
    case .removeThreshold(let name): member(.removeThreshold, name)
    case .setBaseline(let baseline): member(.setBaseline, baseline)
    case .poll(let polling): member(.poll, polling)
    case .pipeline(let record): member(.pipeline, record)
    }
  }
}
