import CalibraxJSON
import CalibraxTestSupport
import Testing

/// A browser acknowledges alerts with the token that the Studio printed, and in no other way.
@Suite struct StudioActionTests {
  private let server: TestServer
  private let studio: RunningStudio
  private let alert: String

  init() throws {
    server = try TestServer()
    alert = try StudioStore.alert(server, "slow")
    studio = try RunningStudio("--data", server.directory.path)
  }

  private var body: String { "{\"alert_id\":\"\(alert)\"}" }

  private func state() throws -> String? {
    try server.call("listAlerts")["result"]?["alerts"]?[0]?["state"]?.string
  }

  private func message(_ answer: RunningStudio.Answer) throws -> String {
    #expect(answer.headers["content-type"] == "application/json")
    return try JSON(parsing: Array(answer.body.utf8))["message"]?.string ?? ""
  }

  @Test func withTheTokenAnAlertIsAcknowledged() throws {
    #expect(try studio.ask("/alerts.html").body.contains("data-acknowledge=\"\(alert)\""))
    let answer = try studio.act(body, token: studio.token)
    #expect(answer.status == 200, "\(answer.body)")
    #expect(try JSON(parsing: Array(answer.body.utf8))["state"] == "acknowledged")
    #expect(try state() == "acknowledged")
    #expect(try !studio.ask("/alerts.html").body.contains("data-acknowledge"))
  }

  @Test func withoutItNothingHappens() throws {
    for token in [nil, "", "x", String(studio.token.dropLast()), studio.token + "x", studio.token.uppercased()] {
      let answer = try studio.act(body, token: token)
      #expect(answer.status == 403)
      #expect(try message(answer).contains("Open the Studio with the address that calibraxctl studio printed"))
    }
    #expect(try studio.ask("/alerts/acknowledge?token=\(studio.token)", method: "POST").status == 403)
    #expect(try state() == "firing")
  }

  @Test func itIsSentWithPOST() throws {
    for method in ["GET", "HEAD"] {
      #expect(try studio.act("", token: studio.token, method: method).status == 405)
    }
    #expect(try state() == "firing")
  }

  @Test(arguments: ["", "{", "[]", "{}", "{\"alert_id\":7}", "{\"alert_id\":\"x\",\"more\":1}", "null"])
  func whatIsNoRequestIsToldSo(_ body: String) throws {
    let answer = try studio.act(body, token: studio.token)
    #expect(answer.status == 400)
    #expect(try !message(answer).isEmpty)
    #expect(try state() == "firing")
  }

  @Test func whatCannotBeDoneIsToldWhy() throws {
    let unknown = try studio.act("{\"alert_id\":\"none\"}", token: studio.token)
    #expect(unknown.status == 409)
    #expect(try message(unknown).contains("none"))
    server.stop()
    let away = try studio.act(body, token: studio.token)
    #expect(away.status == 503)
    #expect(try message(away).contains("no server serves"))
  }

  @Test func pagesOfOthersCannotEvenWithTheToken() throws {
    for headers in [
      ["Origin": "http://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"], ["Host": "evil.example"],
      ["Content-Type": "text/plain"], ["Content-Type": "application/x-www-form-urlencoded"],
    ] {
      let status = try studio.act(body, token: studio.token, headers: headers).status
      #expect([403, 415, 421].contains(status))
    }
    #expect(try state() == "firing")
  }

  @Test func everyStudioHasATokenOfItsOwn() throws {
    let other = try RunningStudio("--data", server.directory.path)
    #expect(other.token != studio.token && other.address != studio.address && other.token.count >= 40)
    #expect(try other.act(body, token: studio.token).status == 403)
    #expect(try other.act(body, token: other.token).status == 200)
    #expect(try studio.ask("/alerts.html").body.contains("acknowledged"))
  }
}
