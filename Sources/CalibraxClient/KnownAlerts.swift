package import CalibraxModel

/// What became of an alert.
package enum AlertChange: String {
  case raised, worsened, acknowledged, resolved
}

/// Alerts as they were last told of, so that what becomes of them is told once, however often it is heard of.
package struct KnownAlerts: Sendable {
  private struct Known: Sendable {
    var state: AlertState
    var severity: AlertSeverity
    var updatedAt: String
  }

  /// How many are remembered; the oldest are forgotten beyond twice as many.
  private static let room = 10_000

  private var alerts: [String: Known] = [:]

  /// None are known.
  package init() {}

  /// Takes in an alert as it is now, or was.
  ///
  /// - Returns: What became of it since it was taken in last; `nil` for nothing that people want to know.
  @discardableResult
  package mutating func take(_ alert: Alert) -> AlertChange? {
    let known = alerts[alert.alertID]
    // A list may have told more already than the event that comes behind it.
    if let known, alert.updatedAt < known.updatedAt { return nil }
    alerts[alert.alertID] = Known(state: alert.state, severity: alert.severity, updatedAt: alert.updatedAt)
    shrink()
    return Self.change(from: known, to: alert)
  }

  private static func change(from known: Known?, to alert: Alert) -> AlertChange? {
    switch alert.state {
    case .firing:
      guard let known else { return .raised }
      return alert.severity > known.severity ? .worsened : nil
    case .acknowledged: return known?.state == .acknowledged ? nil : .acknowledged
    case .resolved: return known?.state == .resolved ? nil : .resolved
    }
  }

  private mutating func shrink() {
    guard alerts.count > 2 * Self.room else { return }
    let latest = alerts.sorted { $0.value.updatedAt > $1.value.updatedAt }.prefix(Self.room)
    alerts = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
  }
}
