public import CalibraxModel

/// The alerts in memory, in the order they were raised: all that a threshold raised and that are open, and of the others
/// as many as are to be kept.
public struct AlertTable: Sendable {
  /// What became of an alert.
  public enum Event: Sendable {
    /// It was raised.
    case raised
    /// It became worse.
    case worsened
    /// Its threshold was violated again.
    case updated
    /// Somebody knows.
    case acknowledged
    /// It is over.
    case resolved
  }

  /// An alert, and what became of it.
  public struct News: Sendable {
    /// What became of it.
    public var event: Event
    /// How it is since.
    public var alert: Alert
  }

  /// What a threshold raises at most one open alert for.
  struct Condition: Hashable, Sendable {
    var metricName: String
    var when: ThresholdKind
    var subject: String?
  }

  /// How many are kept.
  public var limit: Int {
    didSet { shrink() }
  }
  private var table = OrderedTable<Alert>()
  /// Those that may be forgotten, in the order they became so: nothing ends them any more, or they have ended.
  private var closed: ArraySlice<String> = []
  /// Those that a threshold raised and that are not resolved.
  private var open: [Condition: String] = [:]
  /// Until when those that were raised are forgotten, ISO 8601, UTC.
  public private(set) var clearedUntil = ""
  /// What happened since it was last taken.
  private var news: [News] = []
  /// Alerts that have only been violated again since that was last taken.
  private var updated: Set<String> = []

  /// No alerts.
  public init(limit: Int = 1_000) {
    self.limit = limit
  }

  /// How many there are.
  public var count: Int { table.count }

  /// The alert of an identifier.
  public subscript(id: String) -> Alert? { table[id] }

  /// The alerts, the latest first.
  public var newestFirst: some Sequence<Alert> { table.values.reversed() }

  /// Which of two came later, by a number that grows.
  public func number(of id: String) -> Int { table.number(of: id) ?? -1 }

  func openAlert(_ condition: Condition) -> String? { open[condition] }

  /// The conditions that are violated, and their alerts.
  var openConditions: [Condition: String] { open }

  /// Takes in an alert as it is now; one that is new comes last.
  mutating func put(_ alert: Alert, as event: Event?) {
    let known = table[alert.alertID]
    table[alert.alertID] = alert
    if let condition = alert.condition { open[condition] = alert.state == .resolved ? nil : alert.alertID }
    if !alert.isOpen, known?.isOpen ?? true { closed.append(alert.alertID) }
    if event == .updated { updated.insert(alert.alertID) } else if let event { note(event, alert) }
    shrink()
  }

  /// A threshold was violated again, so many times.
  mutating func violated(_ id: String, times: Int, last value: Double) {
    guard times > 0 else { return }
    table.change(id) { alert in
      alert.count += times
      alert.lastValue = value
    }
  }

  private mutating func note(_ event: Event, _ alert: Alert) {
    updated.remove(alert.alertID)
    news.append(News(event: event, alert: alert))
  }

  /// Takes in an alert that a command is about, if it is not known: the log may tell of it later.
  mutating func introduce(_ alert: Alert) {
    if table[alert.alertID] == nil { restore(alert) }
  }

  /// Takes in an alert as a log has it, unless it was forgotten since. It may have been on its way into the log when
  /// something became of the alert that the log tells of before: what is over stays over, and who knows knows, unless it
  /// is worse.
  mutating func restore(_ alert: Alert) {
    guard let known = table[alert.alertID] else {
      if alert.timestamp > clearedUntil { put(alert, as: nil) }
      return
    }
    if known.state == .resolved && alert.state != .resolved { return }
    var alert = alert
    if known.state == .acknowledged && alert.state == .firing && alert.severity <= known.severity {
      (alert.state, alert.acknowledgedAt) = (.acknowledged, known.acknowledgedAt)
    }
    put(alert, as: nil)
  }

  /// Forgets those that were raised until a moment.
  mutating func clear(until timestamp: String) {
    clearedUntil = max(clearedUntil, timestamp)
    for alert in Array(table.values) where alert.timestamp <= timestamp { forget(alert.alertID) }
    closed = closed.filter { table[$0] != nil }[...]
  }

  private mutating func forget(_ id: String) {
    updated.remove(id)
    if let condition = table[id]?.condition, open[condition] == id { open[condition] = nil }
    table[id] = nil
  }

  private mutating func shrink() {
    while closed.count > max(limit / 2, limit - open.count), let oldest = closed.popFirst() { forget(oldest) }
  }

  /// Sorts alerts that were taken in out of order, as a log has them.
  mutating func sort() {
    table.sort { $0.timestamp < $1.timestamp }
    closed = table.values.filter { !$0.isOpen }.map(\.alertID)[...]
  }

  /// What happened since this was last asked: what somebody waits for at once, what only counts on when it is wanted.
  public mutating func takeNews(withUpdates: Bool) -> [News] {
    defer {
      news = []
      if withUpdates { updated = [] }
    }
    guard withUpdates else { return news }
    return news
      + updated.sorted { number(of: $0) < number(of: $1) }.compactMap {
        table[$0].map { News(event: .updated, alert: $0) }
      }
  }
}

extension Alert {
  /// Whether a threshold raised it that may find it good again.
  var isOpen: Bool { resolvesItself && state != .resolved }

  /// What a threshold raised it for.
  var condition: AlertTable.Condition? {
    when.map { AlertTable.Condition(metricName: metricName, when: $0, subject: subject) }
  }
}
