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

  @Test func anAcknowledgementNeedsAnOpenAlert() {
    var watch = Watch()
    watch.set("loss", 1)
    watch.observe("loss", 2, 0)
    let resolved = watch.alerts[0]
    watch.acknowledge(resolved)
    #expect(watch.alerts == [resolved])
  }
}
