public import CalibraxModel

/// What a handler is to be told, and when: it gathers, tries again and repeats, and counts what is lost.
///
/// A value that knows no clock and tells nobody: whoever owns it gives the time, seconds of a clock that never jumps, and
/// does what ``take(at:)`` says.
public struct NotificationQueue: Sendable {
  /// How many events wait at most; of more the oldest are lost.
  public static let limit = 10_000
  /// How many are told together at most, so that a receiver takes them.
  static let batchLimit = 100
  /// Seconds between two attempts at most.
  static let longestPause = 60.0

  /// What it is called in its report.
  public var name: String
  private let handler: AlertHandler
  private var counts = AlertHandlerReport()
  /// A slice, which loses its first elements without moving the others.
  private var waiting: ArraySlice<Notification> = []
  /// When the first that waits came.
  private var waitingSince = 0.0
  private var batch: [Notification] = []
  private var isUnderWay = false
  /// How often the batch was tried, and when it is tried again.
  private var attempts = (count: 0, next: 0.0)
  private var followed = FollowedAlerts()
  private var isWindingDown = false

  /// A queue with nothing in it.
  public init(_ handler: AlertHandler) {
    self.handler = handler
    name = handler.name
  }

  // MARK: In

  /// Takes what became of an alert.
  public mutating func offer(_ news: AlertTable.News, at now: Double) {
    let alert = news.alert
    switch news.event {
    case .raised: tell(.raised, alert, at: now)
    case .worsened: tell(.worsened, alert, at: now)
    case .updated, .acknowledged: followed.update(alert)
    case .resolved:
      followed.update(alert)
      if handler.resolved, followed.isTold(alert.alertID) {
        wait(Notification(.resolved, alert), at: now)
      } else {
        followed.remove(alert.alertID)
      }
    }
  }

  private mutating func tell(_ event: Notification.Event, _ alert: Alert, at now: Double) {
    guard alert.severity >= handler.severity else { return }
    followed.follow(alert)
    wait(Notification(event, alert), at: now)
  }

  private mutating func wait(_ notification: Notification, at now: Double) {
    if waiting.isEmpty { waitingSince = now }
    waiting.append(notification)
    guard waiting.count > Self.limit else { return }
    counts.deadLetters += 1
    settle(waiting.removeFirst(), isTold: false, at: now)
  }

  /// Follows alerts that were told before the server was started anew: they are repeated, and their end is told.
  public mutating func resume(_ alerts: some Sequence<Alert>, at now: Double) {
    for alert in alerts where alert.severity >= handler.severity && alert.state != .resolved {
      followed.resume(alert, at: nextRepeat(from: now))
    }
  }

  /// Forgets alerts that are open for ever because nobody keeps them any more; what waits is told.
  public mutating func forget(where isGone: (_ alertID: String) -> Bool) {
    followed.forget(where: isGone)
  }

  /// From now on nothing is gathered, tried again or repeated: what waits is due.
  public mutating func windDown() {
    isWindingDown = true
  }

  // MARK: Out

  /// When ``take(at:)`` is to be asked again; `nil` when nothing is to be told, or an attempt is under way.
  public var due: Double? {
    if isUnderWay { return nil }
    if !batch.isEmpty { return isWindingDown ? -.infinity : attempts.next }
    let gathered = waiting.isEmpty ? nil : waitingSince + groupSeconds
    let repeated = isWindingDown ? nil : followed.nextRepeat
    return [gathered, repeated].compactMap { $0 }.min()
  }

  private var groupSeconds: Double { isWindingDown ? 0 : handler.groupSeconds }

  /// What is to be told now; ``finish(_:at:)`` follows. `nil` when nothing is, or an attempt is under way.
  public mutating func take(at now: Double) -> [Notification]? {
    guard let due, due <= now else { return nil }
    if batch.isEmpty {
      if !isWindingDown {
        for alert in followed.takeRepeats(at: now) { wait(Notification(.repeated, alert), at: now) }
      }
      guard waitingSince + groupSeconds <= now else { return nil }
      gatherBatch()
      guard !batch.isEmpty else { return nil }
    }
    isUnderWay = true
    return batch
  }

  private mutating func gatherBatch() {
    attempts.count = 0
    while batch.count < Self.batchLimit, var notification = waiting.popFirst() {
      // What has changed since it began to wait.
      switch notification.event {
      case .raised, .worsened: break
      case .repeated:
        guard let alert = followed.repeatable(notification.alert.alertID) else { continue }
        notification.alert = alert
      case .resolved:
        guard followed.isTold(notification.alert.alertID) else {
          followed.remove(notification.alert.alertID)
          continue
        }
      }
      batch.append(notification)
    }
  }

  /// Takes how the attempt went.
  public mutating func finish(_ result: Result<Void, NotificationFailure>, at now: Double) {
    guard isUnderWay else { return }
    isUnderWay = false
    switch result {
    case .success:
      counts.delivered += batch.count
      settleBatch(isTold: true, at: now)
    case .failure(let failure):
      counts.failures += 1
      counts.lastError = failure.reason
      attempts.count += 1
      if attempts.count > handler.retries || isWindingDown {
        counts.deadLetters += batch.count
        settleBatch(isTold: false, at: now)
      } else {
        // Beyond 20 doublings of the shortest pause it is the longest.
        let pause = handler.retrySeconds * Double(1 << min(attempts.count - 1, 20))
        attempts.next = now + min(pause, Self.longestPause)
      }
    }
  }

  private mutating func settleBatch(isTold: Bool, at now: Double) {
    for notification in batch { settle(notification, isTold: isTold, at: now) }
    batch = []
  }

  private mutating func settle(_ notification: Notification, isTold: Bool, at now: Double) {
    followed.settle(notification, isTold: isTold)
    followed.planRepeat(of: notification.alert.alertID, at: nextRepeat(from: now))
  }

  /// When an alert that was told now is to be repeated: gathering takes a part of the time.
  private func nextRepeat(from now: Double) -> Double? {
    handler.repeatSeconds > 0 ? now + max(0, handler.repeatSeconds - handler.groupSeconds) : nil
  }

  /// How the handler does.
  public var report: AlertHandlerReport {
    var report = counts
    report.name = name
    report.type = handler.type
    report.waiting = waiting.count + batch.count
    return report
  }
}
