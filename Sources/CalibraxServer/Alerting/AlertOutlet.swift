import CalibraxModel
import CalibraxMonitoring
import CalibraxSystem
import Dispatch
import Synchronization

/// A handler of alerts with what it is to be told, and the thread that tells it.
final class AlertOutlet: Sendable {
  private struct State {
    var queue: NotificationQueue
    /// When the thread looks again; `nil` when it is not going to.
    var wakeAt: Double?
    /// How many of the lost events the log tells of.
    var complained = 0
    /// When nothing is told any more, seconds of the uptime.
    var deadline = Double.infinity
  }

  let handler: AlertHandler
  private let channel: any AlertChannel
  private let log: LogWriter
  private let state: Mutex<State>
  private let thread = DispatchQueue(label: "calibrax.alerts", qos: .utility)

  init(_ handler: AlertHandler, name: String, log: LogWriter) {
    self.handler = handler
    self.log = log
    switch handler.type {
    case .log: channel = AlertLog(log: log)
    case .webhook: channel = Webhook(handler)
    case .command: channel = AlertCommand(arguments: handler.command)
    }
    var queue = NotificationQueue(handler)
    queue.name = name
    state = Mutex(State(queue: queue))
  }

  var report: AlertHandlerReport { state.withLock { $0.queue.report } }

  func rename(_ name: String) {
    state.withLock { $0.queue.name = name }
  }

  func tell(_ news: [AlertTable.News]) {
    let now = uptime()
    state.withLock { state in
      for one in news { state.queue.offer(one, at: now) }
    }
    schedule()
  }

  func resume(_ alerts: [Alert]) {
    state.withLock { $0.queue.resume(alerts, at: uptime()) }
    schedule()
  }

  func forget(where isGone: (String) -> Bool) {
    state.withLock { $0.queue.forget(where: isGone) }
  }

  /// Nothing more is told, but for what is being told now.
  func close() {
    state.withLock { $0.deadline = -.infinity }
  }

  /// Tries once what waits, until a time of the uptime clock; the group is told of the end.
  func windDown(in group: DispatchGroup, until deadline: Double) {
    state.withLock { state in
      state.queue.windDown()
      state.deadline = min(state.deadline, deadline)
    }
    thread.async(group: group) { [self] in work() }
  }

  // MARK: The thread

  /// Has the thread look when something is due, unless it is going to look by then.
  private func schedule() {
    let due: Double? = state.withLock { state in
      guard uptime() < state.deadline, let due = state.queue.due, due < state.wakeAt ?? .infinity else { return nil }
      state.wakeAt = due
      return due
    }
    guard let due else { return }
    thread.asyncAfter(deadline: .now() + max(0, due - uptime())) { [weak self] in self?.wake(at: due) }
  }

  private func wake(at time: Double) {
    state.withLock { if $0.wakeAt == time { $0.wakeAt = nil } }
    work()
  }

  private func work() {
    while let (batch, timeLimit) = next() {
      let result = Result { () throws(NotificationFailure) in try channel.tell(batch, timeLimit: timeLimit) }
      let complaint = state.withLock { state in
        state.queue.finish(result, at: uptime())
        return takeComplaint(&state, result)
      }
      if let complaint { log.log(complaint) }
    }
    schedule()
  }

  private func next() -> (batch: [Notification], timeLimit: Double)? {
    state.withLock { state in
      let now = uptime()
      guard now < state.deadline, let batch = state.queue.take(at: now) else { return nil }
      return (batch, min(handler.timeoutSeconds, state.deadline - now))
    }
  }

  /// What the operator should know of events that were lost since the last time.
  private func takeComplaint(_ state: inout State, _ result: Result<Void, NotificationFailure>) -> String? {
    let report = state.queue.report
    let lost = report.deadLetters - state.complained
    guard lost > 0 else { return nil }
    state.complained = report.deadLetters
    let beginning = "alert handler \(report.name): \(lost) events of alerts not told: "
    guard case .failure(let failure) = result else {
      return beginning + "more than \(NotificationQueue.limit) waited"
    }
    return beginning + failure.reason + (failure.detail.map { ": " + printable($0, limit: 300) } ?? "")
  }
}
