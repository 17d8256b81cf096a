import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel

/// Alerts as lines, as they come, and what becomes of them.
struct AlertFollow {
  private let terminal: Terminal
  private let feed: EventFeed
  private let filter: EventFilter
  /// Whether a line is a JSON object.
  private let isJSON: Bool
  private var known = KnownAlerts()

  /// - Parameter alerts: Those that there were before, which are not told.
  init(_ terminal: Terminal, _ feed: EventFeed, _ filter: EventFilter, after alerts: [Alert], isJSON: Bool) {
    self.terminal = terminal
    self.feed = feed
    self.filter = filter
    self.isJSON = isJSON
    for alert in alerts where matches(alert) { _ = known.take(alert) }
  }

  /// Prints until nobody reads any more.
  mutating func run() throws(Failure) -> ExitCode {
    while true {
      let news = try feed.next(until: .now + .seconds(1))
      feed.tell(terminal)
      let isRead =
        switch news {
        case .connected, .event(.dropped), .event(.restarted): try catchUp()
        case .event(.alert(let alert, _)): try tell([alert])
        default: terminal.hasReader
        }
      if !isRead { return .passed }
    }
  }

  /// Prints what the server knows and did not tell of.
  private mutating func catchUp() throws(Failure) -> Bool {
    var all = ListAlerts.Params()
    all.metricName = filter.metricName
    all.count = 1_000_000
    let fewer = [10_000, 1_000, 100].map { count in
      var params = all
      params.count = count
      return params
    }
    guard let alerts = try feed.call(ListAlerts.self, all, orIfTooLarge: fewer)?.alerts else { return true }
    return try tell(alerts.reversed().sorted { $0.updatedAt < $1.updatedAt })
  }

  /// - Returns: Whether somebody reads it.
  private mutating func tell(_ alerts: [Alert]) throws(Failure) -> Bool {
    var lines: [String] = []
    for alert in alerts where matches(alert) {
      guard let change = known.take(alert) else { continue }
      lines.append(
        isJSON
          ? String(decoding: JSONWriter.bytes(of: alert), as: UTF8.self) : alertLine(alert, change, on: terminal))
    }
    return try terminal.print(lines.joined(separator: "\n"))
  }

  private func matches(_ alert: Alert) -> Bool {
    (filter.metricName == nil || filter.metricName == alert.metricName)
      && alert.severity >= filter.severity ?? .info
  }
}
