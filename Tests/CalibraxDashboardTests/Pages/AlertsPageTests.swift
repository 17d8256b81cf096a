import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct AlertsPageTests {
  private func alert(_ id: String, _ state: AlertState = .firing, _ severity: AlertSeverity = .warning) -> Alert {
    var alert = Alert()
    (alert.alertID, alert.state, alert.severity) = (id, state, severity)
    (alert.metricName, alert.message) = ("latency", "latency is 1.6, above the threshold 1.5")
    (alert.lastValue, alert.threshold, alert.count) = (1.9, 1.5, 2)
    alert.timestamp = "2026-03-01T12:00:00"
    return alert
  }

  private func cells(_ page: Page, _ id: String) -> [[String]] {
    page.markup[id].map { Markup($0.content).all("tr").dropFirst().map { Markup($0.content).elements } }
      .map { rows in rows.map { $0.filter { ["td", "th"].contains($0.name) }.map(\.text) } } ?? []
  }

  @Test func everyAlertIsARow() {
    let page = Page.alerts([alert("1"), alert("2", .resolved)], rules: [], canAct: false, isCut: false)
    #expect(page.markup.isSound && page.path.file == "alerts.html" && page.topics == ["alerts"])
    let message = "latency is 1.6, above the threshold 1.5"
    #expect(
      cells(page, "alerts") == [
        ["2026-03-01 12:00 UTC", "warning", "firing", "latency", "1.9", "1.5", "2", message],
        ["2026-03-01 12:00 UTC", "warning", "resolved", "latency", "1.9", "1.5", "2", message],
      ])
    #expect(page.markup["firing"]?.text == "1 firing")
    #expect(page.markup.all("button").isEmpty)
  }

  @Test func severitiesAreSortedByHowBadTheyAre() {
    let page = Page.alerts(
      AlertSeverity.allCases.map { alert("x", .resolved, $0) }, rules: [], canAct: false, isCut: false)
    #expect(page.markup.all("span").compactMap { $0.attributes["data-sort"] } == ["0", "1", "2", "3"])
    #expect(page.markup["firing"]?.text == "")
  }

  @Test func aFiringAlertIsAcknowledgedWhereItCanBe() {
    let alerts = [alert("a\"\u{202E}"), alert("b", .acknowledged), alert("c", .resolved)]
    let page = Page.alerts(alerts, rules: [], canAct: true, isCut: false)
    #expect(page.markup.isSound)
    #expect(page.markup.all("button").map { $0.attributes["data-acknowledge"] } == ["a\"\u{202E}"])
    #expect(cells(page, "alerts").map { $0[3] } == ["Acknowledge", "", ""])
  }

  @Test func thresholdsSayWhatRaisesThem() {
    var (low, absent) = (Threshold(), Threshold())
    (low.metricName, low.when, low.threshold, low.severity, low.forSeconds) = ("speed", .below, 2.5, .critical, 30)
    (absent.metricName, absent.when) = ("heart<beat>", .absent)
    let page = Page.alerts([], rules: [low, absent], canAct: true, isCut: false)
    #expect(
      cells(page, "thresholds") == [
        ["speed", "below", "2.5", "critical", "30 s"], ["heart<beat>", "absent", "–", "–", "–"],
      ])
  }

  @Test func withoutAnyItSaysSo() {
    let page = Page.alerts([], rules: [], canAct: true, isCut: false)
    #expect(page.markup.isSound && page.markup.all("table").isEmpty)
    #expect(page.markup["thresholds"]?.text == "No thresholds are set.")
    #expect(page.markup.all("code").first?.text == "calibraxctl threshold set METRIC VALUE")
  }

  @Test func ofManyItSaysThatThereAreMore() {
    let page = Page.alerts([alert("1")], rules: [], canAct: false, isCut: true)
    #expect(page.markup.all("p").first?.text == "The latest 1; there are more.")
  }

  @Test(arguments: HostileTexts.all) func whatProgramsSayIsText(_ text: String) {
    var (hostile, rule) = (alert(text), Threshold())
    (hostile.metricName, hostile.message, hostile.timestamp) = (text, text, text)
    (hostile.lastValue, hostile.threshold) = (.nan, .infinity)
    (rule.metricName, rule.threshold) = (text, .nan)
    let page = Page.alerts([hostile], rules: [rule], canAct: true, isCut: false)
    #expect(page.markup.isSound && page.markup.all("script").isEmpty)
    #expect(page.markup.all("button").count == 1 && page.markup.all("td").count == 9 + 4)
    #expect(!page.markup.elements.contains { $0.attributes.keys.contains("onclick") })
  }
}
