import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxStore

extension State {
  /// What became of alerts since this was last asked. Subscribers will be told; what is not in the log yet is noted.
  ///
  /// - Parameter withUpdates: Whether those are asked for, too, whose threshold was only violated again.
  mutating func takeAlertNews(withUpdates: Bool) -> [AlertTable.News] {
    let news = monitoring.takeNews(withUpdates: withUpdates)
    for news in news {
      events.append(.alert(news.alert))
      // What executions and calls raise is in the log already.
      if news.alert.resolvesItself { unstoredAlerts.insert(news.alert.alertID) }
    }
    return news
  }

  /// Records for the log of what the monitor found, and the alerts they are about.
  mutating func takeUnstoredAlerts() -> (ids: Set<String>, records: [[UInt8]])? {
    guard !unstoredAlerts.isEmpty else { return nil }
    defer { unstoredAlerts = [] }
    let alerts = unstoredAlerts.compactMap { monitoring.alerts[$0] }.sorted { $0.timestamp < $1.timestamp }
    return (unstoredAlerts, alerts.map { JSONWriter.bytes(of: MonitoringCommand.update($0)) })
  }
}
