import CalibraxModel
import Testing

@testable import CalibraxMonitoring

/// What a handler is told, and when; the time is chosen.
@Suite struct NotificationQueueTests {
  // MARK: What is told

  @Test func itIsToldWhatIsRaisedBecomesWorseAndIsResolvedInOrder() {
    var queue = queue()
    queue.offer(.raised, "a", at: 1)
    queue.offer(.raised, "b", at: 2)
    queue.offer(.updated, "a", at: 3)
    queue.offer(.acknowledged, "a", at: 4)
    queue.offer(.worsened, "a", at: 5)
    queue.offer(.resolved, "b", at: 6)
    #expect(queue.due == 1)
    #expect(queue.taken(at: 6) == ["raised a", "raised b", "worsened a", "resolved b"])
    queue.finish(.success(()), at: 7)
    #expect(queue.due == nil && queue.taken(at: 1_000) == nil)
    #expect(queue.report.delivered == 4 && queue.report.waiting == 0)
  }

  @Test func mildAlertsAreNotToldUntilTheyBecomeBadEnough() {
    var queue = queue { $0.severity = .error }
    queue.offer(.raised, "a", .warning, at: 0)
    queue.offer(.resolved, "a", .warning, at: 1)
    #expect(queue.due == nil)
    queue.offer(.raised, "b", .warning, at: 2)
    queue.offer(.worsened, "b", .critical, at: 3)
    queue.offer(.resolved, "b", .critical, at: 4)
    #expect(queue.taken(at: 4) == ["worsened b", "resolved b"])
  }

  @Test func noEndIsToldOfWhatWasNeverTold() {
    var queue = queue { $0.retries = 0 }
    queue.offer(.resolved, "unknown", at: 0)
    #expect(queue.due == nil)
    queue.offer(.raised, "a", at: 1)
    #expect(queue.taken(at: 1) == ["raised a"])
    // It waits behind an attempt that fails for ever.
    queue.offer(.resolved, "a", at: 2)
    queue.offer(.raised, "b", at: 2)
    queue.finish(.failure(down), at: 3)
    #expect(queue.taken(at: 3) == ["raised b"])
    #expect(queue.report.deadLetters == 1)
    queue.finish(.success(()), at: 4)
    #expect(queue.report.waiting == 0 && queue.due == nil)
  }

  @Test func aHandlerMayNotCareForEnds() {
    var queue = queue { $0.resolved = false }
    queue.offer(.raised, "a", at: 0)
    queue.offer(.resolved, "a", at: 1)
    #expect(queue.taken(at: 1) == ["raised a"])
  }

  @Test func alertsThatNoThresholdRaisedAreToldOnce() {
    var queue = queue { $0.repeatSeconds = 10 }
    queue.offer(.raised, "a", isOfThreshold: false, at: 0)
    #expect(queue.taken(at: 0) == ["raised a"])
    queue.finish(.success(()), at: 0)
    #expect(queue.due == nil)
  }

  // MARK: Together

  @Test func whatComesWhileAnAttemptIsUnderWayIsToldTogetherNext() {
    var queue = queue()
    queue.offer(.raised, "a", at: 0)
    #expect(queue.taken(at: 0) == ["raised a"])
    queue.offer(.raised, "b", at: 1)
    queue.offer(.raised, "c", at: 2)
    #expect(queue.due == nil && queue.taken(at: 3) == nil)
    queue.finish(.success(()), at: 4)
    #expect(queue.taken(at: 4) == ["raised b", "raised c"])
  }

  @Test func eventsAreGatheredFromTheFirstOneOn() {
    var queue = queue { $0.groupSeconds = 30 }
    queue.offer(.raised, "a", at: 100)
    queue.offer(.raised, "b", at: 129)
    #expect(queue.due == 130 && queue.taken(at: 129.9) == nil)
    #expect(queue.taken(at: 130) == ["raised a", "raised b"])
    queue.offer(.raised, "c", at: 131)
    queue.finish(.success(()), at: 140)
    #expect(queue.due == 161)
  }

  @Test func soManyAreToldTogetherAtMost() {
    var queue = queue()
    for index in 0..<2_500 { queue.offer(.raised, "\(index)", at: 0) }
    var told: [Int] = []
    while let batch = queue.take(at: 0) {
      told.append(batch.count)
      queue.finish(.success(()), at: 0)
    }
    #expect(told == [Int](repeating: 100, count: 25))
  }

  // MARK: Again

  @Test func whatFiresUnacknowledgedIsRepeatedAsItIsNow() {
    var queue = queue { $0.repeatSeconds = 60 }
    queue.offer(.raised, "a", at: 0)
    #expect(queue.taken(at: 0) == ["raised a"])
    queue.finish(.success(()), at: 5)
    #expect(queue.due == 65 && queue.taken(at: 64) == nil)
    queue.offer(.updated, "a", count: 7, at: 20)
    let batch = queue.take(at: 65)
    #expect(batch?.map(\.event) == [.repeated] && batch?.map(\.alert.count) == [7])
    queue.finish(.success(()), at: 66)
    #expect(queue.due == 126)
    queue.offer(.acknowledged, "a", at: 100)
    #expect(queue.taken(at: 1_000) == nil && queue.due == nil)
    queue.offer(.worsened, "a", at: 1_001)
    #expect(queue.taken(at: 1_001) == ["worsened a"])
    queue.finish(.success(()), at: 1_001)
    #expect(queue.taken(at: 1_061) == ["repeated a"])
    queue.offer(.resolved, "a", at: 1_062)
    queue.finish(.success(()), at: 1_063)
    #expect(queue.taken(at: 1_063) == ["resolved a"])
    queue.finish(.success(()), at: 1_064)
    #expect(queue.due == nil)
  }

  @Test func aRepetitionThatWaitsIsDroppedWhenSomebodyKnows() {
    var queue = queue { $0.repeatSeconds = 10 }
    for id in ["a", "b", "c"] { queue.offer(.raised, id, at: 0) }
    #expect(queue.taken(at: 0) == ["raised a", "raised b", "raised c"])
    queue.finish(.success(()), at: 0)
    queue.offer(.raised, "d", at: 1)
    #expect(queue.taken(at: 1) == ["raised d"])
    queue.finish(.failure(down), at: 10)
    // The others fall due while that is tried again.
    #expect(queue.taken(at: 11) == ["raised d"])
    queue.offer(.acknowledged, "a", at: 11)
    queue.offer(.resolved, "b", at: 11)
    queue.finish(.success(()), at: 12)
    #expect(queue.taken(at: 12) == ["resolved b", "repeated c"])
  }

  @Test func repetitionsAreGatheredLikeAllElse() {
    var queue = queue {
      $0.repeatSeconds = 60
      $0.groupSeconds = 10
    }
    queue.offer(.raised, "a", at: 0)
    #expect(queue.taken(at: 10) == ["raised a"])
    queue.finish(.success(()), at: 10)
    // Gathered in time to be told 60 s after the last time.
    #expect(queue.due == 60 && queue.taken(at: 60) == nil)
    queue.offer(.raised, "b", at: 65)
    #expect(queue.due == 70)
    #expect(queue.taken(at: 70) == ["repeated a", "raised b"])
  }

  @Test func whatWasNeverToldIsRepeatedToo() {
    var queue = queue {
      $0.repeatSeconds = 60
      $0.retries = 0
    }
    queue.offer(.raised, "a", at: 0)
    #expect(queue.taken(at: 0) == ["raised a"])
    queue.finish(.failure(down), at: 1)
    #expect(queue.taken(at: 61) == ["repeated a"])
    queue.finish(.success(()), at: 61)
    queue.offer(.resolved, "a", at: 62)
    #expect(queue.taken(at: 62) == ["resolved a"])
  }

  @Test func whatIsOpenSinceBeforeTheStartIsRepeatedAndItsEndIsTold() {
    var queue = queue { $0.repeatSeconds = 60 }
    queue.resume([alert("a"), alert("b"), alert("c", state: .resolved)], at: 0)
    queue.offer(.resolved, "b", at: 1)
    queue.offer(.resolved, "c", at: 1)
    #expect(queue.taken(at: 1) == ["resolved b"])
    queue.finish(.success(()), at: 1)
    #expect(queue.due == 60)
    #expect(queue.taken(at: 60) == ["repeated a"])
  }

  @Test func whatNobodyKeepsAnyMoreIsNotRepeated() {
    var queue = queue { $0.repeatSeconds = 60 }
    queue.resume([alert("a"), alert("b")], at: 0)
    queue.forget { $0 == "a" }
    #expect(queue.taken(at: 60) == ["repeated b"])
  }

  // MARK: Failures

  @Test func aFailureIsTriedAgainAfterPausesThatDoubleUpToAMinute() {
    var queue = queue { $0.retries = 9 }
    queue.offer(.raised, "a", at: 0)
    var now = 0.0
    var pauses: [Double] = []
    for attempt in 0..<10 {
      #expect(queue.taken(at: now) == ["raised a"])
      // What comes later waits, and is not tried with it.
      queue.offer(.raised, "b\(attempt)", at: now)
      queue.finish(.failure(down), at: now)
      if let due = queue.due, attempt < 9 {
        #expect(queue.taken(at: due - 0.01) == nil)
        pauses.append(due - now)
        now = due
      }
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    #expect(queue.report.failures == 10 && queue.report.deadLetters == 1 && queue.report.lastError == "down")
    #expect(queue.taken(at: now) == (0..<10).map { "raised b\($0)" })
    queue.finish(.success(()), at: now)
    #expect(queue.report.delivered == 10)
  }

  @Test func ofTooManyTheOldestAreLost() {
    var queue = queue { $0.groupSeconds = 60 }
    for index in 0..<10_003 { queue.offer(.raised, "\(index)", at: 0) }
    #expect(queue.report.waiting == 10_000 && queue.report.deadLetters == 3)
    #expect(queue.taken(at: 60)?.first == "raised 3")
  }

  @Test func thereIsABoundToTheAlertsThatAreRemembered() {
    var queue = queue { $0.repeatSeconds = 60 }
    for index in 0..<25_000 {
      queue.offer(.raised, "\(index)", at: 0)
      _ = queue.take(at: 0)
      queue.finish(.success(()), at: 0)
    }
    var repeated = 0
    while let batch = queue.take(at: 60) {
      repeated += batch.count
      queue.finish(.success(()), at: 60)
    }
    #expect(9_000...10_000 ~= repeated)
  }

  @Test func atTheEndWhatWaitsIsTriedOnce() {
    var queue = queue {
      $0.groupSeconds = 60
      $0.repeatSeconds = 60
    }
    queue.offer(.raised, "a", at: 0)
    #expect(queue.taken(at: 60) == ["raised a"])
    queue.finish(.failure(down), at: 60)
    queue.offer(.raised, "b", at: 60)
    queue.windDown()
    #expect(queue.taken(at: 60) == ["raised a"])
    queue.finish(.failure(down), at: 60)
    #expect(queue.taken(at: 60) == ["raised b"])
    queue.finish(.success(()), at: 60)
    #expect(queue.due == nil && queue.taken(at: 1_000) == nil)
    #expect(queue.report.deadLetters == 1 && queue.report.delivered == 1)
  }

  // MARK: Making them

  private let down = NotificationFailure("down")

  private func queue(_ change: (inout AlertHandler) -> Void = { _ in }) -> NotificationQueue {
    var handler = AlertHandler()
    handler.type = .webhook
    change(&handler)
    return NotificationQueue(handler)
  }
}

private func alert(_ id: String, state: AlertState = .firing) -> Alert {
  var alert = Alert()
  alert.alertID = id
  alert.state = state
  alert.when = .above
  return alert
}

extension NotificationQueue {
  fileprivate mutating func offer(
    _ event: AlertTable.Event, _ id: String, _ severity: AlertSeverity = .warning, count: Int = 1,
    isOfThreshold: Bool = true, at now: Double
  ) {
    var alert = alert(id)
    alert.severity = severity
    alert.count = count
    if !isOfThreshold { alert.when = nil }
    if event == .acknowledged { alert.state = .acknowledged }
    if event == .resolved { alert.state = .resolved }
    offer(AlertTable.News(event: event, alert: alert), at: now)
  }

  fileprivate mutating func taken(at now: Double) -> [String]? {
    take(at: now)?.map { "\($0.event) \($0.alert.alertID)" }
  }
}
