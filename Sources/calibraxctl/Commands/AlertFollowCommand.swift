import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Shows alerts as they come.
enum AlertFollowCommand: Command {
  static let name = "alert follow"
  static let summary = "Print alerts as they are raised, become worse, are acknowledged and resolved."
  static let method: (any CalibraxRPC.Method.Type)? = ListAlerts.self
  static let details = """
    [warning] Throughput below minimum: throughput=850.00 (threshold=1000.00)
    [warning] resolved: Throughput below minimum: throughput=850.00 (threshold=1000.00)

    With --format json a line is an alert as alert list --format json shows it. It needs a server. When that goes away,
    alert follow waits for it and then prints what it has missed. It ends at ^C.
    """
  static let flags = [
    Flag("--severity", "SEVERITY", "Only alerts of this severity or a worse one: \(AlertSeverity.words)."),
    Flag("--metric", "NAME", ListAlerts.self, "metric_name"),
    Flag(Flag.format, "FORMAT", "How to print: text or json (else text)."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let flags = context.flags
    let format = try flags.format
    if format == .markdown { throw .usage("\(name) prints text or json") }
    var filter = EventFilter()
    filter.severity = try flags.choice("--severity", of: AlertSeverity.self)
    filter.metricName = flags["--metric"]
    var params = ListAlerts.Params()
    params.count = 1_000_000
    let before = try context.call(ListAlerts.self, params, over: try Connection.requiredServer(flags)).alerts
    let feed = try EventFeed([.alerts], filter) { () throws(Failure) in try Connection.requiredServer(flags) }
    var follow = AlertFollow(context.terminal, feed, filter, after: before, isJSON: format == .json)
    return try follow.run()
  }
}
