public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Raises an alert.
public enum TriggerAlert: Method {
  /// The name on the wire.
  public static let name = "triggerAlert"
  /// What it does.
  public static let summary = "Raises an alert. Each call raises one of its own, which stays until it is cleared."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]

  /// What is the matter.
  public struct Params: Record {
    /// A sentence.
    public var message = ""
    /// How bad it is.
    public var severity = AlertSeverity.info
    /// The metric it is about.
    public var metricName = ""
    /// The metric's value.
    public var metricValue = 0.0
    /// What the value is held against.
    public var threshold = 0.0
    /// What else is known.
    public var metadata = OrderedMap<JSON>()

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("message", \.message, "What is the matter, a sentence."),
      .required("severity", \.severity, "How bad it is."),
      .required("metric_name", \.metricName, "The metric it is about."),
      .required("metric_value", \.metricValue, "The metric's value."),
      .required("threshold", \.threshold, "What the value is held against."),
      .optional("metadata", \.metadata, "What else is known."),
    ]
  }

  /// The alert.
  public typealias Result = Alert

  /// A second call raises a second alert.
  public static func isRepeatable(_ params: Params) -> Bool { false }
}
