public import CalibraxModel

/// How a server does, in numbers.
public struct ServerFigures: Sendable {
  /// How often a method was called.
  public struct Calls: Sendable {
    /// The method.
    public var method: String
    /// Calls since the start.
    public var count: Int
    /// Those of them that were answered with an error.
    public var errors: Int

    /// Calls of a method.
    public init(method: String, count: Int, errors: Int) {
      self.method = method
      self.count = count
      self.errors = errors
    }
  }

  /// The server's version.
  public var version = ""
  /// Seconds since it started.
  public var uptimeSeconds = 0
  /// Connections that are open.
  public var openConnections = 0
  /// Connections since the start.
  public var acceptedConnections = 0
  /// Connections that were closed because they did not take their output.
  public var droppedConnections = 0
  /// What was called how often.
  public var calls: [Calls] = []
  /// What it stores.
  public var store = StoreReport()

  /// Figures to be filled in.
  public init() {}

  var families: [MetricFamily] {
    var info = MetricFamily("calibrax_server_info", help: "Always 1; the label has the server's version.")
    info.add(1, [("version", version)])
    var calls = MetricFamily("calibrax_calls_total", .counter, help: "Calls of a method since the start.")
    var errors = MetricFamily(
      "calibrax_call_errors_total", .counter, help: "Calls of a method that were answered with an error.")
    for call in self.calls {
      calls.add(Double(call.count), [("method", call.method)])
      errors.add(Double(call.errors), [("method", call.method)])
    }
    return [info] + connections + [calls, errors] + stored
  }

  private var connections: [MetricFamily] {
    [
      MetricFamily(
        "calibrax_uptime_seconds", unit: "seconds", help: "Time since the server started.",
        value: Double(uptimeSeconds)),
      MetricFamily("calibrax_connections", help: "Connections that are open.", value: Double(openConnections)),
      MetricFamily(
        "calibrax_connections_accepted_total", .counter, help: "Connections since the start.",
        value: Double(acceptedConnections)),
      MetricFamily(
        "calibrax_connections_dropped_total", .counter,
        help: "Connections that were closed because they did not take their output.",
        value: Double(droppedConnections)),
    ]
  }

  private var stored: [MetricFamily] {
    [
      ("runs", "Runs that can be used.", store.runs), ("baselines", "Baselines that can be used.", store.baselines),
      ("executions", "Executions that are known.", store.executions),
      ("series", "Series that there are.", store.series),
      ("damaged_files", "Files that cannot be used.", store.damaged.count),
    ].map { MetricFamily("calibrax_store_\($0.0)", help: $0.1, value: Double($0.2)) }
  }
}
