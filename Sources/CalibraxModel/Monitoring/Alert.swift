public import CalibraxJSON

/// Something that somebody should know of: raised by a threshold, by an execution, or by a call.
public struct Alert: Record, Equatable {
  /// Its identifier.
  public var alertID = ""
  /// How it stands.
  public var state = AlertState.firing
  /// How bad it is, at its worst so far.
  public var severity = AlertSeverity.info
  /// What is the matter, a sentence.
  public var message = ""
  /// The metric it is about.
  public var metricName = ""
  /// The metric's value when it was raised.
  public var metricValue = 0.0
  /// What the value was held against.
  public var threshold = 0.0
  /// When it was raised, ISO 8601, UTC.
  public var timestamp = ""
  /// How often the threshold was violated since.
  public var count = 1
  /// The latest value that violated it.
  public var lastValue = 0.0
  /// When it was last heard of, ISO 8601, UTC.
  public var updatedAt = ""
  /// When it was acknowledged, ISO 8601, UTC.
  public var acknowledgedAt: String?
  /// When it was resolved, ISO 8601, UTC.
  public var resolvedAt: String?
  /// The kind of threshold that raised it; none when an execution or a call did.
  public var when: ThresholdKind?
  /// Whose metric it is: an execution, a point of a run, a host.
  public var subject: String?
  /// What else is known.
  public var metadata = OrderedMap<JSON>()

  /// An alert to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Alert> = [
    .required("alert_id", \.alertID, "Its identifier."),
    .required("state", \.state, "How it stands."),
    .required("severity", \.severity, "How bad it is, at its worst so far."),
    .required("message", \.message, "What is the matter, a sentence."),
    .required("metric_name", \.metricName, "The metric it is about."),
    .required("metric_value", \.metricValue, "The metric's value when it was raised."),
    .required("threshold", \.threshold, "What the value was held against."),
    .required("timestamp", \.timestamp, "When it was raised, ISO 8601, UTC."),
    .written("count", \.count, "How often the threshold was violated since; 1 for one that no threshold raised."),
    .required("last_value", \.lastValue, "The latest value that violated the threshold."),
    .required("updated_at", \.updatedAt, "When it was last heard of, ISO 8601, UTC."),
    .optional("acknowledged_at", \.acknowledgedAt, "When it was acknowledged, ISO 8601, UTC."),
    .optional("resolved_at", \.resolvedAt, "When it was resolved, ISO 8601, UTC."),
    .optional("when", \.when, "The kind of threshold that raised it; left out when an execution or a call did."),
    .optional("subject", \.subject, "Whose metric it is: an execution, a point of a run, a host."),
    .written("metadata", \.metadata, "What else is known."),
  ]

  /// Whether it ends by itself: a threshold raised it, and its metric may become good again.
  public var resolvesItself: Bool { when != nil }
}

/// How an alert stands.
public enum AlertState: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
  /// It was raised, and nobody has said that they know.
  case firing
  /// Somebody knows, until it becomes worse or is resolved.
  case acknowledged
  /// The metric is as it should be again.
  case resolved
}
