public import CalibraxJSON
public import CalibraxModel

/// A kind of events.
public enum Topic: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
  /// Samples were recorded: ``SamplesEvent``.
  case samples
  /// An execution began or ended: ``Execution``.
  case executions
  /// A run was stored: ``RunHead``.
  case runs
  /// An alert was raised, or something became of it: ``Alert``.
  case alerts
}

/// Which events a subscription is about.
public struct EventFilter: Record, Equatable {
  /// Samples and states of this execution.
  public var executionID: String?
  /// Samples of these metrics.
  public var keys: [String] = []
  /// States of executions of this pipeline.
  public var pipelineName: String?

  /// Alerts about this metric.
  public var metricName: String?
  /// Alerts that are so bad, or worse.
  public var severity: AlertSeverity?

  /// Every event.
  public init() {}

  /// The members.
  public static let fields: Fields<EventFilter> = [
    .optional("execution_id", \.executionID, "Samples and states of this execution only."),
    .optional("keys", \.keys, "Samples of these metrics only."),
    .optional("pipeline_name", \.pipelineName, "States of executions of this pipeline only."),
    .optional("metric_name", \.metricName, "Alerts about this metric only."),
    .optional("severity", \.severity, "Alerts of this severity or a worse one only."),
  ]
}

/// The notification `event`, which tells a subscriber what happened.
public struct EventNotification: Record {
  /// The method of the notification.
  public static let name = "event"

  /// The subscription.
  public var subscription = 0
  /// The event's number; when it tells of several, that of the last.
  public var seq = 0
  /// The kind of event.
  public var topic = Topic.samples
  /// What happened.
  public var data: JSON = .object([:])

  /// An event to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<EventNotification> = [
    .required("subscription", \.subscription, "The subscription."),
    .required("seq", \.seq, "The event's number; when it tells of several, that of the last."),
    .required("topic", \.topic, "The kind of event."),
    .required("data", \.data, "What happened: samples, an execution, a run as listRuns shows it, or an alert."),
  ]
}

/// Samples that were recorded, as an event tells of them.
public struct SamplesEvent: Record, Equatable {
  /// The samples of each series.
  public var series: [Part] = []

  /// An event to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<SamplesEvent> = [.required("series", \.series, "The samples of each series.")]

  /// Samples of one series.
  public struct Part: Record, Equatable {
    /// The handle of the series.
    public var series = 0
    /// The execution it belongs to.
    public var executionID = ""
    /// The metric's key.
    public var key = ""
    /// How many samples of the series came before these.
    public var first = 0
    /// The samples, as they were recorded.
    public var points: [Sample] = []

    /// A part to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Part> = [
      .required("series", \.series, "The handle of the series."),
      .required("execution_id", \.executionID, "The execution it belongs to."),
      .required("key", \.key, "The metric's key."),
      .required("first", \.first, "How many samples of the series came before these."),
      .required("points", \.points, "The samples, [at, value] each, as they were recorded."),
    ]
  }
}

/// The notification `dropped`: events that a subscriber will not be told of, for it did not keep up or was away too
/// long.
public struct DroppedNotification: Record, Equatable {
  /// The method of the notification.
  public static let name = "dropped"

  /// The subscription.
  public var subscription = 0
  /// How many events.
  public var count = 0
  /// The number of the next event.
  public var nextSeq = 0

  /// A notification to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<DroppedNotification> = [
    .required("subscription", \.subscription, "The subscription."),
    .required("count", \.count, "How many events, of whatever topic, were passed over."),
    .required("next_seq", \.nextSeq, "The number of the next event."),
  ]
}

/// The notification `heartbeat`: nothing has happened for a while, and the connection lives.
public struct HeartbeatNotification: Record, Equatable {
  /// The method of the notification.
  public static let name = "heartbeat"

  /// The subscription.
  public var subscription = 0
  /// The number of the next event.
  public var nextSeq = 0

  /// A notification to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<HeartbeatNotification> = [
    .required("subscription", \.subscription, "The subscription."),
    .required("next_seq", \.nextSeq, "The number of the next event."),
  ]
}
