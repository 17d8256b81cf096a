import CalibraxModel

/// The alerts a handler was told of that may be repeated, and whose end may be told: those that end by themselves.
struct FollowedAlerts: Sendable {
  /// How many there are at most; of more the oldest are forgotten.
  static let limit = 10_000

  private struct Followed: Sendable {
    /// How it is now.
    var alert: Alert
    /// Whether the handler knows of it.
    var isTold = false
    /// Events that make the handler know of it, and that wait or are under way.
    var pending = 0
    /// Whether a repetition waits that still holds.
    var isRepeating = false
    var repeatAt: Double?
    /// Counts up from alert to alert.
    var place: Int

    var isOver: Bool { alert.state == .resolved }
  }

  private var alerts: [String: Followed] = [:]
  private var places = 0
  /// When the first may have to be repeated: that, or earlier.
  private(set) var nextRepeat: Double?

  /// The handler is going to be told of an alert.
  mutating func follow(_ alert: Alert) {
    guard alert.resolvesItself else { return }
    var followed = alerts[alert.alertID] ?? newcomer(alert)
    followed.alert = alert
    followed.pending += 1
    followed.isRepeating = false
    followed.repeatAt = nil
    alerts[alert.alertID] = followed
  }

  /// The handler was told of an alert at some time.
  mutating func resume(_ alert: Alert, at time: Double?) {
    guard alert.resolvesItself, alerts[alert.alertID] == nil else { return }
    alerts[alert.alertID] = newcomer(alert)
    alerts[alert.alertID]?.isTold = true
    planRepeat(of: alert.alertID, at: time)
  }

  private mutating func newcomer(_ alert: Alert) -> Followed {
    if alerts.count >= Self.limit {
      // Many at once, for they have to be sorted.
      let oldest = alerts.values.map(\.place).sorted()[Self.limit / 10]
      alerts = alerts.filter { $0.value.place >= oldest }
    }
    places += 1
    return Followed(alert: alert, place: places)
  }

  /// An alert is this now.
  mutating func update(_ alert: Alert) {
    alerts[alert.alertID]?.alert = alert
    guard alert.state != .firing else { return }
    alerts[alert.alertID]?.isRepeating = false
    alerts[alert.alertID]?.repeatAt = nil
  }

  mutating func remove(_ id: String) {
    alerts[id] = nil
  }

  /// Forgets alerts that fire for ever because nobody keeps them any more.
  mutating func forget(where isGone: (String) -> Bool) {
    alerts = alerts.filter { id, followed in followed.isOver || !isGone(id) }
  }

  /// Whether the handler knows of an alert, or will when what waits is told.
  func isTold(_ id: String) -> Bool { alerts[id].map { $0.isTold || $0.pending > 0 } ?? false }

  /// What was to be told was, or never will be.
  mutating func settle(_ notification: Notification, isTold: Bool) {
    let id = notification.alert.alertID
    if notification.event == .resolved { return remove(id) }
    guard var followed = alerts[id] else { return }
    followed.pending -= 1
    followed.isTold = followed.isTold || isTold
    alerts[id] = followed
  }

  /// Plans when an alert is repeated, unless somebody knows of it or more of it waits.
  mutating func planRepeat(of id: String, at time: Double?) {
    guard let time, let followed = alerts[id], followed.alert.state == .firing, followed.pending == 0 else { return }
    alerts[id]?.repeatAt = time
    nextRepeat = min(nextRepeat ?? time, time)
  }

  /// The alerts that are to be repeated now, in the order they were raised.
  mutating func takeRepeats(at now: Double) -> [Alert] {
    guard let next = nextRepeat, next <= now else { return [] }
    let due = alerts.values.filter { $0.repeatAt.map { $0 <= now } ?? false }.sorted { $0.place < $1.place }
    for followed in due {
      alerts[followed.alert.alertID]?.repeatAt = nil
      alerts[followed.alert.alertID]?.isRepeating = true
      alerts[followed.alert.alertID]?.pending += 1
    }
    nextRepeat = alerts.values.lazy.compactMap(\.repeatAt).min()
    return due.map(\.alert)
  }

  /// How an alert is whose repetition is told now; `nil` when that does not hold any more.
  mutating func repeatable(_ id: String) -> Alert? {
    guard let followed = alerts[id] else { return nil }
    guard followed.isRepeating else {
      alerts[id]?.pending -= 1
      return nil
    }
    alerts[id]?.isRepeating = false
    return followed.alert
  }
}
