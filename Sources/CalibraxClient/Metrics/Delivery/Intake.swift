import CalibraxAPI
import Dispatch
import Synchronization

/// What the threads that record hand to the thread that delivers.
final class Intake: Sendable {
  /// Seconds of the clock that never jumps; handed in so that tests can choose them.
  let clock: @Sendable () -> Double
  /// Who tells people what there is to tell.
  let reporter: Reporter
  let state: Mutex<State>
  private let lastNumber = Atomic(0)
  let wakeup = DispatchSemaphore(value: 0)

  struct State {
    var samples: SampleQueue
    var announcements: [Announcement] = []
    /// Ends of executions, to be told when what was recorded before is taken.
    var endings: [(mark: SampleQueue.Mark, Announcement)] = []
    var flushes: [(mark: SampleQueue.Mark, flush: Flush)] = []
    /// The open executions.
    var executions: [Int: ExecutionRecorder] = [:]
    /// What became of samples, but for those of the open executions.
    var counts = MetricCounts()
    /// How many must wait for the thread that delivers to be woken; out of reach while it is awake.
    var wakeAt = Int.max
    /// Whether it must not go to sleep before it has looked again.
    var isPressing = false
    var isHolding = false
    var isHurried = false
    var isStopped = false
    /// Whether nobody holds the client any more, who could do something about what is reported.
    var isLetGo = false

    /// How many samples are taken at once: not so many that the bound is reached by them alone.
    var batchSize: Int { min(Delivery.batchSize, max(1, samples.bound / 4)) }

    /// Whether the thread that delivers must be woken, if it must look at something; then it is told once.
    mutating func wakes(_ mustLook: Bool) -> Bool {
      guard mustLook else { return false }
      wakeAt = .max
      return true
    }
  }

  init(bound: Int, clock: @escaping @Sendable () -> Double, _ reporter: Reporter) {
    self.clock = clock
    self.reporter = reporter
    state = Mutex(State(samples: SampleQueue(bound: bound)))
  }

  // MARK: For the threads that record

  /// A number that neither an execution nor a series of this client has.
  func nextNumber() -> Int {
    lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
  }

  func append(_ sample: QueuedSample, isThrottled: Bool) {
    let wakes = state.withLock { state in
      state.samples.append(sample, isThrottled: isThrottled)
      return state.wakes(state.samples.count >= state.wakeAt)
    }
    if wakes { wakeup.signal() }
  }

  /// An execution holds a sample back that is due before the others it holds.
  func noteHeld() {
    let wakes = state.withLock { state in
      state.isHolding = true
      return state.wakes(state.wakeAt == 1)
    }
    if wakes { wakeup.signal() }
  }

  func open(_ execution: ExecutionRecorder, _ params: StartExecution.Params) {
    press { state in
      state.executions[execution.number] = execution
      state.announcements.append(.opened(execution: execution.number, params))
    }
  }

  func define(series: Int, of execution: Int, _ params: DefineMetric.Params) {
    state.withLock { $0.announcements.append(.defined(series: series, execution: execution, params)) }
  }

  func close(_ execution: Int, _ params: FinishExecution.Params, _ counts: MetricCounts) {
    press { state in
      state.executions[execution] = nil
      state.counts += counts
      state.endings.append((state.samples.mark, .closed(execution: execution, params)))
    }
  }

  /// A sample was recorded that is refused, in an execution that is over.
  func countRefused() {
    state.withLock { $0.counts += MetricCounts(recorded: 1, refused: 1) }
  }

  // MARK: For whoever waits

  /// Asks for all that was recorded so far to be delivered.
  func flush(_ flush: Flush) {
    for execution in executions { execution.release() }
    press { state in
      state.flushes.append((state.samples.mark, flush))
      state.isHurried = true
    }
  }

  /// Delivers what is left for nobody but itself.
  func letGo(_ end: Flush) {
    state.withLock { $0.isLetGo = true }
    flush(end)
  }

  /// Nobody waits any longer.
  func giveUp(_ flush: Flush) {
    state.withLock { $0.flushes.removeAll { $0.flush === flush } }
    flush.finish(false)
  }

  /// What became of the samples so far.
  var counts: MetricCounts {
    let (settled, executions) = state.withLock { state in
      var counts = state.counts
      counts.dropped = state.samples.dropped
      return (counts, Array(state.executions.values))
    }
    return executions.reduce(into: settled) { $0 += $1.counts }
  }

  var executions: [ExecutionRecorder] { state.withLock { Array($0.executions.values) } }

  func stop() {
    press { $0.isStopped = true }
  }

  private func press(_ change: (inout State) -> Void) {
    let wakes = state.withLock { state in
      change(&state)
      state.isPressing = true
      return state.wakes(state.wakeAt < .max)
    }
    if wakes { wakeup.signal() }
  }
}
