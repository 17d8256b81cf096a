public import CalibraxModel

/// The alerts in memory, in the order they were raised, as many as are to be kept.
///
/// Of too many the oldest goes first that does not end by itself or has ended: what a threshold finds violated still
/// stays as long as it can.
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
  private var order: [String] = []
  private var alerts: [String: Alert] = [:]
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
  public var count: Int { order.count }

  /// The alert of an identifier.
  public subscript(id: String) -> Alert? { alerts[id] }

  /// The alerts, the latest first.
  public var newestFirst: some Sequence<Alert> { order.reversed().lazy.compactMap { alerts[$0] } }

  func openAlert(_ condition: Condition) -> String? { open[condition] }

  /// The conditions that are violated, and their alerts.
  var openConditions: [Condition: String] { open }

  /// Takes in an alert as it is now; one that is new comes last.
  mutating func put(_ alert: Alert, as event: Event?) {
    if alerts.updateValue(alert, forKey: alert.alertID) == nil { order.append(alert.alertID) }
    if let condition = alert.condition { open[condition] = alert.state == .resolved ? nil : alert.alertID }
    if event == .updated { updated.insert(alert.alertID) } else if let event { note(event, alert) }
    shrink()
  }

  private mutating func note(_ event: Event, _ alert: Alert) {
    updated.remove(alert.alertID)
    news.append(News(event: event, alert: alert))
  }

  /// Takes in an alert as a log has it, unless it was forgotten since.
  mutating func restore(_ alert: Alert) {
    if alerts[alert.alertID] != nil || alert.timestamp > clearedUntil { put(alert, as: nil) }
  }

  /// Forgets those that were raised until a moment.
  mutating func clear(until timestamp: String) {
    clearedUntil = max(clearedUntil, timestamp)
    for id in order where alerts[id].map({ $0.timestamp <= timestamp }) ?? false { forget(id) }
    order.removeAll { alerts[$0] == nil }
  }

  private mutating func forget(_ id: String) {
    updated.remove(id)
    if let condition = alerts.removeValue(forKey: id)?.condition, open[condition] == id { open[condition] = nil }
  }

  private mutating func shrink() {
    while order.count > max(1, limit) {
      let place = order.firstIndex { alerts[$0].map { !$0.resolvesItself || $0.state == .resolved } ?? true } ?? 0
      forget(order.remove(at: place))
    }
  }

  /// Sorts alerts that were taken in out of order, as a log has them.
  mutating func sort() {
    order = order.enumerated().sorted { left, right in
      let (first, second) = (alerts[left.element]?.timestamp ?? "", alerts[right.element]?.timestamp ?? "")
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }

  /// What happened since this was last asked: what somebody waits for at once, what only counts on when it is wanted.
  public mutating func takeNews(withUpdates: Bool) -> [News] {
    defer {
      news = []
      if withUpdates { updated = [] }
    }
    guard withUpdates else { return news }
    return news + updated.sorted().compactMap { alerts[$0].map { News(event: .updated, alert: $0) } }
  }
}

extension Alert {
  /// What a threshold raised it for.
  var condition: AlertTable.Condition? {
    when.map { AlertTable.Condition(metricName: metricName, when: $0, subject: subject) }
  }
}
