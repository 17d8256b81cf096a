import CalibraxMonitoring
import CalibraxStore

/// Tells those who want to know what became of alerts, and has it stored beside all else: one part after the other, and
/// what cannot be stored again each second, all of it together.
struct AlertRecording {
  private var isUnderway = false
  private var hasFailed = false
  /// Until when alerts were forgotten, when this was last looked at.
  private var clearedUntil = ""

  /// Tells of alerts.
  ///
  /// - Parameters:
  ///   - withUpdates: Whether of those, too, that were only violated again; once a second.
  ///   - withCounts: Whether it is stored, too, how often.
  mutating func tell(
    _ state: inout State, _ disk: DiskQueue, withUpdates: Bool = false, withCounts: Bool = false
  ) {
    state.tellOfAlerts(withUpdates: withUpdates)
    if withUpdates { forget(state, isForced: withCounts) }
    guard !isUnderway, withUpdates || !hasFailed,
      let (alerts, records) = state.takeUnstoredAlerts(withCounts: withCounts)
    else { return }
    isUnderway = true
    disk.store(alerts, records)
  }

  /// Has nobody told again of alerts that are forgotten.
  private mutating func forget(_ state: borrowing State, isForced: Bool) {
    let alerts = state.monitoring.alerts
    guard isForced || clearedUntil != alerts.clearedUntil else { return }
    clearedUntil = alerts.clearedUntil
    state.dispatcher?.forgetAlerts(notIn: alerts)
  }

  /// Takes in how the storing went.
  ///
  /// - Returns: What it failed with.
  mutating func end(
    _ alerts: Set<String>, _ results: [Result<StoreOutcome, StoreError>], _ state: inout State
  ) -> StoreError? {
    isUnderway = false
    hasFailed = false
    for case .failure(let error) in results {
      hasFailed = true
      state.unstoredAlerts.formUnion(alerts)
      return error
    }
    return nil
  }
}
