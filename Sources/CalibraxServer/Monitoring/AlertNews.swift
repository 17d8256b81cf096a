import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxStore

extension State {
  /// Tells handlers and subscribers what became of alerts since this was last done, and notes what is not in the log yet.
  ///
  /// - Parameter withUpdates: Whether those are told of, too, whose threshold was only violated again.
  mutating func tellOfAlerts(withUpdates: Bool) {
    let news = monitoring.takeNews(withUpdates: withUpdates)
    for news in news {
      events.append(.alert(news.alert))
      // What executions and calls raise is in the log already.
      guard news.alert.resolvesItself else { continue }
      if case .updated = news.event {
        countedAlerts.insert(news.alert.alertID)
      } else {
        unstoredAlerts.insert(news.alert.alertID)
      }
    }
    dispatcher?.tell(news)
  }

  /// Has handlers told from now on, those that the configuration names now.
  mutating func begin(telling dispatcher: AlertDispatcher) {
    self.dispatcher = dispatcher
    configureHandlers()
  }

  /// Has those told that the configuration names now.
  func configureHandlers() {
    let open = Array(monitoring.alerts.newestFirst.filter { $0.state != .resolved }.reversed())
    dispatcher?.configure(store.configuration.readAlertHandlers().handlers, open: open)
  }

  /// Records for the log of what the monitor found, and the alerts they are about.
  ///
  /// - Parameter withCounts: Whether to have those, too, that were only violated again: they are many.
  mutating func takeUnstoredAlerts(withCounts: Bool) -> (ids: Set<String>, records: [[UInt8]])? {
    if withCounts {
      unstoredAlerts.formUnion(countedAlerts)
      countedAlerts = []
    }
    countedAlerts.subtract(unstoredAlerts)
    guard !unstoredAlerts.isEmpty else { return nil }
    defer { unstoredAlerts = [] }
    let alerts = unstoredAlerts.compactMap { monitoring.alerts[$0] }.sorted {
      monitoring.alerts.number(of: $0.alertID) < monitoring.alerts.number(of: $1.alertID)
    }
    return (unstoredAlerts, alerts.map { JSONWriter.bytes(of: MonitoringCommand.update($0)) })
  }
}
