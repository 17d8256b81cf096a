public import CalibraxJSON
public import CalibraxModel

/// Holds values against thresholds, at once when they come and by time when they do not. It raises, updates and resolves
/// alerts: at most one that is open for each threshold of each metric of each execution, point or host.
public struct ThresholdMonitor: Sendable {
  /// How many metrics are watched at most; of more the one that was silent longest is forgotten.
  static let limit = 10_000

  /// The thresholds, in the order they were first set.
  public private(set) var thresholds: [Threshold] = []
  /// Counts up whenever what ``place(of:subject:at:)`` answered may not hold any more.
  public private(set) var generation = 0
  /// The same by metric.
  private var rules: [String: [Threshold]] = [:]
  private var metrics: [WatchedMetric?] = []
  private var places: [Name: Int] = [:]
  /// The places of each metric.
  private var members: [String: Set<Int>] = [:]
  private var free: [Int] = []
  /// Metrics with a threshold that needs a direction, which none of their values had.
  public private(set) var undirected: Set<String> = []
  /// When each metric that must not be absent was last heard of.
  private var heard: [String: Double] = [:]

  private struct Name: Hashable, Sendable {
    var metricName: String
    var subject: String?
  }

  /// No thresholds.
  public init() {}

  /// Sets a threshold in place of the one of the same metric and kind.
  mutating func set(_ threshold: Threshold) {
    if let place = thresholds.firstIndex(where: { $0.isSameRule(as: threshold) }) {
      thresholds[place] = threshold
    } else {
      thresholds.append(threshold)
    }
    arrange()
  }

  private mutating func arrange() {
    rules = Dictionary(grouping: thresholds, by: \.metricName)
    generation += 1
  }

  /// Takes thresholds of a metric away, those of one kind or all; `false` when there are none.
  mutating func remove(_ metricName: String, _ when: ThresholdKind?) -> Bool {
    let count = thresholds.count
    thresholds.removeAll { $0.metricName == metricName && (when == nil || when == $0.when) }
    if when ?? .absent == .absent { heard[metricName] = nil }
    if when ?? .worse == .worse { undirected.remove(metricName) }
    if !thresholds.contains(where: { $0.metricName == metricName }) {
      for name in places.keys where name.metricName == metricName { forget(name) }
    }
    arrange()
    return thresholds.count < count
  }

  /// Whether anything is held against a metric.
  public func isWatched(_ metricName: String) -> Bool { rules[metricName] != nil }

  /// The place of a metric of an execution, point or host, for ``observe(_:at:_:direction:metadata:_:)``.
  public mutating func place(of metricName: String, subject: String?, _ moment: Moment) -> Int {
    let name = Name(metricName: metricName, subject: subject)
    if let place = places[name] { return place }
    if places.count >= Self.limit { forgetSilent() }
    let metric = WatchedMetric(metricName, subject, at: moment.uptime)
    let place = free.popLast() ?? metrics.count
    if place == metrics.count { metrics.append(metric) } else { metrics[place] = metric }
    places[name] = place
    members[metricName, default: []].insert(place)
    return place
  }

  private mutating func forgetSilent() {
    let silent = metrics.compactMap { $0 }.filter { $0.violations.isEmpty }.min { $0.lastHeard < $1.lastHeard }
    guard let metric = silent ?? metrics.compactMap({ $0 }).min(by: { $0.lastHeard < $1.lastHeard }) else { return }
    forget(Name(metricName: metric.name, subject: metric.subject))
  }

  private mutating func forget(_ name: Name) {
    guard let place = places.removeValue(forKey: name) else { return }
    metrics[place] = nil
    free.append(place)
    members[name.metricName]?.remove(place)
    generation += 1
  }

  /// A value came.
  ///
  /// - Parameters:
  ///   - place: Of its metric.
  ///   - direction: When the metric is better, where that is known.
  ///   - metadata: What to tell with an alert.
  public mutating func observe(
    _ value: Double, at place: Int, _ moment: Moment, direction: Direction?, metadata: () -> OrderedMap<JSON>,
    _ alerts: inout AlertTable
  ) {
    guard var metric = metrics[place] else { return }
    metrics[place] = nil
    metric.history.append(value)
    metric.lastHeard = moment.uptime
    for threshold in rules[metric.name] ?? [] {
      if threshold.when == .absent {
        heard[metric.name] = moment.uptime
        resolve(AlertTable.Condition(metricName: metric.name, when: .absent, subject: nil), moment, &alerts)
      } else if let kind = threshold.kind(for: direction) {
        undirected.remove(metric.name)
        observe(value, threshold, kind, &metric, moment, metadata, &alerts)
      } else {
        undirected.insert(metric.name)
      }
    }
    metrics[place] = metric
  }

  private func observe(
    _ value: Double, _ threshold: Threshold, _ kind: ThresholdKind, _ metric: inout WatchedMetric, _ moment: Moment,
    _ metadata: () -> OrderedMap<JSON>, _ alerts: inout AlertTable
  ) {
    let condition = AlertTable.Condition(metricName: metric.name, when: threshold.when, subject: metric.subject)
    guard threshold.isViolated(by: value, as: kind) else {
      metric.violations[threshold.when] = nil
      return resolve(condition, moment, &alerts)
    }
    var violation =
      metric.violations[threshold.when]
      ?? WatchedMetric.Violation(since: moment.uptime, value: value, kind: kind)
    (violation.value, violation.kind) = (value, kind)
    if moment.uptime - violation.since >= threshold.forSeconds || alerts.openAlert(condition) != nil {
      raise(condition, threshold, violation, metric.history.values, moment, metadata(), &alerts)
    }
    metric.violations[threshold.when] = violation
  }

  /// Raises the alert of a condition, or says that it is violated again.
  private func raise(
    _ condition: AlertTable.Condition, _ threshold: Threshold, _ violation: WatchedMetric.Violation,
    _ history: [Double], _ moment: Moment, _ metadata: OrderedMap<JSON>,
    _ alerts: inout AlertTable
  ) {
    let kind = violation.kind
    let severity = threshold.severity(of: violation.value, as: kind)
    var metadata = metadata
    if kind != .absent { metadata["trend"] = .string(Trend(of: history).rawValue) }
    let now = moment.timestamp.text
    if let id = alerts.openAlert(condition), var alert = alerts[id] {
      let isWorse = severity > alert.severity
      alert.count += 1
      alert.lastValue = violation.value
      alert.updatedAt = now
      alert.metadata.overlay(metadata)
      if isWorse {
        alert.severity = severity
        alert.message = threshold.message(violation.value, kind, of: condition.subject)
        alert.state = .firing
        alert.acknowledgedAt = nil
      }
      return alerts.put(alert, as: isWorse ? .worsened : .updated)
    }
    var alert = Alert()
    let content = "\(condition.metricName) \(condition.when) \(condition.subject ?? "")"
    alert.alertID = RunID.make(at: moment.timestamp, content: Array(content.utf8))
    alert.severity = severity
    alert.message = threshold.message(violation.value, kind, of: condition.subject)
    alert.metricName = condition.metricName
    alert.metricValue = violation.value
    alert.lastValue = violation.value
    alert.threshold = threshold.threshold ?? threshold.forSeconds
    alert.timestamp = now
    alert.updatedAt = now
    alert.when = condition.when
    alert.subject = condition.subject
    alert.metadata = metadata
    alerts.put(alert, as: .raised)
  }

  private func resolve(
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

  /// Resolves what was raised by a threshold that is no more.
  mutating func resolveUnruled(_ moment: Moment, _ alerts: inout AlertTable) {
    for condition in alerts.openConditions.keys
    where !(rules[condition.metricName]?.contains { $0.when == condition.when } ?? false) {
      resolve(condition, moment, because: "the threshold was removed", &alerts)
    }
  }

  /// Time has passed: what was violated long enough is told, and what is absent.
  public mutating func tick(_ moment: Moment, _ alerts: inout AlertTable) {
    for threshold in thresholds {
      if threshold.when == .absent {
        tick(absent: threshold, moment, &alerts)
        continue
      }
      guard threshold.forSeconds > 0 else { continue }
      for place in members[threshold.metricName] ?? [] {
        guard let metric = metrics[place], let violation = metric.violations[threshold.when],
          moment.uptime - violation.since >= threshold.forSeconds
        else { continue }
        let condition = AlertTable.Condition(metricName: metric.name, when: threshold.when, subject: metric.subject)
        guard alerts.openAlert(condition) == nil else { continue }
        raise(condition, threshold, violation, metric.history.values, moment, [:], &alerts)
      }
    }
  }

  private mutating func tick(absent threshold: Threshold, _ moment: Moment, _ alerts: inout AlertTable) {
    let condition = AlertTable.Condition(metricName: threshold.metricName, when: .absent, subject: nil)
    let last = heard[threshold.metricName] ?? moment.uptime
    heard[threshold.metricName] = last
    let silence = moment.uptime - last
    guard silence >= threshold.forSeconds, alerts.openAlert(condition) == nil else { return }
    let violation = WatchedMetric.Violation(since: last, value: silence, kind: .absent)
    raise(condition, threshold, violation, [], moment, [:], &alerts)
  }

  /// Nothing more comes of an execution or host: what it has open is resolved, and it is forgotten.
  mutating func end(
    _ moment: Moment, because reason: String, _ alerts: inout AlertTable, where isEnded: (String) -> Bool
  ) {
    for condition in alerts.openConditions.keys where condition.subject.map(isEnded) ?? false {
      resolve(condition, moment, because: reason, &alerts)
    }
    for name in places.keys where name.subject.map(isEnded) ?? false { forget(name) }
  }

  /// The latest values of each metric that is watched.
  public var histories: OrderedMap<MetricHistory> {
    var histories = OrderedMap<MetricHistory>()
    for case let metric? in metrics where metric.history.count > 0 {
      var history = histories[metric.name] ?? MetricHistory()
      metric.merge(into: &history)
      histories[metric.name] = history
    }
    return histories
  }
}

extension Threshold {
  /// Whether it would stand in the place of another.
  fileprivate func isSameRule(as other: Threshold) -> Bool {
    metricName == other.metricName && when == other.when
  }

  /// What is the matter, a sentence.
  fileprivate func message(_ value: Double, _ kind: ThresholdKind, of subject: String?) -> String {
    let place = subject.map { " (\($0))" } ?? ""
    if kind == .absent { return "\(metricName) has not been heard of for \(short(forSeconds)) s" }
    let duration = forSeconds > 0 ? " for \(short(forSeconds)) s" : ""
    return
      "\(metricName) is \(short(value)), \(kind.rawValue) the threshold \(short(threshold ?? 0))\(duration)\(place)"
  }
}
