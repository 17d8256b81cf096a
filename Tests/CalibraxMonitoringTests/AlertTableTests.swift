import CalibraxModel
import CalibraxMonitoring
import Testing

/// Alerts are kept, as many as are to be, and forgotten in order.
@Suite struct AlertTableTests {
  private func raise(_ count: Int, on watch: inout Watch) {
    for number in 0..<count {
      var alert = Alert()
      alert.alertID = "called \(number)"
      alert.metricName = alert.alertID
      alert.timestamp = watch.moment.timestamp.text
      watch.apply(.raise(alert))
    }
  }

  @Test func ofTooManyTheOldestAreForgotten() {
    var watch = Watch()
    raise(1_005, on: &watch)
    #expect(watch.alerts.count == 1_000)
    #expect(watch.alerts.first?.alertID == "called 5")
    watch.monitoring.keep(alerts: 3)
    #expect(watch.alerts.map(\.alertID) == ["called 1002", "called 1003", "called 1004"])
  }

  @Test func whatIsViolatedStillStaysAsLongAsItCan() {
    var watch = Watch()
    watch.monitoring.keep(alerts: 3)
    watch.set("loss", 1)
    watch.observe("loss", 2, of: "a")
    watch.observe("loss", 2, 0, of: "b")
    raise(5, on: &watch)
    #expect(watch.alerts.map(\.metricName) == ["loss", "called 3", "called 4"])
    watch.observe("loss", 0, of: "a")
    #expect(watch.alerts.first?.state == .resolved)
  }

  @Test func whatIsClearedIsRaisedAnewByTheNextViolation() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2)
    raise(2, on: &watch)
    clear(&watch)
    #expect(watch.alerts == [])
    watch.observe("loss", 2)
    #expect(watch.alerts.map(\.count) == [1])
  }

  private func clear(_ watch: inout Watch) {
    var clearing = Clearing()
    clearing.timestamp = watch.moment.timestamp.text
    watch.apply(.clear(clearing))
  }

  @Test func whatWasClearedDoesNotComeBackFromTheLog() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2)
    let alert = watch.alerts[0]
    clear(&watch)
    // It was on its way into the log behind the clearing.
    watch.apply(.update(alert))
    #expect(watch.alerts == [])
  }

  @Test func whatWasOnItsWayIntoTheLogUndoesNothing() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 1.1)
    let firing = watch.alerts[0]
    watch.acknowledge(firing)
    watch.apply(.update(firing))
    #expect(watch.alerts.map(\.state) == [.acknowledged])
    var worse = firing
    worse.severity = .critical
    watch.apply(.update(worse))
    #expect(watch.alerts.map(\.state) == [.firing])
    watch.observe("loss", 0)
    watch.apply(.update(worse))
    #expect(watch.alerts.map(\.state) == [.resolved])
  }

  @Test func anAcknowledgementMayBeInTheLogBeforeItsAlert() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 1.1)
    var acknowledgement = Acknowledgement()
    (acknowledgement.alertID, acknowledgement.timestamp) = (watch.alerts[0].alertID, watch.moment.timestamp.text)
    acknowledgement.alert = watch.alerts[0]
    var again = Watch()
    again.set("loss", 1)
    again.apply(.acknowledge(acknowledgement))
    again.apply(.update(watch.alerts[0]))
    #expect(again.alerts.map(\.state) == [.acknowledged])
  }

  @Test func whatNothingCanEndIsResolvedAfterAStart() {
    var watch = Watch()
    watch.set("loss", 1)
    for (number, subject) in ["execution gone", "execution running", "server", "point p"].enumerated() {
      watch.observe("loss", 2, of: subject)
      watch.apply(.update(watch.alerts[number]))
    }
    watch.observe("other", 2)
    var execution = Execution()
    (execution.executionID, execution.pipelineName) = ("running", "train")
    watch.apply(.begin(execution))
    _ = watch.news()
    watch.monitoring.endReplay(watch.moment)
    #expect(watch.alerts.map(\.state) == [.resolved, .firing, .resolved, .firing])
    #expect(watch.news() == ["resolved loss", "resolved loss"])
  }

  @Test func anAcknowledgementNeedsAnOpenAlert() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2, 0)
    let resolved = watch.alerts[0]
    watch.acknowledge(resolved)
    #expect(watch.alerts == [resolved])
  }
}
