import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Glibc
import Testing

@testable import CalibraxMonitoring
@testable import CalibraxServer

/// Handlers of alerts, against what is really there: HTTP servers, programs, a log.
@Suite struct AlertDispatcherTests {
  private let directory = TemporaryDirectory()
  private let dispatcher: AlertDispatcher

  init() {
    directory.write("", to: "log")
    // The test's end closes it.
    let log = open(directory.path("log"), O_WRONLY | O_APPEND | O_CLOEXEC)
    dispatcher = AlertDispatcher(log: LogWriter(descriptor: log))
  }

  // MARK: Webhooks

  @Test func aServerThatFailsEverySecondTimeIsToldEachAlertOnceInOrder() throws {
    let server = try HTTPEndpoint { $0 % 2 == 0 ? .status(500) : .status(200) }
    dispatcher.configure([webhook(server.url())])
    for id in 0..<20 {
      dispatcher.tell([news("\(id)")])
      // Some together, some alone.
      if id % 7 == 6 { #expect(eventually { dispatcher.reports[0].waiting == 0 }) }
    }
    #expect(eventually { dispatcher.reports[0].delivered == 20 })
    let taken = server.requests.filter { $0.answer == .status(200) }.flatMap(\.alertIDs)
    #expect(taken == (0..<20).map { "\($0)" })
    let report = dispatcher.reports[0]
    #expect(report.name == "webhook 1" && report.waiting == 0 && report.deadLetters == 0)
    #expect(report.failures == server.requests.count { $0.answer == .status(500) })
    #expect(report.lastError == "http://127.0.0.1: was answered with status 500")
  }

  @Test func oneThatHangsDelaysNobody() throws {
    let (silent, quick) = (try HTTPEndpoint { _ in .silence }, try HTTPEndpoint())
    dispatcher.configure([
      webhook(silent.url()) { $0.timeoutSeconds = 3_600 }, webhook(quick.url()), handler(.log) { $0.name = "journal" },
    ])
    for id in 0..<3 {
      dispatcher.tell([news("\(id)")])
      #expect(eventually { dispatcher.reports.map(\.delivered) == [0, id + 1, id + 1] })
    }
    #expect(eventually { silent.requests.count == 1 })
    #expect(dispatcher.reports.map(\.waiting) == [3, 0, 0])
    #expect(dispatcher.reports.map(\.name) == ["webhook 1", "webhook 2", "journal"])
  }

  @Test func oneThatTakesTooLongHasFailed() throws {
    let server = try HTTPEndpoint { $0 == 0 ? .silence : .status(200) }
    dispatcher.configure([webhook(server.url()) { $0.timeoutSeconds = 0.2 }])
    dispatcher.tell([news("1")])
    #expect(eventually { dispatcher.reports[0].failures > 0 })
    #expect(dispatcher.reports[0].lastError == "http://127.0.0.1: took longer than 0.2 s")
  }

  @Test func whatCannotBeToldIsCountedAndLoggedWithoutSecrets() throws {
    let closed = try ClosedPort()
    dispatcher.configure([
      webhook("http://user:SECRET@127.0.0.1:\(closed.port)/SECRET?SECRET#SECRET") {
        $0.retries = 1
        $0.headers = ["Authorization": "SECRET"]
      }
    ])
    dispatcher.tell([news("1"), news("2")])
    #expect(eventually { dispatcher.reports[0].deadLetters == 2 })
    #expect(dispatcher.reports[0].failures == 2)
    #expect(dispatcher.reports[0].lastError == "http://127.0.0.1: cannot connect")
    #expect(eventually { logged.count == 1 })
    #expect(logged == ["alert handler webhook 1: 2 events of alerts not told: http://127.0.0.1: cannot connect"])
  }

  @Test(arguments: [
    (HTTPEndpoint.Answer.status(302, headers: "Location: /elsewhere\r\n"), "was answered with status 302"),
    (.status(404), "was answered with status 404"), (.hangUp, "the connection ended without an answer"),
  ])
  func onlyA2xxIsSuccessAndNoRedirectIsFollowed(_ answer: HTTPEndpoint.Answer, _ reason: String) throws {
    let server = try HTTPEndpoint { _ in answer }
    dispatcher.configure([webhook(server.url("/here")) { $0.retries = 0 }])
    dispatcher.tell([news("1")])
    #expect(eventually { dispatcher.reports[0].deadLetters == 1 })
    #expect(dispatcher.reports[0].lastError == "http://127.0.0.1: " + reason)
    #expect(server.requests.map(\.path) == ["/here"])
  }

  @Test func slackGetsATextAndHeadersAreSent() throws {
    let server = try HTTPEndpoint()
    let value = #"a "b" \n \\ 'c' $d {e} ü 速 @f # g"#
    dispatcher.configure([
      webhook(server.url("/services/{a}[1-3]?x=%20&y=\"\\")) {
        $0.flavor = .slack
        $0.headers = ["X-Text": value, "X-Empty": "", "content-type": "application/json; charset=utf-8"]
      }
    ])
    dispatcher.tell([news("1") { $0.message = "a <b> & \"c\"" }])
    #expect(eventually { dispatcher.reports[0].delivered == 1 })
    let request = try #require(server.requests.first)
    #expect(request.path == "/services/{a}[1-3]?x=%20&y=\"\\")
    #expect(request.header("X-Text") == value && request.header("X-Empty") == "")
    #expect(
      request.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value) == [
        "application/json; charset=utf-8"
      ])
    #expect(request.header("Expect") == nil && request.header("User-Agent") == "calibrax")
    #expect(
      try JSON(parsing: request.body) == ["text": "[warning] a &lt;b&gt; &amp; \"c\": m=2.00 (threshold=1.00)"])
  }

  private static let texts = [
    "\"\\\n\r\t\u{0B}\0\u{7F}'ü速😀\u{2028}@$%{http_code}\\u0040",
    // These fit into no line of curl's configuration.
    String(repeating: "@", count: 300_000), String(repeating: "\"\\@\n速", count: 200_000),
    String(repeating: "x", count: 5_000_000),
  ]

  @Test(arguments: texts.indices)
  func whateverAnAlertHoldsArrivesAsItIs(_ place: Int) throws {
    let text = Self.texts[place]
    let server = try HTTPEndpoint()
    dispatcher.configure([webhook(server.url())])
    dispatcher.tell([
      news("1") {
        $0.message = text
        $0.metadata = [text: .string(text)]
      }
    ])
    #expect(eventually { dispatcher.reports[0].delivered + dispatcher.reports[0].failures > 0 })
    let request = try #require(server.requests.first)
    #expect(request.headers.filter { $0.name == "Content-Type" }.map(\.value) == ["application/json"])
    let alert = try JSON(parsing: request.body)["alerts"]?.elements?.first?["alert"]
    #expect(alert?["message"]?.string == text)
    #expect(alert?["metadata"]?[text]?.string == text)
  }

  @Test func aPieceOfABodyNeverNamesAFile() {
    // Wherever a body is cut there is an @.
    var configuration = CurlConfiguration()
    configuration.setBody(Array(("\"" + String(repeating: "@", count: 400_000) + "\"").utf8))
    let lines = String(decoding: configuration.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 1 && lines.allSatisfy { $0.hasPrefix("json = ") && !$0.hasPrefix("json = \"@") })
  }

  @Test func nobodySeesTheURLInTheArgumentsOfAProgram() throws {
    let silent = try HTTPEndpoint { _ in .silence }
    dispatcher.configure([webhook(silent.url()) { $0.timeoutSeconds = 3_600 }])
    dispatcher.tell([news("1")])
    #expect(eventually { silent.requests.count == 1 })
    let commands = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { process in
      FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(commands.contains("curl\0--disable\0--config\0-\0"))
    #expect(!commands.contains { $0.contains(":\(silent.port)") })
  }

  @Test func withoutCurlItIsSaidWhatToInstall() {
    let webhook = Webhook(webhook("http://127.0.0.1"), program: directory.path("curl"))
    let failure = #expect(throws: NotificationFailure.self) {
      try webhook.tell([CalibraxMonitoring.Notification()], timeLimit: 1)
    }
    #expect(failure?.reason.hasSuffix("install the package curl") == true)
  }

  // MARK: Commands

  @Test func aCommandThatFailsTwiceGetsItsAlertsTheThirdTime() throws {
    directory.write(
      """
      echo . >> attempts
      test $(wc -l < attempts) -ge 3 || { echo "no  luck" >&2; exit 7; }
      cat > alerts; printf '%s\n' "$@" > arguments
      """, to: "handler.sh")
    dispatcher.configure([command(["sh", "-c", "cd \"$0\" && . ./handler.sh", directory.path, "a b", "$HOME"])])
    dispatcher.tell([news("1"), news("2")])
    #expect(eventually { dispatcher.reports[0].delivered == 2 })
    #expect(dispatcher.reports[0].failures == 2 && dispatcher.reports[0].lastError == "it ended with status 7")
    let alerts = try JSON(parsing: directory.bytes(of: "alerts"))["alerts"]?.elements
    #expect(alerts?.map { $0["alert"]?["alert_id"] } == ["1", "2"])
    #expect(alerts?.map { $0["event"] } == ["raised", "raised"])
    #expect(directory.read("arguments") == "a b\n$HOME\n")
    #expect(logged == [])
  }

  @Test(arguments: [
    (
      ["sh", "-c", "echo first >&2; printf '\\033[2Jlast\\n' >&2; exit 3"], "it ended with status 3",
      ": \u{FFFD}[2Jlast"
    ),
    (["sh", "-c", "kill -9 $$"], "signal 9 ended it", ""),
    (["sleep", "1000"], "it took longer than 0.3 s", ""),
    (["/none/such"], "/none/such cannot be started: No such file or directory", ""),
  ])
  func whyACommandFailedIsLogged(_ arguments: [String], _ reason: String, _ detail: String) {
    dispatcher.configure([
      command(arguments) {
        // The others may take as long as a busy machine needs.
        $0.timeoutSeconds = arguments[0] == "sleep" ? 0.3 : 60
        $0.retries = 0
      }
    ])
    dispatcher.tell([news("1")])
    #expect(eventually { dispatcher.reports[0].deadLetters == 1 })
    #expect(dispatcher.reports[0].lastError == reason)
    #expect(eventually { logged == ["alert handler command 1: 1 events of alerts not told: " + reason + detail] })
  }

  // MARK: The log

  @Test func theLogHasALineAnEvent() {
    dispatcher.configure([handler(.log) { $0.severity = .warning }])
    dispatcher.tell([
      news("1"), news("2") { $0.severity = .info }, news("1", .resolved) { $0.message = "x\ncalibraxd: y" },
    ])
    #expect(eventually { logged.count == 2 })
    #expect(
      logged == [
        "[warning] too much: m=2.00 (threshold=1.00)", "[warning] resolved: x calibraxd: y: m=3.00 (threshold=1.00)",
      ])
  }

  // MARK: Time

  @Test func alertsAreGatheredAndRepeatedByTheClock() throws {
    let server = try HTTPEndpoint()
    dispatcher.configure([
      webhook(server.url()) {
        $0.groupSeconds = 0.3
        $0.repeatSeconds = 0.5
      }
    ])
    dispatcher.tell([news("1"), news("2")])
    #expect(eventually { server.requests.count >= 3 })
    let events = server.requests.map {
      try? JSON(parsing: $0.body)["alerts"]?.elements?.map { $0["event"]?.string ?? "" }
    }
    #expect(events.first == ["raised", "raised"])
    #expect(events.dropFirst().allSatisfy { $0 == ["repeated", "repeated"] })
    dispatcher.forgetAlerts(notIn: AlertTable())
    #expect(eventually { dispatcher.reports[0].waiting == 0 })
  }

  // MARK: Configurations

  @Test func aHandlerThatStaysKeepsItsCountsAndOneThatGoesIsDropped() throws {
    let (first, second) = (try HTTPEndpoint(), try HTTPEndpoint { _ in .status(503) })
    let (stays, goes) = (webhook(first.url()), webhook(second.url()) { $0.retrySeconds = 60 })
    dispatcher.configure([goes, stays])
    dispatcher.tell([news("1")])
    #expect(eventually { dispatcher.reports.map(\.failures) == [1, 0] && dispatcher.reports[1].delivered == 1 })
    #expect(dispatcher.reports.map(\.waiting) == [1, 0])
    // The same twice are two.
    dispatcher.configure([stays, stays])
    #expect(dispatcher.reports.map(\.delivered) == [1, 0])
    #expect(dispatcher.reports.map(\.name) == ["webhook 1", "webhook 2"])
    dispatcher.tell([news("2")])
    #expect(eventually { dispatcher.reports.map(\.delivered) == [2, 1] })
    dispatcher.configure([goes])
    #expect(dispatcher.reports.map(\.waiting) == [0])
    dispatcher.configure([])
    dispatcher.tell([news("3")])
    #expect(dispatcher.reports.isEmpty && second.requests.count == 1)
  }

  // MARK: The end

  @Test func atTheEndWhatWaitsIsTriedOnceByAll() throws {
    let (quick, failing) = (try HTTPEndpoint(), try HTTPEndpoint { _ in .status(500) })
    dispatcher.configure([
      webhook(quick.url()) { $0.groupSeconds = 3_600 }, webhook(failing.url()) { $0.groupSeconds = 3_600 },
    ])
    dispatcher.tell([news("1"), news("2")])
    #expect(quick.requests.isEmpty)
    dispatcher.finish(seconds: 60)
    #expect(dispatcher.reports.map(\.delivered) == [2, 0] && dispatcher.reports.map(\.deadLetters) == [0, 2])
    #expect(failing.requests.count == 1)
    dispatcher.tell([news("3")])
    #expect(dispatcher.reports.map(\.delivered) == [2, 0])
  }

  @Test func theEndWaitsSoLongAndNoLonger() throws {
    let silent = try HTTPEndpoint { _ in .silence }
    dispatcher.configure([webhook(silent.url()) { $0.timeoutSeconds = 3_600 }])
    dispatcher.tell([news("1")])
    #expect(eventually { silent.requests.count == 1 })
    dispatcher.finish(seconds: 0.2)
    #expect(
      eventually {
        logged == ["alert handler webhook 1: 1 events of alerts not told before the end"]
      })
  }

  // MARK: Making them

  private func eventually(_ holds: () -> Bool) -> Bool { CalibraxTestSupport.eventually(seconds: 60, holds) }

  /// The log's lines, without the program's name.
  private var logged: [String] {
    (directory.read("log") ?? "").split(separator: "\n").map { String($0.dropFirst("calibraxd: ".count)) }
  }

  private func handler(_ type: AlertHandler.Kind, _ change: (inout AlertHandler) -> Void = { _ in }) -> AlertHandler {
    var handler = AlertHandler()
    handler.type = type
    handler.retrySeconds = 0.01
    handler.timeoutSeconds = 60
    change(&handler)
    return handler
  }

  private func webhook(_ url: String, _ change: (inout AlertHandler) -> Void = { _ in }) -> AlertHandler {
    handler(.webhook) {
      $0.url = url
      change(&$0)
    }
  }

  private func command(_ arguments: [String], _ change: (inout AlertHandler) -> Void = { _ in }) -> AlertHandler {
    handler(.command) {
      $0.command = arguments
      change(&$0)
    }
  }

  private func news(
    _ id: String, _ event: AlertTable.Event = .raised, _ change: (inout Alert) -> Void = { _ in }
  ) -> AlertTable.News {
    var alert = Alert()
    alert.alertID = id
    alert.severity = .warning
    alert.message = "too much"
    alert.metricName = "m"
    (alert.metricValue, alert.lastValue, alert.threshold) = (2, 3, 1)
    alert.when = .above
    if event == .resolved { alert.state = .resolved }
    change(&alert)
    return AlertTable.News(event: event, alert: alert)
  }
}

extension HTTPEndpoint.Request {
  fileprivate var alertIDs: [String] {
    let alerts = (try? JSON(parsing: body))?["alerts"]?.elements ?? []
    return alerts.map { $0["alert"]?["alert_id"]?.string ?? "" }
  }
}
