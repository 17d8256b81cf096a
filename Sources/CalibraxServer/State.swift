public import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
public import CalibraxStore

/// What the handlers see: the store and what the server knows of itself. One thread owns it.
public struct State {
  /// Runs, baselines and definitions.
  public var store: any Store
  /// Recorded samples.
  public var series: SeriesStore
  /// Executions, alerts and thresholds.
  var monitoring = Monitoring()
  /// The benchmarks that pages ask for.
  let benchmarkViews = BenchmarkViews()
  /// Which series are held against thresholds.
  var watchedSeries = WatchedSeries()
  /// Who is told of alerts; nobody in a process of its own.
  var dispatcher: AlertDispatcher?
  /// Alerts whose state is not in the log yet.
  var unstoredAlerts: Set<String> = []
  /// Alerts of which the log lacks nothing but how often they were violated.
  var countedAlerts: Set<String> = []
  /// When executions were last heard of.
  var signs: ExecutionSigns
  /// What happened lately, for those who want to be told.
  var events = EventRing()
  /// Files that are to be removed.
  var removals: [FilesToRemove] = []
  /// Who may do what; `nil` when everybody may do everything.
  var tokens: Tokens?
  /// How often each method was called, in the order of all methods.
  var counts = [ServerInfo.CallCounts](repeating: ServerInfo.CallCounts(), count: allMethods.count)
  /// What `serverInfo` says beside the store.
  public var info = ServerInfo.Result()
  /// This server from its start to its end.
  let id = String(UInt64.random(in: 0 ... .max), radix: 16)
  /// Tells the time.
  public var clock: Clock
  /// When the server started, seconds of the clock that never jumps.
  let started: Double

  /// The state of a server that starts now.
  public init(store: any Store, series: SeriesStore, limits: ServerLimits, clock: Clock) {
    self.store = store
    self.series = series
    self.clock = clock
    started = clock.uptime()
    let moment = Moment(clock.now(), uptime: started)
    let monitoring = Monitoring(replaying: &self.store, keeping: store.configuration.maxAlerts, moment)
    self.monitoring = monitoring
    signs = ExecutionSigns(
      running: monitoring.executions.all.filter { $0.state == .running }.map(\.executionID), at: started)
    resumeViolations()
    info.durability.samples = series.durability.promise
    info.limits = limits.described
  }
}

extension State {
  /// What time it is.
  var moment: Moment { Moment(clock.now(), uptime: clock.uptime()) }

  /// Takes in the samples that count since the last commit.
  mutating func takeRecorded() {
    let recorded = series.recorded
    guard !recorded.isEmpty else { return }
    let now = clock.uptime()
    let isObserving = !monitoring.thresholds.thresholds.isEmpty
    var start = 0
    while start < recorded.count {
      let series = Int(recorded[start].series)
      var end = start + 1
      while end < recorded.count && Int(recorded[end].series) == series { end += 1 }
      events.append(recorded[start..<end], of: series, first: recorded[start].place)
      signs.heard(series: self.series.execution(of: series), at: now)
      if isObserving { observe(recorded[start..<end], of: series) }
      start = end
    }
  }

  /// Takes in what was stored, or found to be.
  mutating func take(_ changes: [StoreChange]) {
    store.apply(changes)
    for change in changes {
      switch change {
      case .loaded(.runs, _, let run):
        events.append(.run(JSONWriter.bytes(of: RunHead(run))))
        observe(run)
      case .configured(let configuration):
        monitoring.keep(alerts: configuration.maxAlerts)
        configureHandlers()
      default: break
      }
    }
  }

  /// Finds executions that are lost, or heard of again, since this was last asked.
  mutating func findLost() {
    for id in signs.takeChanged(series, at: clock.uptime()) {
      guard let execution = monitoring.executions[id].map(current) else { continue }
      tell(of: execution)
      if execution.state == .lost { monitoring.endValues(of: id, moment, because: "the execution is lost") }
    }
  }

  mutating func tell(of execution: Execution) {
    events.append(
      .execution(
        id: execution.executionID, pipeline: execution.pipelineName, JSONWriter.bytes(of: execution)))
  }

  /// An execution with the state that it has now.
  func current(_ execution: Execution) -> Execution {
    var execution = execution
    if execution.state == .running, signs.isLost(execution.executionID, series, at: clock.uptime()) {
      execution.state = .lost
    }
    return execution
  }
}

extension RunHead {
  fileprivate init(_ run: Run) {
    self.init()
    runID = run.id
    timestamp = run.timestamp
    commit = run.commit
    branch = run.branch
    points = run.points.count
  }
}
