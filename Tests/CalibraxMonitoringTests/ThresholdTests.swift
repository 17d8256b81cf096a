import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import Testing

/// A threshold has at most one open alert for each metric of each execution, point or host.
@Suite struct ThresholdTests {
  @Test func aValueThatIsGoodRaisesNothing() {
    var watch = Watch()
    watch.set("latency", 1.5)
    watch.observe("latency", 1, 1.5)
    #expect(watch.alerts == [])
  }

  @Test func violatedAgainItIsTheSameAlert() {
    var watch = Watch()
    watch.set("latency", 1)
    watch.observe("latency", 1.1, 1.7, 1.3)
    #expect(watch.alerts.count == 1)
    #expect(watch.alerts.first?.count == 3)
    #expect(watch.alerts.first?.metricValue == 1.1)
    #expect(watch.alerts.first?.lastValue == 1.3)
    #expect(watch.alerts.first?.severity == .error)
    #expect(watch.alerts.first?.message == "latency is 1.7, above the threshold 1")
    #expect(watch.news() == ["raised latency", "worsened latency"])
  }

  @Test func updatesAreToldWhenTheyAreWanted() {
    var watch = Watch()
    watch.set("latency", 1)
    watch.observe("latency", 1.1)
    _ = watch.news()
    watch.observe("latency", 1.1, 1.15)
    #expect(watch.news() == [])
    #expect(watch.news(withUpdates: true) == ["updated latency"])
    #expect(watch.news(withUpdates: true) == [])
  }

  @Test func itResolvesByItselfAndIsRaisedAnew() {
    var watch = Watch()
    watch.set("latency", 1)
    watch.observe("latency", 2, 1, 3)
    #expect(watch.alerts.map(\.state) == [.resolved, .firing])
    #expect(Set(watch.alerts.map(\.alertID)).count == 2)
    #expect(watch.alerts.first?.resolvedAt != nil)
    #expect(watch.news() == ["raised latency", "resolved latency", "raised latency"])
  }

  @Test(arguments: [
    (2.01, AlertSeverity.critical), (2, .error), (1.51, .error), (1.5, .warning), (1.21, .warning), (1.2, .info),
  ])
  func severityFollowsFromTheRatio(_ value: Double, _ severity: AlertSeverity) {
    var watch = Watch()
    watch.set("latency", 1)
    watch.set("throughput", value, .below)
    watch.observe("latency", value)
    watch.observe("throughput", 1)
    #expect(watch.alerts.map(\.severity) == [severity, severity])
  }

  @Test func withoutARatioItIsCritical() {
    var watch = Watch()
    watch.set("errors", 0)
    watch.set("throughput", 100, .below)
    watch.observe("errors", 1)
    watch.observe("throughput", 0)
    #expect(watch.alerts.map(\.severity) == [.critical, .critical])
  }

  @Test func aSeverityThatIsGivenHolds() {
    var watch = Watch()
    watch.set("latency", 1, severity: .warning)
    watch.observe("latency", 1.01, 100)
    #expect(watch.alerts.map(\.severity) == [.warning])
    #expect(watch.news() == ["raised latency"])
  }

  @Test func anAcknowledgementEndsWhenItBecomesWorseOrIsOver() {
    var watch = Watch()
    watch.set("latency", 1)
    watch.observe("latency", 1.1)
    watch.acknowledge(watch.alerts[0])
    watch.observe("latency", 1.15)
    #expect(watch.alerts[0].state == .acknowledged)
    watch.observe("latency", 1.6)
    #expect(watch.alerts[0].state == .firing)
    #expect(watch.alerts[0].acknowledgedAt == nil)
    watch.acknowledge(watch.alerts[0])
    watch.observe("latency", 0.5)
    #expect(watch.alerts[0].state == .resolved)
    #expect(
      watch.news() == [
        "raised latency", "acknowledged latency", "worsened latency", "acknowledged latency", "resolved latency",
      ])
  }

  @Test func whatIsWorseFollowsFromTheDirection() {
    var watch = Watch()
    watch.set("latency", 10, .worse)
    watch.set("throughput", 10, .worse)
    watch.set("mystery", 10, .worse)
    watch.observe("latency", 5, 11, direction: .lower)
    watch.observe("throughput", 11, 5, direction: .higher)
    watch.observe("mystery", 5, 11, direction: .info)
    #expect(
      watch.alerts.map(\.message) == [
        "latency is 11, above the threshold 10", "throughput is 5, below the threshold 10",
      ])
    #expect(watch.monitoring.thresholds.undirected == ["mystery"])
  }

  @Test func aMetricMayHaveAThresholdOnEitherSide() {
    var watch = Watch()
    watch.set("temperature", 10, .below)
    watch.set("temperature", 30, .above)
    watch.observe("temperature", 20, 5, 40)
    #expect(watch.alerts.map(\.when) == [.below, .above])
    #expect(watch.alerts.map(\.state) == [.resolved, .firing])
  }

  @Test func executionsAndPointsHaveAlertsOfTheirOwn() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2, of: "execution a")
    watch.observe("loss", 2, of: "execution b")
    watch.observe("loss", 0, of: "execution a")
    #expect(watch.alerts.map(\.subject) == ["execution a", "execution b"])
    #expect(watch.alerts.map(\.state) == [.resolved, .firing])
  }

  @Test func aViolationMayHaveToLast() {
    var watch = Watch()
    watch.set("latency", 1, for: 10)
    watch.observe("latency", 2)
    watch.wait(5)
    watch.observe("latency", 0.5, 2)
    watch.wait(9)
    #expect(watch.alerts == [])
    // No value has to come for time to pass.
    watch.wait(2)
    #expect(watch.alerts.map(\.message) == ["latency is 2, above the threshold 1 for 10 s"])
    watch.wait(20)
    #expect(watch.alerts.map(\.count) == [1])
    watch.observe("latency", 0.5)
    #expect(watch.alerts.map(\.state) == [.resolved])
  }

  @Test func silenceIsToldOfAndEndsWithTheNextValue() {
    var watch = Watch()
    watch.set("heartbeat", nil, .absent, for: 60)
    watch.wait(1)
    watch.wait(58)
    #expect(watch.alerts == [])
    watch.observe("heartbeat", 1, of: "execution a")
    watch.wait(59)
    #expect(watch.alerts == [])
    watch.wait(2)
    #expect(watch.alerts.map(\.message) == ["heartbeat has not been heard of for 60 s"])
    #expect(watch.alerts.map(\.severity) == [.error])
    watch.wait(100)
    #expect(watch.alerts.count == 1)
    watch.observe("heartbeat", 1, of: "execution b")
    #expect(watch.alerts.map(\.state) == [.resolved])
  }

  @Test func whatAThresholdRaisedIsResolvedWhenItIsTakenAway() {
    var watch = Watch()
    watch.set("latency", 1)
    watch.set("latency", 0, .below)
    watch.observe("latency", 2)
    var name = ThresholdName()
    (name.metricName, name.when) = ("latency", .below)
    watch.apply(.removeThreshold(name))
    #expect(watch.alerts.map(\.state) == [.firing])
    name.when = nil
    watch.apply(.removeThreshold(name))
    #expect(watch.alerts.map(\.state) == [.resolved])
    #expect(watch.alerts.first?.metadata["resolution"] == "the threshold was removed")
    #expect(throws: Monitoring.Refusal.self) { try watch.monitoring.apply(.removeThreshold(name), watch.moment) }
  }

  @Test func nothingIsKnownOfAMetricThatIsNotWatchedAnyMore() {
    var watch = Watch()
    watch.set("mystery", 1, .worse)
    watch.set("heartbeat", nil, .absent, for: 60)
    watch.observe("mystery", 5)
    watch.wait(1)
    for metric in ["mystery", "heartbeat"] {
      var name = ThresholdName()
      name.metricName = metric
      watch.apply(.removeThreshold(name))
    }
    #expect(watch.monitoring.thresholds.undirected == [])
    #expect(watch.monitoring.thresholds.histories.isEmpty)
    // Its silence begins anew with the threshold.
    watch.wait(100)
    watch.set("heartbeat", nil, .absent, for: 60)
    watch.wait(59)
    #expect(watch.alerts == [])
  }

  @Test func nothingStaysOpenOfAnExecutionThatHasEnded() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2, of: Monitoring.subject(of: "a"))
    watch.observe("loss", 2, of: Monitoring.subject(of: "ab"))
    watch.monitoring.endValues(of: "a", watch.moment, because: "the execution has ended")
    #expect(watch.alerts.map(\.state) == [.resolved, .firing])
  }

  @Test func metricsThatAreSilentLongestAreForgotten() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2, of: "first")
    for number in 0..<50_050 { watch.observe("loss", 0, of: "execution \(number)") }
    #expect(watch.monitoring.thresholds.histories["loss"]?.samples == 45_051)
    // What is violated is not.
    watch.observe("loss", 3, of: "first")
    #expect(watch.alerts.map(\.count) == [2])
  }

  @Test func whatIsRaisedTwiceAtOneMomentIsTwoAlerts() {
    var watch = Watch()
    watch.set("loss", 10)
    let place = watch.monitoring.place(of: "loss", subject: nil, watch.moment)
    watch.monitoring.observe([20, 5, 20, 30], at: place, watch.moment, direction: nil) {
      ["at": .number(JSONNumber($0))]
    }
    #expect(watch.alerts.map(\.state) == [.resolved, .firing])
    #expect(watch.alerts.map(\.count) == [1, 2])
    #expect(watch.alerts.map(\.lastValue) == [20, 30])
    #expect(watch.alerts.map { $0.metadata["at"] } == [0, 3])
    #expect(watch.news() == ["raised loss", "resolved loss", "raised loss", "worsened loss"])
  }

  @Test func allThatIsViolatedIsOpenHoweverFewAlertsAreKept() {
    var watch = Watch()
    watch.monitoring.keep(alerts: 10)
    watch.set("loss", 1)
    for _ in 0..<3 {
      for number in 0..<50 { watch.observe("loss", 2, of: "execution \(number)") }
    }
    #expect(watch.alerts.map(\.count) == [Int](repeating: 3, count: 50))
    #expect(watch.news().count == 50)
    for number in 0..<50 { watch.observe("loss", 0, of: "execution \(number)") }
    #expect(watch.news().count == 50)
    #expect(watch.alerts.count == 10)
  }

  @Test func aThresholdThatIsChangedIsHeldAgainstWhatIsKnown() {
    var watch = Watch()
    watch.set("load", 10, for: 3)
    watch.set("loss", 10)
    watch.observe("load", 20)
    watch.observe("loss", 20)
    watch.set("load", 100, for: 3)
    watch.wait(5)
    #expect(watch.alerts.map(\.metricName) == ["loss"])
    watch.set("loss", 15)
    #expect(watch.alerts.map(\.state) == [.firing])
    watch.set("loss", 20)
    #expect(watch.alerts.map(\.state) == [.resolved])
    #expect(watch.alerts.first?.metadata["resolution"] == "the threshold was changed")
  }

  @Test func aThresholdThatIsSetAnewKnowsNothingOfItsTimeBefore() {
    var watch = Watch()
    watch.set("load", 10, for: 3)
    watch.observe("load", 20)
    var name = ThresholdName()
    name.metricName = "load"
    watch.apply(.removeThreshold(name))
    watch.wait(5)
    watch.set("load", 10, for: 3)
    watch.wait(1)
    #expect(watch.alerts == [])
  }

  @Test func aViolationFromBeforeAStartGoesOn() {
    var watch = Watch()
    watch.set("load", 10, for: 3)
    watch.set("other", 10)
    for metric in ["load", "other"] {
      let place = watch.monitoring.place(of: metric, subject: nil, watch.moment)
      watch.monitoring.resume(20, at: place, watch.moment, direction: nil)
    }
    watch.wait(2)
    #expect(watch.alerts == [])
    watch.wait(2)
    #expect(watch.alerts.map(\.metricName) == ["load"])
  }

  @Test func anOlderRunIsNoNews() {
    var watch = Watch()
    watch.set("loss", 1)
    let place = watch.monitoring.place(of: "loss", subject: "point p", watch.moment)
    var news: [Bool] = []
    for time in ["2026-02-01", "2026-01-01", "2026-02-01", ""] {
      news.append(watch.monitoring.isNews(Timestamp(time), at: place))
    }
    #expect(news == [true, false, true, true])
  }

  @Test func theSummaryTellsOfTheLatestValues() {
    var watch = Watch()
    watch.set("loss", 1e9)
    for value in 1...150 { watch.observe("loss", Double(value)) }
    let history = watch.monitoring.thresholds.histories["loss"]
    #expect(history?.samples == 100)
    #expect(history?.latest == 150)
    #expect(history?.min == 51)
    #expect(history?.max == 150)
    #expect(history?.mean == 100.5)
  }
}
