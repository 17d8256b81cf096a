public import CalibraxJSON
public import CalibraxModel

/// Holds values against thresholds, at once when they come and by time when they do not. It raises, updates and resolves
/// alerts: at most one that is open for each threshold of each metric of each execution, point or host.
public struct ThresholdMonitor: Sendable {
  /// How many metrics are watched at most; of more those that were silent longest are forgotten.
  static let limit = 50_000

  /// The thresholds, in the order they were first set.
  public private(set) var thresholds: [Threshold] = []
  /// Counts up whenever what ``place(of:subject:_:_:)`` answered may not hold any more.
  public private(set) var generation = 0
  /// Metrics with a threshold that needs a direction, which none of their values had.
  public internal(set) var undirected: Set<String> = []
  /// The thresholds by metric.
  var rules: [String: [Threshold]] = [:]
  var metrics: [WatchedMetric?] = []
  var places: [Name: Int] = [:]
  /// The places of each metric.
  var members: [String: Set<Int>] = [:]
  var free: [Int] = []
  /// When each metric that must not be absent was last heard of.
  var heard: [String: Double] = [:]
  /// How many alerts were raised.
  var raised = 0

  struct Name: Hashable, Sendable {
    var metricName: String
    var subject: String?
  }

  /// No thresholds.
  public init() {}

  // MARK: Thresholds

  /// Sets a threshold in place of the one of the same metric and kind. What that found violated is held against the new
  /// one.
  mutating func set(_ threshold: Threshold, _ moment: Moment, _ alerts: inout AlertTable) {
    if let place = thresholds.firstIndex(where: { $0.isSameRule(as: threshold) }) {
      thresholds[place] = threshold
    } else {
      thresholds.append(threshold)
    }
    arrange()
    for place in members[threshold.metricName] ?? [] {
      guard let violation = metrics[place]?.violations[threshold.when],
        !threshold.isViolated(by: violation.value, as: violation.kind)
      else { continue }
      metrics[place]?.violations[threshold.when] = nil
      let condition = threshold.condition(of: metrics[place]?.subject)
      resolve(condition, moment, because: "the threshold was changed", &alerts)
    }
  }

  /// Takes thresholds of a metric away, those of one kind or all, and resolves what they have raised.
  ///
  /// - Returns: Whether there were any.
  mutating func remove(_ metricName: String, _ when: ThresholdKind?, _ moment: Moment, _ alerts: inout AlertTable)
    -> Bool
  {
    let count = thresholds.count
    thresholds.removeAll { $0.metricName == metricName && (when == nil || when == $0.when) }
    arrange()
    if when ?? .absent == .absent { heard[metricName] = nil }
    if when ?? .worse == .worse { undirected.remove(metricName) }
    for place in members[metricName] ?? [] {
      if let when { metrics[place]?.violations[when] = nil } else { metrics[place]?.violations = [:] }
      guard rules[metricName] == nil, let metric = metrics[place] else { continue }
      forget(Name(metricName: metric.name, subject: metric.subject))
    }
    let isRuled = isRuled
    resolve(moment, because: "the threshold was removed", &alerts) { !isRuled($0) }
    return thresholds.count < count
  }

  private mutating func arrange() {
    rules = Dictionary(grouping: thresholds, by: \.metricName)
    generation += 1
  }

  /// Whether a threshold may have raised what is open.
  var isRuled: (AlertTable.Condition) -> Bool {
    { [rules] condition in rules[condition.metricName]?.contains { $0.when == condition.when } ?? false }
  }

  /// Whether anything is held against a metric.
  public func isWatched(_ metricName: String) -> Bool { rules[metricName] != nil }

  /// Whether a violation of the metric has to last before it is told.
  public func isPatient(_ metricName: String) -> Bool {
    rules[metricName]?.contains { $0.when != .absent && $0.forSeconds > 0 } ?? false
  }

  // MARK: Metrics

  /// The place of a metric of an execution, point or host, to observe its values at.
  mutating func place(of metricName: String, subject: String?, _ moment: Moment, _ alerts: inout AlertTable) -> Int {
    let name = Name(metricName: metricName, subject: subject)
    if let place = places[name] { return place }
    if places.count >= Self.limit { forgetSilent(moment, &alerts) }
    let metric = WatchedMetric(metricName, subject, at: moment.uptime)
    let place = free.popLast() ?? metrics.count
    if place == metrics.count { metrics.append(metric) } else { metrics[place] = metric }
    places[name] = place
    members[metricName, default: []].insert(place)
    return place
  }

  /// A tenth at once, for they have to be sorted. What is violated stays as long as others can go.
  private mutating func forgetSilent(_ moment: Moment, _ alerts: inout AlertTable) {
    let silent = metrics.compactMap { $0 }.sorted {
      $0.violations.isEmpty == $1.violations.isEmpty ? $0.lastHeard < $1.lastHeard : $0.violations.isEmpty
    }
    var subjects: Set<Name> = []
    for metric in silent.prefix(Self.limit / 10) {
      let name = Name(metricName: metric.name, subject: metric.subject)
      forget(name)
      subjects.insert(name)
    }
    resolve(moment, because: "too many metrics are watched", &alerts) {
      subjects.contains(Name(metricName: $0.metricName, subject: $0.subject))
    }
  }

  private mutating func forget(_ name: Name) {
    guard let place = places.removeValue(forKey: name) else { return }
    metrics[place] = nil
    free.append(place)
    members[name.metricName]?.remove(place)
    generation += 1
  }

  /// Nothing more comes of an execution: what it has open is resolved, and it is forgotten.
  mutating func end(_ subject: String, _ moment: Moment, because reason: String, _ alerts: inout AlertTable) {
    for threshold in thresholds {
      resolve(threshold.condition(of: subject), moment, because: reason, &alerts)
      forget(Name(metricName: threshold.metricName, subject: subject))
    }
  }

  /// Nothing more comes of some hosts for now: what they have open is resolved. What they have used is still to be seen.
  mutating func end(
    _ moment: Moment, because reason: String, _ alerts: inout AlertTable, where isEnded: (String) -> Bool
  ) {
    resolve(moment, because: reason, &alerts) { $0.subject.map(isEnded) ?? false }
    for place in metrics.indices where metrics[place]?.subject.map(isEnded) ?? false {
      metrics[place]?.violations = [:]
    }
  }

  /// The latest values of each metric that is watched.
  public var histories: OrderedMap<MetricHistory> {
    var histories = OrderedMap<MetricHistory>()
    let heard = metrics.compactMap { $0 }.filter { $0.history.count > 0 }
    for name in heard.map(\.name) where histories[name] == nil { histories[name] = MetricHistory() }
    // The one that was heard of last has the latest value.
    for metric in heard.sorted(by: { $0.lastHeard < $1.lastHeard }) {
      var history = histories[metric.name] ?? MetricHistory()
      metric.merge(into: &history)
      histories[metric.name] = history
    }
    return histories
  }
}

extension Threshold {
  /// Whether it would stand in the place of another.
  func isSameRule(as other: Threshold) -> Bool {
    metricName == other.metricName && when == other.when
  }

  func condition(of subject: String?) -> AlertTable.Condition {
    AlertTable.Condition(metricName: metricName, when: when, subject: subject)
  }
}
