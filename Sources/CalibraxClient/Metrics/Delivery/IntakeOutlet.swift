import Dispatch
import Synchronization

// For the thread that delivers.
extension Intake {
  var isStopped: Bool { state.withLock { $0.isStopped } }
  var isEmpty: Bool { state.withLock { $0.samples.count == 0 } }
  /// Whether the samples fill a request.
  var isFull: Bool { state.withLock { $0.samples.count >= $0.batchSize } }
  /// Whether somebody waits for everything to be delivered.
  var isFlushing: Bool { state.withLock { !$0.flushes.isEmpty } }

  /// Whether an execution holds something back that is due earlier than was known; the next time only what is new.
  func takeHolding() -> Bool {
    state.withLock { state in
      defer { state.isHolding = false }
      return state.isHolding
    }
  }

  /// Hands on what throttles held back and is due; returns when the next is.
  func sweep(at now: Double) -> Double? {
    executions.compactMap { $0.sweep(at: now) }.min()
  }

  /// Whether somebody has begun to wait for everything to be delivered; the next time only who is new.
  func takeHurry() -> Bool {
    state.withLock { state in
      defer { state.isHurried = false }
      return state.isHurried
    }
  }

  /// Takes out what is to be told, and samples if there is room for them.
  func take(samples isRoom: Bool) -> (announcements: [Announcement], samples: [QueuedSample]) {
    state.withLock { state in
      state.isPressing = false
      let samples = isRoom ? state.samples.take(state.batchSize) : []
      let ended = state.endings.prefix { state.samples.hasPassed($0.mark) }.map(\.1)
      state.endings.removeFirst(ended.count)
      defer { state.announcements = [] }
      return (state.announcements + ended, samples)
    }
  }

  /// Takes in what became of samples that were taken.
  func settle(_ outcome: Delivery.Outcome) {
    let reports = state.withLock { state in
      state.samples.settle(outcome.delivered + outcome.refused)
      state.counts.delivered += outcome.delivered
      state.counts.refused += outcome.refused
      let reports = outcome.reports + [state.samples.tellOfDropping()].compactMap(\.self)
      return state.isLetGo ? [] : reports
    }
    for text in reports { reporter.tell(text) }
  }

  /// Tells those who wait for what was taken, when all that was taken is settled.
  func finishFlushes() {
    let finished = state.withLock { state in
      guard !state.isPressing else { return [Flush]() }
      let finished = state.flushes.prefix { state.samples.hasPassed($0.mark) }.map(\.1)
      state.flushes.removeFirst(finished.count)
      return finished
    }
    for flush in finished { flush.finish(true) }
  }

  /// Nothing more is delivered.
  func abandonFlushes() {
    let abandoned = state.withLock { state in
      defer { state.flushes = [] }
      return state.flushes.map(\.flush)
    }
    for flush in abandoned { flush.finish(false) }
  }

  /// What ends the sleep of the thread that delivers, beside the time.
  enum Alarm {
    /// The first sample.
    case anySample
    /// Samples that fill a request.
    case fullBatch
    /// Only what cannot wait.
    case pressing
  }

  /// Waits, at most so many seconds.
  func sleep(until alarm: Alarm, seconds: Double) {
    let mayWait = state.withLock { state in
      let wakeAt =
        switch alarm {
        case .anySample: 1
        case .fullBatch: state.batchSize
        case .pressing: Int.max - 1
        }
      guard !state.isPressing, state.samples.count < wakeAt, !(wakeAt == 1 && state.isHolding) else { return false }
      state.wakeAt = wakeAt
      return true
    }
    guard mayWait else { return }
    _ = wakeup.wait(timeout: .now() + seconds)
    state.withLock { $0.wakeAt = .max }
  }
}
