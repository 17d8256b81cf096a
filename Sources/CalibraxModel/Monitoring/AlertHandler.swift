public import CalibraxJSON

/// Somebody to be told of alerts, as the operator's config.json says.
public struct AlertHandler: Record, Hashable {
  /// How they are told.
  public enum Kind: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
    /// By a line in the server's log.
    case log
    /// By a POST to a URL.
    case webhook
    /// By a program that reads the alerts.
    case command
  }

  /// How a webhook's body is made.
  public enum Flavor: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
    /// The alerts, `{"alerts": [{"event", "alert"}]}`.
    case json
    /// A text for people, `{"text"}`, as Slack and those like it take it.
    case slack
  }

  /// How they are told.
  public var type = Kind.log
  /// What it is called in `serverInfo` and the log.
  public var name = ""
  /// Alerts that are so bad, or worse, are told.
  public var severity = AlertSeverity.info
  /// Whether it is told that an alert is resolved.
  public var resolved = true
  /// Seconds that alerts are gathered before they are told together.
  public var groupSeconds = 0.0
  /// Seconds after which an alert that still fires is told again; never when 0.
  public var repeatSeconds = 0.0
  /// Seconds that an attempt may take.
  public var timeoutSeconds = 10.0
  /// How often it is tried again after a failure.
  public var retries = 5
  /// Seconds before the first of these; each pause is twice the one before, a minute at most.
  public var retrySeconds = 1.0
  /// Where a webhook is sent.
  public var url: String?
  /// How its body is made.
  public var flavor = Flavor.json
  /// Headers of its request.
  public var headers = OrderedMap<String>()
  /// The program with its arguments; the alerts are on its stdin.
  public var command: [String] = []

  /// A handler to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<AlertHandler> = [
    .required("type", \.type, "How they are told: by a line in the server's log, a webhook, or a command."),
    .optional("name", \.name, "What it is called in serverInfo and the log; its type and place when left out."),
    .optional("severity", \.severity, "Alerts of this severity or a worse one are told."),
    .optional("resolved", \.resolved, "Whether it is told that an alert is resolved."),
    .optional(
      "group_seconds", \.groupSeconds, "Seconds that alerts are gathered before they are told together.",
      in: 0...86_400,
      advice: "Give 0 to 86,400 seconds."),
    .optional(
      "repeat_seconds", \.repeatSeconds,
      "Seconds after which an alert that a threshold raised and that still fires is told again; 0 for never.",
      in: 0...2_592_000, advice: "Give 0 to 2,592,000 seconds."),
    .optional(
      "timeout_seconds", \.timeoutSeconds, "Seconds that an attempt may take.", in: 0.1...3_600,
      advice: "Give 0.1 to 3,600 seconds."),
    .optional("retries", \.retries, "How often it is tried again.", in: 0...100, advice: "Give 0 to 100."),
    .optional(
      "retry_seconds", \.retrySeconds, "Seconds before the first retry; each pause is twice the one before.",
      in: 0.01...60, advice: "Give 0.01 to 60 seconds."),
    .optional("url", \.url, "Where a webhook is sent: http:// or https://."),
    .optional("flavor", \.flavor, "How a webhook's body is made."),
    .optional("headers", \.headers, "Headers of a webhook's request."),
    .optional("command", \.command, "The program with its arguments; it reads the alerts from its stdin."),
  ]
}

/// How a handler of alerts does.
public struct AlertHandlerReport: Record, Equatable {
  /// What it is called.
  public var name = ""
  /// How it tells.
  public var type = AlertHandler.Kind.log
  /// What it was told and took.
  public var delivered = 0
  /// What waits to be told.
  public var waiting = 0
  /// Attempts that failed.
  public var failures = 0
  /// What it was not told, after every retry.
  public var deadLetters = 0
  /// Why the last attempt that failed did.
  public var lastError: String?

  /// A report to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<AlertHandlerReport> = [
    .required("name", \.name, "What it is called."),
    .required("type", \.type, "How it tells."),
    .required("delivered", \.delivered, "How many events of alerts it was told and took."),
    .required("waiting", \.waiting, "How many wait to be told."),
    .required("failures", \.failures, "How many attempts failed."),
    .required("dead_letters", \.deadLetters, "How many events it was never told, after every retry."),
    .optional("last_error", \.lastError, "Why the last attempt that failed did."),
  ]
}
