public import CalibraxJSON
public import CalibraxModel

/// What is known of the executions of all pipelines, and what their times are held against.
public struct Pipelines: Sendable {
  /// An execution may take so many times the baseline.
  static let tolerance = 1.2
  /// The part of the latest executions that may fail.
  static let tolerableErrorRate = 0.3
  /// How many of the latest must be there to tell.
  private static let fewest = 3

  private(set) var statistics: [String: PipelineStatistics] = [:]
  /// The names, in the order they were first heard of.
  private(set) var names: [String] = []
  /// What times are held against, by what was named: a pipeline, or it with `_latency` or `_time` behind it.
  public internal(set) var baselines = OrderedMap<Double>()

  /// No pipelines.
  init() {}

  /// The baseline of a pipeline; `nil` when it has none.
  func baseline(of name: String) -> Double? {
    if baselines.isEmpty { return nil }
    return baselines[name] ?? baselines[name + "_latency"] ?? baselines[name + "_time"]
  }

  mutating func set(_ statistics: PipelineStatistics, of name: String) {
    if self.statistics.updateValue(statistics, forKey: name) == nil { names.append(name) }
  }

  /// An execution ended.
  ///
  /// - Returns: The alerts that it raises: that it took over 20 % longer than the baseline, and that of the last 20 of its
  ///   pipeline, when they are at least 3, more than 0.3 failed.
  mutating func take(_ execution: RecordedExecution) -> [Alert] {
    let name = execution.pipelineName
    if statistics[name] == nil { names.append(name) }
    // In place: the window must not be copied.
    statistics[name, default: PipelineStatistics()].append(
      PipelineStatistics.Outcome(time: execution.executionTime, isSuccess: execution.success))
    var alerts: [Alert] = []
    if let baseline = baseline(of: name), execution.executionTime > baseline * Self.tolerance {
      alerts.append(slow(execution, baseline))
    }
    if !execution.success, let alert = failing(execution) { alerts.append(alert) }
    return alerts
  }

  private func slow(_ execution: RecordedExecution, _ baseline: Double) -> Alert {
    let (name, time) = (execution.pipelineName, execution.executionTime)
    var alert = alert("pipeline_\(name)_time", execution)
    alert.severity = .warning
    alert.metricValue = time
    alert.threshold = baseline * Self.tolerance
    alert.message =
      "Pipeline '\(name)' degraded: \(fixed(time, 2))s vs baseline \(fixed(baseline, 2))s "
      + "(\(fixed((time / baseline - 1) * 100, 0))% slower)"
    alert.lastValue = alert.metricValue
    return alert
  }

  private func failing(_ execution: RecordedExecution) -> Alert? {
    let name = execution.pipelineName
    let recent = statistics[name]?.window.last(PipelineStatistics.recentCount) ?? []
    let failures = recent.count { !$0.isSuccess }
    let rate = Double(failures) / Double(recent.count)
    guard recent.count >= Self.fewest, rate > Self.tolerableErrorRate else { return nil }
    var alert = alert("pipeline_\(name)_error_rate", execution)
    alert.severity = .error
    alert.metricValue = rate
    alert.threshold = Self.tolerableErrorRate
    alert.message =
      "Pipeline '\(name)' high error rate: \(fixed(rate * 100, 0))% (\(failures)/\(recent.count) recent runs failed)"
    alert.lastValue = alert.metricValue
    return alert
  }

  /// An alert with an identifier that follows from the execution, so that whoever reads the log makes the same.
  private func alert(_ metricName: String, _ execution: RecordedExecution) -> Alert {
    var alert = Alert()
    let number = statistics[execution.pipelineName]?.total ?? 0
    let moment = Timestamp(execution.timestamp) ?? Timestamp(microseconds: 0)
    alert.alertID = RunID.make(at: moment, content: Array("\(metricName) \(number)".utf8))
    alert.metricName = metricName
    alert.timestamp = execution.timestamp
    alert.updatedAt = execution.timestamp
    alert.metadata = execution.metadata
    alert.metadata["pipeline_name"] = .string(execution.pipelineName)
    if let id = execution.executionID { alert.metadata["execution_id"] = .string(id) }
    return alert
  }

  /// How well pipelines do.
  ///
  /// - Parameters:
  ///   - chosen: Those to tell of; all when empty.
  ///   - lost: How many executions of each are lost now.
  public func report(on chosen: Set<String>, lost: [String: Int]) -> HealthReport {
    var report = HealthReport()
    let known = names + lost.keys.filter { statistics[$0] == nil }.sorted()
    for name in known where chosen.isEmpty || chosen.contains(name) {
      let health = (statistics[name] ?? PipelineStatistics())
        .health(baseline: baseline(of: name), lost: lost[name] ?? 0)
      report.pipelines[name] = health
      report.overallHealth = max(report.overallHealth, health.health)
      report.totalExecutions += health.totalExecutions
    }
    report.baselines = baselines
    return report
  }
}
