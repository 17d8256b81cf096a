import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import Testing

/// How notifications are told.
@Suite struct NotificationTextTests {
  private func notification(
    _ event: Notification.Event = .raised, _ change: (inout Alert) -> Void = { _ in }
  ) -> Notification {
    var notification = Notification()
    notification.event = event
    notification.alert.alertID = "1"
    notification.alert.severity = .warning
    notification.alert.message = "Throughput below minimum"
    notification.alert.metricName = "throughput"
    notification.alert.metricValue = 850
    notification.alert.lastValue = 700
    notification.alert.threshold = 1_000
    change(&notification.alert)
    return notification
  }

  @Test func theLogSaysItAsThePythonCalibraxDoes() {
    #expect(notification().line == "[warning] Throughput below minimum: throughput=850.00 (threshold=1000.00)")
  }

  @Test func aLineSaysWhatBecameOfTheAlertAndItsLatestValue() {
    #expect(
      notification(.resolved).line
        == "[warning] resolved: Throughput below minimum: throughput=700.00 (threshold=1000.00)")
    #expect(notification(.worsened) { $0.severity = .critical }.line.hasPrefix("[critical] worsened: Throughput"))
    #expect(notification(.repeated).line.hasPrefix("[warning] repeated: Throughput"))
  }

  @Test(arguments: [
    ("a\nb", "a b"), ("a\r\nb", "a  b"), ("\u{1B}[2J", "\u{FFFD}[2J"), ("\u{9B}2J", "\u{FFFD}2J"),
    ("\u{7F}", "\u{FFFD}"),
    ("\u{2028}[error]", "\u{FFFD}[error]"), ("\u{202E}evil", "\u{FFFD}evil"), ("\0", "\u{FFFD}"),
    ("größer 速い", "größer 速い"),
  ])
  func aClientsTextDoesNotReachATerminalOrForgeALine(_ text: String, _ shown: String) {
    let line = notification {
      $0.message = text
      $0.metricName = text
    }.line
    #expect(line == "[warning] \(shown): \(shown)=850.00 (threshold=1000.00)")
  }

  @Test func aLongTextIsCutAndTheValuesStay() {
    let line = notification { $0.message = String(repeating: "x", count: 1_000_000) }.line
    #expect(line.count < 1_000)
    #expect(line.hasSuffix("x…: throughput=850.00 (threshold=1000.00)"))
  }

  @Test func aWebhookGetsEventsWithTheirAlerts() throws {
    let body = AlertHandler.Flavor.json.body(of: [notification(), notification(.resolved) { $0.alertID = "2\n\"" }])
    let json = try JSON(parsing: body)
    #expect(json.members?.keys == ["alerts"])
    #expect(json["alerts"]?.elements?.map { $0["event"] } == ["raised", "resolved"])
    #expect(json["alerts"]?.elements?.map { $0["alert"]?["alert_id"] } == ["1", "2\n\""])
    #expect(json["alerts"]?.elements?.first?["alert"]?["threshold"]?.double == 1_000)
  }

  @Test func slackGetsALineAnEvent() throws {
    #expect(
      try slackText([notification { $0.message = "a <b> & c" }, notification(.resolved)])
        == """
        [warning] a &lt;b&gt; &amp; c: throughput=850.00 (threshold=1000.00)
        [warning] resolved: Throughput below minimum: throughput=700.00 (threshold=1000.00)
        """)
  }

  @Test func slackIsToldHowManyAreLeftOut() throws {
    let text = try slackText((0..<1_000).map { id in notification { $0.alertID = "\(id)" } })
    let lines = text.split(separator: "\n")
    #expect(2_800...3_000 ~= text.unicodeScalars.count)
    #expect(lines.last == "… and \(1_000 - lines.count + 1) more")
  }

  @Test func theLongestLineFitsIntoSlacksText() throws {
    let worst = notification(.worsened) {
      $0.severity = .critical
      $0.message = String(repeating: "&", count: 10_000)
      $0.metricName = String(repeating: "&", count: 10_000)
      ($0.lastValue, $0.threshold) = (-Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude)
    }
    let text = try slackText([worst, worst])
    #expect(text.unicodeScalars.count <= 3_000 && text.hasSuffix("\n… and 1 more"))
  }

  private func slackText(_ notifications: [Notification]) throws -> String {
    let json = try JSON(parsing: AlertHandler.Flavor.slack.body(of: notifications))
    #expect(json.members?.keys == ["text"])
    return json["text"]?.string ?? ""
  }
}
