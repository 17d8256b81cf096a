public import CalibraxJSON
public import CalibraxModel

/// What the server knows of executions, alerts and thresholds: what the commands in the log say, in their order, and what
/// the monitor found since.
public struct Monitoring: Sendable {
  /// Executions that were started.
  public private(set) var executions = ExecutionTable()
  /// What is known of all executions.
  public private(set) var pipelines = Pipelines()
  /// The alerts.
  public private(set) var alerts = AlertTable()
  /// The thresholds, and what is held against them.
  public private(set) var thresholds = ThresholdMonitor()
  /// Seconds between two looks at the sources; `nil` when they are not looked at.
  public private(set) var interval: Double?

  /// Nothing is known.
  public init() {}

  /// What a command did.
  public enum Outcome: Sendable {
    /// What it says.
    case done
    /// It raised these alerts.
    case raised([Alert])
    /// The execution is this now; whether it began with the command.
    case execution(Execution, isNew: Bool)
  }

  /// Why a command did nothing.
  public enum Refusal: Error, Sendable {
    /// There is no alert of the identifier.
    case noAlert(String)
    /// The alert is over.
    case resolved(String)
    /// The metric has no such threshold.
    case noThreshold(String)
    /// There is no execution of the identifier.
    case noExecution(String)
    /// The execution is another pipeline's, or is over.
    case taken(Execution)
    /// The execution has ended in another way.
    case ended(Execution)
  }

  /// Takes in a command. It depends on nothing but the commands before it, what the monitor found, and the moment.
  public mutating func apply(_ command: MonitoringCommand, _ moment: Moment) throws(Refusal) -> Outcome {
    switch command {
    case .begin(let execution): return try begin(execution)
    case .finish(let execution): return try finish(execution, moment)
    case .record(let execution): return .raised(take(execution))
    case .raise(let alert):
      alerts.put(alert, as: .raised)
      return .raised([alert])
    case .update(let alert): alerts.restore(alert)
    case .acknowledge(let acknowledgement): return .raised([try acknowledge(acknowledgement)])
    case .clear(let clearing): alerts.clear(until: clearing.timestamp)
    case .setThreshold(let threshold): thresholds.set(threshold, moment, &alerts)
    case .removeThreshold(let name):
      guard thresholds.remove(name.metricName, name.when, moment, &alerts) else { throw .noThreshold(name.metricName) }
    case .setBaseline(let baseline): pipelines.baselines[baseline.metricName] = baseline.baselineValue
    case .poll(let polling): poll(polling, moment)
    case .pipeline(let record): pipelines.set(PipelineStatistics(record), of: record.pipelineName)
    }
    return .done
  }

  // MARK: Executions

  private mutating func begin(_ execution: Execution) throws(Refusal) -> Outcome {
    if let known = executions[execution.executionID] {
      guard known.state == .running, known.pipelineName == execution.pipelineName else { throw .taken(known) }
      return .execution(known, isNew: false)
    }
    executions.put(execution)
    return .execution(execution, isNew: true)
  }

  private mutating func finish(_ execution: Execution, _ moment: Moment) throws(Refusal) -> Outcome {
    guard let known = executions[execution.executionID] else { throw .noExecution(execution.executionID) }
    guard known.state == .running else {
      guard known.state == execution.state else { throw .ended(known) }
      return .execution(known, isNew: false)
    }
    executions.put(execution)
    var recorded = RecordedExecution()
    recorded.pipelineName = execution.pipelineName
    recorded.executionTime = execution.executionTime ?? 0
    recorded.success = execution.state == .succeeded
    recorded.metadata = execution.metadata
    recorded.executionID = execution.executionID
    recorded.timestamp = execution.finishedAt ?? execution.startedAt
    _ = take(recorded)
    endValues(of: execution.executionID, moment, because: "the execution has ended")
    return .execution(execution, isNew: true)
  }

  private mutating func take(_ execution: RecordedExecution) -> [Alert] {
    let raised = pipelines.take(execution)
    for alert in raised { alerts.put(alert, as: .raised) }
    return raised
  }

  /// What alerts call an execution.
  public static func subject(of execution: String) -> String { "execution \(execution)" }

  /// Nothing more comes of an execution, for a reason: what it has open is resolved.
  public mutating func endValues(of execution: String, _ moment: Moment, because reason: String) {
    thresholds.end(Self.subject(of: execution), moment, because: reason, &alerts)
  }

  // MARK: Alerts

  private mutating func acknowledge(_ acknowledgement: Acknowledgement) throws(Refusal) -> Alert {
    // The log may not have it yet.
    if let alert = acknowledgement.alert { alerts.introduce(alert) }
    guard var alert = alerts[acknowledgement.alertID] else { throw .noAlert(acknowledgement.alertID) }
    switch alert.state {
    case .resolved: throw .resolved(alert.alertID)
    case .acknowledged: break
    case .firing:
      alert.state = .acknowledged
      alert.acknowledgedAt = acknowledgement.timestamp
      alert.updatedAt = acknowledgement.timestamp
      alerts.put(alert, as: .acknowledged)
    }
    return alert
  }

  /// How many alerts are kept from now on.
  public mutating func keep(alerts limit: Int) { alerts.limit = limit }

  /// What became of alerts since this was last asked.
  public mutating func takeNews(withUpdates: Bool) -> [AlertTable.News] { alerts.takeNews(withUpdates: withUpdates) }

  // MARK: Values

  /// The place of a metric of an execution, point or host, to observe values at; see ``ThresholdMonitor/generation``.
  public mutating func place(of metricName: String, subject: String?, _ moment: Moment) -> Int {
    thresholds.place(of: metricName, subject: subject, moment, &alerts)
  }

  /// Values of a metric came, one after the other.
  ///
  /// - Parameter metadata: What to tell with an alert that the value of an index raises.
  public mutating func observe(
    _ values: [Double], at place: Int, _ moment: Moment, direction: Direction?,
    metadata: (Int) -> OrderedMap<JSON> = { _ in [:] }
  ) {
    thresholds.observe(values, at: place, moment, direction: direction, metadata: metadata, &alerts)
  }

  /// Whether a run of a moment is not older than the last one that was observed at a place.
  public mutating func isNews(_ time: Timestamp?, at place: Int) -> Bool { thresholds.isNews(time, at: place) }

  /// A metric has a value from before the server was started.
  public mutating func resume(_ value: Double, at place: Int, _ moment: Moment, direction: Direction?) {
    thresholds.resume(value, at: place, moment, direction: direction)
  }

  /// Time has passed.
  public mutating func tick(_ moment: Moment) {
    thresholds.tick(moment, &alerts)
  }

  // MARK: Sources

  private mutating func poll(_ polling: Polling, _ moment: Moment) {
    interval = polling.interval
    guard interval == nil else { return }
    thresholds.end(moment, because: "monitoring was stopped", &alerts) { $0.hasPrefix(Self.source(nil)) }
  }

  /// What alerts call the source of a value of the server's own host.
  public static func source(_ device: String?) -> String { "server" + (device.map { " \($0)" } ?? "") }

  // MARK: The log

  /// Puts in order what a log had out of order, and forgets what it told: everybody knows. What it left open though
  /// nothing can end it any more is resolved, which is news.
  public mutating func endReplay(_ moment: Moment) {
    alerts.sort()
    _ = alerts.takeNews(withUpdates: true)
    let (executions, isPolling) = (executions, interval != nil)
    thresholds.resolveOrphans(moment, &alerts) { subject in
      if subject.hasPrefix(Self.source(nil)) { return !isPolling }
      guard subject.hasPrefix(Self.subject(of: "")) else { return false }
      return executions[String(subject.dropFirst(Self.subject(of: "").count))]?.state != .running
    }
  }

  /// Commands that make the same anew.
  public var snapshot: [MonitoringCommand] {
    var commands = pipelines.names.compactMap { name in
      pipelines.statistics[name].map { MonitoringCommand.pipeline(PipelineRecord($0, of: name)) }
    }
    for baseline in pipelines.baselines {
      var command = ExecutionBaseline()
      (command.metricName, command.baselineValue) = (baseline.key, baseline.value)
      commands.append(.setBaseline(command))
    }
    for execution in executions.all { commands.append(.begin(execution)) }
    for threshold in thresholds.thresholds { commands.append(.setThreshold(threshold)) }
    var clearing = Clearing()
    clearing.timestamp = alerts.clearedUntil
    commands.append(.clear(clearing))
    // Not as updates: what was raised by a clock that was behind would be taken for cleared.
    for alert in Array(alerts.newestFirst).reversed() { commands.append(.raise(alert)) }
    var polling = Polling()
    polling.interval = interval
    commands.append(.poll(polling))
    return commands
  }
}

extension PipelineStatistics {
  fileprivate init(_ record: PipelineRecord) {
    let failures = Set(record.failures)
    for (place, time) in record.times.enumerated() {
      window.append(Outcome(time: time, isSuccess: !failures.contains(place)))
    }
    total = record.total
  }
}

extension PipelineRecord {
  fileprivate init(_ statistics: PipelineStatistics, of name: String) {
    let outcomes = statistics.window.values
    pipelineName = name
    total = statistics.total
    times = outcomes.map(\.time)
    failures = outcomes.indices.filter { !outcomes[$0].isSuccess }
  }
}
