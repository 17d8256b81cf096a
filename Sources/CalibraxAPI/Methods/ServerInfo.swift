public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// What the server is and how it does.
public enum ServerInfo: Method {
  /// The name on the wire.
  public static let name = "serverInfo"
  /// What it does.
  public static let summary = "Name, versions, uptime, limits, durability, and the store with its damaged files."
  /// No parameters.
  public typealias Params = Empty

  /// What the server says of itself.
  public struct Result: Record {
    /// The server's name.
    public var name = "calibrax"
    /// The server's version.
    public var version = serverVersion
    /// The protocol's version.
    public var protocolVersion = CalibraxAPI.protocolVersion
    /// The server's process.
    public var pid = 0
    /// Seconds since it started.
    public var uptimeSeconds = 0
    /// What one request, and all connections, may take.
    public var limits = Limits()
    /// When what is stored is safe.
    public var durability = Durability()
    /// The store.
    public var store = StoreReport()
    /// The connections.
    public var connections = ConnectionCounts()
    /// Who is told of alerts.
    public var alertHandlers: [AlertHandlerReport] = []
    /// What was called how often since the start.
    public var methods = OrderedMap<CallCounts>()

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("name", \.name, "The server's name."),
      .required("version", \.version, "The server's version."),
      .required("protocol_version", \.protocolVersion, "The protocol's version."),
      .required("pid", \.pid, "The server's process."),
      .required("uptime_seconds", \.uptimeSeconds, "Seconds since it started."),
      .required("limits", \.limits, "What one request, and all connections, may take."),
      .required("durability", \.durability, "When what is stored is safe."),
      .required("store", \.store, "What the store holds, and what it cannot read."),
      .required("connections", \.connections, "The connections."),
      .written("alert_handlers", \.alertHandlers, "Who is told of alerts, by config.json, and how they do."),
      .required("methods", \.methods, "What was called how often since the start."),
    ]
  }

  /// What one request, and all connections, may take.
  public struct Limits: Record {
    /// Bytes of a line.
    public var lineBytes = 0
    /// Containers inside one another.
    public var depth = 0
    /// Values and keys in a line.
    public var values = 0
    /// Requests in a batch.
    public var batch = 0
    /// Unanswered requests of a connection above which it is not read.
    public var pending = 0
    /// Connections at a time.
    public var connections = 0
    /// Bytes of an answer.
    public var answerBytes = 0
    /// Unsent bytes above which a connection is not read.
    public var outputSoftBytes = 0
    /// Unsent bytes above which a connection is closed.
    public var outputHardBytes = 0
    /// Seconds without taking its output after which a connection is closed.
    public var stallSeconds = 0

    /// Limits to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Limits> = [
      .required("line_bytes", \.lineBytes, "Bytes of a line."),
      .required("depth", \.depth, "Containers inside one another."),
      .required("values", \.values, "Values and keys in a line."),
      .required("batch", \.batch, "Requests in a batch."),
      .required("pending", \.pending, "Unanswered requests of a connection above which it is not read."),
      .required("connections", \.connections, "Connections at a time."),
      .required("answer_bytes", \.answerBytes, "Bytes of an answer."),
      .required("output_soft_bytes", \.outputSoftBytes, "Unsent bytes above which a connection is not read."),
      .required("output_hard_bytes", \.outputHardBytes, "Unsent bytes above which a connection is closed."),
      .required("stall_seconds", \.stallSeconds, "Seconds without taking its output after which it is closed."),
    ]
  }

  /// When what is stored is safe.
  public struct Durability: Record {
    /// Runs and baselines.
    public var runs = "Synced to disk before the answer."
    /// Executions.
    public var executions = "Synced to disk before the answer."
    /// Samples.
    public var samples = ""

    /// The promise.
    public init() {}

    /// The members.
    public static let fields: Fields<Durability> = [
      .required("runs", \.runs, "When runs and baselines are safe."),
      .required("executions", \.executions, "When executions are safe."),
      .required("samples", \.samples, "When recorded samples are safe."),
    ]
  }

  /// The connections.
  public struct ConnectionCounts: Record {
    /// Open now.
    public var open = 0
    /// Accepted since the start.
    public var accepted = 0
    /// Closed because they did not take their output.
    public var dropped = 0

    /// Counts of nothing.
    public init() {}

    /// The members.
    public static let fields: Fields<ConnectionCounts> = [
      .required("open", \.open, "Open now."),
      .required("accepted", \.accepted, "Accepted since the start."),
      .required("dropped", \.dropped, "Closed because they did not take their output."),
    ]
  }

  /// How often a method was called.
  public struct CallCounts: Record {
    /// Calls.
    public var calls = 0
    /// Calls that were answered with an error.
    public var errors = 0

    /// Counts of nothing.
    public init() {}

    /// The members.
    public static let fields: Fields<CallCounts> = [
      .required("calls", \.calls, "Calls since the start."),
      .required("errors", \.errors, "Calls that were answered with an error."),
    ]
  }
}
