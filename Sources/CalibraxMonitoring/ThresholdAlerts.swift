import CalibraxJSON
import CalibraxModel

extension ThresholdMonitor {
  @discardableResult
  mutating func raise(
    _ condition: AlertTable.Condition, _ threshold: Threshold, _ violation: WatchedMetric.Violation,
    _ history: [Double], _ moment: Moment, _ alerts: inout AlertTable, metadata: () -> OrderedMap<JSON>
  ) -> String {
    raised += 1
    var alert = Alert()
    let content = "\(raised) \(condition.metricName) \(condition.when) \(condition.subject ?? "")"
    alert.alertID = RunID.make(at: moment.timestamp, content: Array(content.utf8))
    alert.severity = threshold.severity(of: violation.value, as: violation.kind)
    alert.message = threshold.message(violation, of: condition.subject)
    alert.metricName = condition.metricName
    alert.metricValue = violation.value
    alert.lastValue = violation.value
    alert.threshold = threshold.threshold ?? threshold.forSeconds
    alert.timestamp = moment.timestamp.text
    alert.updatedAt = alert.timestamp
    alert.when = condition.when
    alert.subject = condition.subject
    alert.metadata = metadata()
    if violation.kind != .absent { alert.metadata["trend"] = .string(Trend(of: history).rawValue) }
    alerts.put(alert, as: .raised)
    return alert.alertID
  }

  func worsen(
    _ id: String, to severity: AlertSeverity, _ threshold: Threshold, _ violation: WatchedMetric.Violation,
    _ history: [Double], _ moment: Moment, _ alerts: inout AlertTable, metadata: () -> OrderedMap<JSON>
  ) {
    guard var alert = alerts[id] else { return }
    alert.severity = severity
    alert.message = threshold.message(violation, of: alert.subject)
    alert.threshold = threshold.threshold ?? alert.threshold
    alert.updatedAt = moment.timestamp.text
    alert.state = .firing
    alert.acknowledgedAt = nil
    alert.metadata.overlay(metadata())
    alert.metadata["trend"] = .string(Trend(of: history).rawValue)
    alerts.put(alert, as: .worsened)
  }

  func resolve(
    _ condition: AlertTable.Condition, _ moment: Moment, because reason: String? = nil, _ alerts: inout AlertTable
  ) {
    guard let id = alerts.openAlert(condition), var alert = alerts[id] else { return }
    let now = moment.timestamp.text
    alert.state = .resolved
    alert.resolvedAt = now
    alert.updatedAt = now
    if let reason { alert.metadata["resolution"] = .string(reason) }
    alerts.put(alert, as: .resolved)
  }

  func resolve(
    _ moment: Moment, because reason: String, _ alerts: inout AlertTable,
    where isOver: (AlertTable.Condition) -> Bool
  ) {
    for condition in alerts.openConditions.keys.filter(isOver) { resolve(condition, moment, because: reason, &alerts) }
  }

  /// Resolves what a log left open though nothing can end it: its threshold, its execution or its source is no more.
  mutating func resolveOrphans(
    _ moment: Moment, _ alerts: inout AlertTable, where isGone: (_ subject: String) -> Bool
  ) {
    let isRuled = isRuled
    resolve(moment, because: "what it is about is no more", &alerts) { condition in
      !isRuled(condition) || condition.subject.map(isGone) ?? false
    }
  }
}

extension Threshold {
  /// What is the matter, a sentence.
  fileprivate func message(_ violation: WatchedMetric.Violation, of subject: String?) -> String {
    let place = subject.map { " (\($0))" } ?? ""
    if violation.kind == .absent { return "\(metricName) has not been heard of for \(short(forSeconds)) s" }
    let duration = forSeconds > 0 ? " for \(short(forSeconds)) s" : ""
    return "\(metricName) is \(short(violation.value)), \(violation.kind.rawValue) the threshold "
      + "\(short(threshold ?? 0))\(duration)\(place)"
  }
}
