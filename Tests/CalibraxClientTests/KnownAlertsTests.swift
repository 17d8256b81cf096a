import CalibraxModel
import Testing

@testable import CalibraxClient

/// Each change of an alert is told once, in whatever order and however often it is heard of.
@Suite struct KnownAlertsTests {
  @Test func fromItsRaisingToItsEnd() {
    var known = KnownAlerts()
    #expect(known.take(alert(.firing, .info, 1)) == .raised)
    #expect(known.take(alert(.firing, .info, 2)) == nil)
    #expect(known.take(alert(.acknowledged, .info, 3)) == .acknowledged)
    #expect(known.take(alert(.acknowledged, .info, 4)) == nil)
    #expect(known.take(alert(.firing, .error, 5)) == .worsened)
    #expect(known.take(alert(.resolved, .error, 6)) == .resolved)
    #expect(known.take(alert(.resolved, .error, 6)) == nil)
  }

  @Test func whatIsToldLateIsNoNews() {
    var known = KnownAlerts()
    #expect(known.take(alert(.acknowledged, .error, 5)) == .acknowledged)
    #expect(known.take(alert(.firing, .info, 1)) == nil)
    #expect(known.take(alert(.firing, .error, 4)) == nil)
    #expect(known.take(alert(.acknowledged, .error, 5)) == nil)
  }

  @Test func ofWhatWasMissedTheLastIsTold() {
    var known = KnownAlerts()
    #expect(known.take(alert(.firing, .info, 1)) == .raised)
    #expect(known.take(alert(.resolved, .critical, 9)) == .resolved)
  }

  @Test func theOldestAreForgotten() {
    var known = KnownAlerts()
    for number in 0..<50_000 { #expect(known.take(alert(.firing, .info, number, id: "\(number)")) == .raised) }
    #expect(known.take(alert(.firing, .info, 49_999, id: "49999")) == nil)
    #expect(known.take(alert(.firing, .info, 0, id: "0")) == .raised)
  }

  private func alert(_ state: AlertState, _ severity: AlertSeverity, _ second: Int, id: String = "a") -> Alert {
    var alert = Alert()
    (alert.alertID, alert.state, alert.severity) = (id, state, severity)
    alert.updatedAt = Timestamp(microseconds: Int64(second) * 1_000_000).text
    return alert
  }
}
