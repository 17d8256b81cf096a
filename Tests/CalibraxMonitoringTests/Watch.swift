import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring

/// A monitor whose time is chosen.
struct Watch {
  var monitoring = Monitoring()
  var time = 0.0

  var moment: Moment { Moment(Timestamp(microseconds: Int64(time * 1e6)), uptime: time) }

  /// The alerts, the first that was raised first.
  var alerts: [Alert] { Array(monitoring.alerts.newestFirst).reversed() }

  mutating func set(
    _ metric: String, _ value: Double?, _ when: ThresholdKind = .above, severity: AlertSeverity? = nil,
    for seconds: Double = 0
  ) {
    var threshold = Threshold()
    (threshold.metricName, threshold.threshold, threshold.when) = (metric, value, when)
    (threshold.severity, threshold.forSeconds) = (severity, seconds)
    apply(.setThreshold(threshold))
  }

  @discardableResult
  mutating func apply(_ command: MonitoringCommand) -> Monitoring.Outcome? {
    time += 0.001
    return try? monitoring.apply(command, moment)
  }

  mutating func observe(
    _ metric: String, _ values: Double..., of subject: String? = nil, direction: Direction? = nil
  ) {
    for value in values {
      time += 0.001
      let place = monitoring.place(of: metric, subject: subject, moment)
      monitoring.observe([value], at: place, moment, direction: direction)
    }
  }

  mutating func wait(_ seconds: Double) {
    time += seconds
    monitoring.tick(moment)
  }

  mutating func acknowledge(_ alert: Alert) {
    var acknowledgement = Acknowledgement()
    (acknowledgement.alertID, acknowledgement.timestamp) = (alert.alertID, moment.timestamp.text)
    apply(.acknowledge(acknowledgement))
  }

  /// What happened since this was last asked.
  mutating func news(withUpdates: Bool = false) -> [String] {
    monitoring.takeNews(withUpdates: withUpdates).map { "\($0.event) \($0.alert.metricName)" }
  }
}
