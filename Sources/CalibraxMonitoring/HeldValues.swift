import CalibraxJSON
import CalibraxModel

extension ThresholdMonitor {
  /// Values came, one after the other.
  ///
  /// - Parameters:
  ///   - place: Of their metric.
  ///   - direction: When the metric is better, where that is known.
  ///   - metadata: What to tell with an alert that the value of an index raises or updates.
  mutating func observe(
    _ values: [Double], at place: Int, _ moment: Moment, direction: Direction?, metadata: (Int) -> OrderedMap<JSON>,
    _ alerts: inout AlertTable
  ) {
    guard var metric = metrics[place] else { return }
    metrics[place] = nil
    metric.lastHeard = moment.uptime
    var watches: [RuleWatch] = []
    for threshold in rules[metric.name] ?? [] {
      if threshold.when == .absent {
        heard[metric.name] = moment.uptime
        resolve(threshold.condition(of: nil), moment, &alerts)
      } else if let kind = threshold.kind(for: direction) {
        undirected.remove(metric.name)
        let condition = threshold.condition(of: metric.subject)
        let open = alerts.openAlert(condition)
        watches.append(
          RuleWatch(threshold, kind, condition, open: open, severity: open.flatMap { alerts[$0]?.severity }))
      } else {
        undirected.insert(metric.name)
      }
    }
    for (index, value) in values.enumerated() {
      metric.history.append(value)
      for place in watches.indices { hold(value, index, &watches[place], &metric, moment, metadata, &alerts) }
    }
    // How it stands in the end is told once, however many values there were.
    for watch in watches {
      watch.count(in: &alerts)
      guard let id = watch.open, let index = watch.lastViolated, var alert = alerts[id] else { continue }
      alert.updatedAt = moment.timestamp.text
      alert.metadata.overlay(metadata(index))
      alert.metadata["trend"] = .string(Trend(of: metric.history.values).rawValue)
      alerts.put(alert, as: .updated)
    }
    metrics[place] = metric
  }

  /// A threshold while values are held against it.
  private struct RuleWatch {
    let threshold: Threshold
    let kind: ThresholdKind
    let condition: AlertTable.Condition
    /// The alert that is open, and how bad it is.
    var open: String?
    var severity: AlertSeverity?
    /// How many values have violated it that the alert does not count yet, and the last of them.
    var uncounted = (times: 0, last: 0.0)
    /// The place of the last one, if what the alert tells of it is older.
    var lastViolated: Int?

    init(
      _ threshold: Threshold, _ kind: ThresholdKind, _ condition: AlertTable.Condition, open: String?,
      severity: AlertSeverity?
    ) {
      self.threshold = threshold
      self.kind = kind
      self.condition = condition
      self.open = open
      self.severity = severity
    }

    /// Has the alert count what it does not count yet.
    func count(in alerts: inout AlertTable) {
      if let open { alerts.violated(open, times: uncounted.times, last: uncounted.last) }
    }
  }

  private mutating func hold(
    _ value: Double, _ index: Int, _ watch: inout RuleWatch, _ metric: inout WatchedMetric, _ moment: Moment,
    _ metadata: (Int) -> OrderedMap<JSON>, _ alerts: inout AlertTable
  ) {
    let when = watch.threshold.when
    guard watch.threshold.isViolated(by: value, as: watch.kind) else {
      if !metric.violations.isEmpty { metric.violations[when] = nil }
      guard watch.open != nil else { return }
      watch.count(in: &alerts)
      resolve(watch.condition, moment, &alerts)
      (watch.open, watch.lastViolated, watch.uncounted) = (nil, nil, (0, 0))
      return
    }
    let since = metric.violations[when]?.since ?? moment.uptime
    let violation = WatchedMetric.Violation(since: since, value: value, kind: watch.kind)
    metric.violations[when] = violation
    if let id = watch.open, let known = watch.severity {
      watch.uncounted = (watch.uncounted.times + 1, value)
      watch.lastViolated = index
      let severity = watch.threshold.severity(of: value, as: watch.kind)
      guard severity > known else { return }
      watch.count(in: &alerts)
      worsen(id, to: severity, watch.threshold, violation, metric.history.values, moment, &alerts) { metadata(index) }
      (watch.severity, watch.lastViolated, watch.uncounted) = (severity, nil, (0, 0))
    } else if moment.uptime - since >= watch.threshold.forSeconds {
      let id = raise(watch.condition, watch.threshold, violation, metric.history.values, moment, &alerts) {
        metadata(index)
      }
      (watch.open, watch.severity) = (id, alerts[id]?.severity)
    }
  }

  /// Whether a run of a moment is not older than the last one of a metric.
  mutating func isNews(_ time: Timestamp?, at place: Int) -> Bool {
    guard let time else { return true }
    if let last = metrics[place]?.lastRun, time < last { return false }
    metrics[place]?.lastRun = time
    return true
  }

  /// A metric has a value from before: one that violates a threshold for some time may do so still.
  mutating func resume(
    _ value: Double, at place: Int, _ moment: Moment, direction: Direction?
  ) {
    guard let metric = metrics[place] else { return }
    for threshold in rules[metric.name] ?? [] where threshold.forSeconds > 0 {
      guard let kind = threshold.kind(for: direction), kind != .absent, threshold.isViolated(by: value, as: kind) else {
        continue
      }
      metrics[place]?.violations[threshold.when] = WatchedMetric.Violation(
        since: moment.uptime, value: value, kind: kind)
    }
  }

  /// Time has passed: what was violated long enough is told, and what is absent.
  mutating func tick(_ moment: Moment, _ alerts: inout AlertTable) {
    for threshold in thresholds where threshold.forSeconds > 0 {
      if threshold.when == .absent {
        tick(absent: threshold, moment, &alerts)
        continue
      }
      for place in members[threshold.metricName] ?? [] {
        guard let metric = metrics[place], let violation = metric.violations[threshold.when],
          moment.uptime - violation.since >= threshold.forSeconds
        else { continue }
        let condition = threshold.condition(of: metric.subject)
        guard alerts.openAlert(condition) == nil else { continue }
        raise(condition, threshold, violation, metric.history.values, moment, &alerts) { [:] }
      }
    }
  }

  private mutating func tick(absent threshold: Threshold, _ moment: Moment, _ alerts: inout AlertTable) {
    let last = heard[threshold.metricName] ?? moment.uptime
    heard[threshold.metricName] = last
    let silence = moment.uptime - last
    let condition = threshold.condition(of: nil)
    guard silence >= threshold.forSeconds, alerts.openAlert(condition) == nil else { return }
    let violation = WatchedMetric.Violation(since: last, value: silence, kind: .absent)
    raise(condition, threshold, violation, [], moment, &alerts) { [:] }
  }
}
