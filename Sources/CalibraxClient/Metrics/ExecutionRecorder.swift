import CalibraxAPI
import CalibraxModel
import Synchronization

/// Takes what is recorded in one execution: checks it, thins it out, hands it on. A sample takes one short lock, and one
/// more when it goes out.
final class ExecutionRecorder: Sendable {
  /// Whose metrics are recorded in this task.
  @TaskLocal static var current: ExecutionRecorder?

  /// Its number in this client.
  let number: Int
  let intake: Intake
  private let params: StartExecution.Params
  private let state = Mutex(State())

  private enum Phase {
    case waiting, open, closed
  }

  private struct State {
    var phase = Phase.waiting
    var startedAt = 0.0
    var series = RecordedSeries()
    var progress = ProgressKeys()
    var counts = MetricCounts()
    /// When the first of the samples that are held back is due, as the intake knows.
    var due = Double.infinity
    var told: Set<String> = []
  }

  /// An execution, which opens when it is first recorded in.
  init(_ params: StartExecution.Params, _ intake: Intake) {
    self.params = params
    self.intake = intake
    number = intake.nextNumber()
  }

  /// What became of the samples so far, as far as it was decided here.
  var counts: MetricCounts { state.withLock { $0.counts } }

  // MARK: Recording

  func record(_ metric: Metric, _ value: Double, at explicit: Double?) {
    let now = intake.clock()
    let report = state.withLock { state -> String? in
      guard let place = state.series.place(of: metric) else {
        return recordAnew(metric, value, at: explicit, now: now, &state)
      }
      return record(value, at: explicit, in: place, now: now, &state)
    }
    if let report { intake.reporter.tell(report) }
  }

  /// Records by a metric that is new here.
  private func recordAnew(
    _ metric: Metric, _ value: Double, at explicit: Double?, now: Double, _ state: inout State
  ) -> String? {
    open(&state, at: now)
    guard state.phase == .open else {
      intake.countRefused()
      let text = "the execution \"\(params.pipelineName)\" is over; \"\(metric.key)\" is not recorded in it"
      return state.told.insert(text).inserted ? text : nil
    }
    switch state.series.admit(metric, number: intake.nextNumber) {
    case .refused(let report):
      state.counts.recorded += 1
      state.counts.refused += 1
      return report
    case .defined(let place):
      define(state.series.entries[place])
      return record(value, at: explicit, in: place, now: now, &state)
    case .known(let place):
      return record(value, at: explicit, in: place, now: now, &state)
    }
  }

  @inline(__always)
  private func record(_ value: Double, at explicit: Double?, in place: Int, now: Double, _ state: inout State)
    -> String?
  {
    state.counts.recorded += 1
    let sample = Sample(at: explicit ?? now - state.startedAt, value: value)
    guard sample.value.isFinite && sample.at.isFinite else { return refuseNotFinite(place, &state) }
    guard let decision = state.series.offer(sample, at: now, in: place) else {
      pass(sample, place, state, isThrottled: false)
      return nil
    }
    switch decision {
    case .passed: pass(sample, place, state)
    case .held: noteHeld(place, &state)
    case .replaced: state.counts.throttled += 1
    case .heldAfter(let due):
      pass(due, place, state)
      noteHeld(place, &state)
    case .passedAfter(let due):
      pass(due, place, state)
      pass(sample, place, state)
    }
    return nil
  }

  private func refuseNotFinite(_ place: Int, _ state: inout State) -> String? {
    state.counts.refused += 1
    let text = "the metric \"\(state.series.entries[place].metric.key)\" was given a number that is not finite"
    return state.told.insert(text).inserted ? text + "; such samples are not recorded" : nil
  }

  private func pass(_ sample: Sample, _ place: Int, _ state: borrowing State, isThrottled: Bool = true) {
    intake.append(QueuedSample(series: state.series.entries[place].number, sample: sample), isThrottled: isThrottled)
  }

  private func noteHeld(_ place: Int, _ state: inout State) {
    guard let due = state.series.entries[place].throttle?.deadline, due < state.due else { return }
    state.due = due
    intake.noteHeld()
  }

  private func define(_ entry: RecordedSeries.Entry) {
    var define = DefineMetric.Params()
    define.executionID = params.executionID
    define.key = entry.metric.key
    define.group = entry.metric.definition.group
    define.scale = entry.metric.definition.scale
    define.throttle = entry.metric.definition.throttle
    intake.define(series: entry.number, of: number, define)
  }

  // MARK: What was held back

  /// Hands on what is due; returns when the next is.
  func sweep(at now: Double) -> Double? {
    state.withLock { state in
      guard state.due < .infinity else { return nil }
      state.due = .infinity
      for place in state.series.entries.indices {
        if let due = state.series.entries[place].throttle?.due(at: now) { pass(due, place, state) }
        if let next = state.series.entries[place].throttle?.deadline { state.due = min(state.due, next) }
      }
      return state.due < .infinity ? state.due : nil
    }
  }

  /// Hands on all of it now.
  func release() {
    state.withLock { release(&$0) }
  }

  private func release(_ state: inout State) {
    for place in state.series.entries.indices { release(place, &state) }
    state.due = .infinity
  }

  private func release(_ place: Int, _ state: inout State) {
    if let held = state.series.entries[place].throttle?.release() { pass(held, place, state) }
  }

  // MARK: Beginning and end

  /// The execution begins.
  func open() {
    state.withLock { open(&$0, at: intake.clock()) }
  }

  private func open(_ state: inout State, at now: Double) {
    guard state.phase == .waiting else { return }
    state.phase = .open
    state.startedAt = now
    // Within the lock, so that it is announced before its series.
    intake.open(self, params)
  }

  /// The execution ends, if it began: what is held back goes out. In any case nothing more is recorded in it.
  func close(success: Bool) {
    state.withLock { state in
      guard state.phase == .open else {
        state.phase = .closed
        return
      }
      let now = intake.clock()
      for metrics in state.progress.goingOn { endProgress(metrics, .stopped, now: now, &state) }
      release(&state)
      state.phase = .closed
      state.series = RecordedSeries()
      var finish = FinishExecution.Params()
      finish.executionID = params.executionID ?? ""
      finish.success = success
      finish.executionTime = now - state.startedAt
      intake.close(number, finish, state.counts)
    }
  }

  // MARK: Progress

  /// A loop of a key begins: the metrics that no other loop records in meanwhile.
  func beginProgress(_ key: String, _ group: MetricGroup?, total: Int?) -> ProgressMetrics {
    state.withLock { $0.progress.begin(key, group, total: total) }
  }

  /// The loop ended, unless the execution did before: its last sample goes out, and then how it ended.
  func endProgress(_ metrics: ProgressMetrics, _ end: ProgressEnd) {
    let report = state.withLock { endProgress(metrics, end, now: intake.clock(), &$0) }
    if let report { intake.reporter.tell(report) }
  }

  @discardableResult
  private func endProgress(
    _ metrics: ProgressMetrics, _ end: ProgressEnd, now: Double, _ state: inout State
  ) -> String? {
    guard state.progress.end(metrics) else { return nil }
    // What was not recorded has no end either.
    guard let place = state.series.place(of: metrics.done) else { return nil }
    release(place, &state)
    return recordAnew(metrics.end, end.rawValue, at: nil, now: now, &state)
  }
}
