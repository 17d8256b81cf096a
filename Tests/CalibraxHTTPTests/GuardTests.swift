import CalibraxHTTP
import Testing

@Suite struct GuardTests {
  private let gate = HTTPGuard(host: "127.0.0.2", port: 8_173, others: ["Forwarded.example:9000", "bare.example"])

  @Test(arguments: [
    "localhost:8173", "LOCALHOST:8173", "127.0.0.1:8173", "[::1]:8173", "127.0.0.2:8173", "forwarded.example:9000",
    "bare.example", "bare.example:80",
  ])
  func theServerIsCalledByItsNames(_ host: String) {
    #expect(status(host: host) == nil)
  }

  @Test(arguments: [
    "", "localhost", "localhost:80", "localhost:81730", "localhost:8173:8173", "localhost.:8173", "127.0.0.1",
    "::1:8173",
    "[::1]", "evil.example:8173", "localhost.evil.example:8173", "127.0.0.1.evil.example:8173", "127.0.0.3:8173",
    "0.0.0.0:8173", "user@localhost:8173", "localhost:8173@evil.example", "localhost:8173/", "forwarded.example:8173",
    "localhost:08173", "localhost: 8173", "localhost:8173, evil.example",
  ])
  func anyOtherNameIsRefused(_ host: String) {
    #expect(status(host: host) == 421)
  }

  @Test(arguments: [
    ("http://localhost:8173", nil), ("http://LOCALHOST:8173", nil), ("http://127.0.0.1:8173", 403),
    ("http://localhost", 403), ("http://localhost:3000", 403), ("https://localhost:8173", 403), ("null", 403),
    ("", 403),
    ("http://evil.example", 403), ("http://localhost:8173.evil.example", 403), ("http://localhost:8173/", 403),
    ("file://", 403),
  ])
  func anOriginIsThatOfTheServer(_ origin: String, refused: Int?) {
    for method in ["GET", "HEAD", "POST"] { #expect(status(method, headers: ["Origin": origin]) == refused) }
  }

  @Test func twoOriginsAreAsGoodAsTheWorse() {
    var headers: HTTPHeaders = ["Origin": "http://localhost:8173"]
    headers.append("Origin", "http://evil.example")
    #expect(status(headers: headers) == 403)
  }

  @Test(arguments: ["same-site", "cross-site", "something-new"])
  func pagesOfOtherOriginsMayOnlyLink(_ site: String) {
    func status(_ mode: String, _ destination: String, method: String = "GET") -> Int? {
      self.status(
        method,
        headers: ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination])
    }
    #expect(status("navigate", "document") == nil)
    #expect(status("navigate", "iframe") == 403)
    #expect(status("no-cors", "image") == 403)
    #expect(status("no-cors", "script") == 403)
    #expect(status("cors", "empty") == 403)
    #expect(status("navigate", "document", method: "POST") == 403)
    #expect(self.status(headers: ["Sec-Fetch-Site": site]) == 403)
  }

  @Test(arguments: ["same-origin", "none"])
  func ownPagesMayDoAnything(_ site: String) {
    for method in ["GET", "HEAD", "POST"] {
      #expect(status(method, headers: ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors"]) == nil)
    }
  }

  @Test(arguments: [
    ("application/json", nil), ("Application/JSON; charset=utf-8", nil), ("text/plain", 415),
    ("application/x-www-form-urlencoded", 415), ("multipart/form-data; boundary=x", 415), ("", 415),
    ("text/plain; application/json", 415), ("application/json-patch", 415),
  ])
  func aBodyIsJSON(_ type: String, refused: Int?) {
    #expect(status("POST", headers: ["Content-Type": type], body: "{}") == refused)
  }

  @Test func aBodyHasAType() {
    #expect(status("POST", body: "{}") == 415)
    #expect(status("POST") == nil)
  }

  @Test func aRefusalSaysWhatToDo() throws {
    let refusal = try #require(gate.refusal(of: request("GET", "evil.example", [:], "")))
    #expect(
      refusal.description
        == "This server is not called \"evil.example\"; use one of 127.0.0.1:8173, 127.0.0.2:8173, [::1]:8173, bare.example:80, forwarded.example:9000, localhost:8173."
    )
  }

  private func status(
    _ method: String = "GET", host: String = "localhost:8173", headers: HTTPHeaders = [:], body: String = ""
  ) -> Int? {
    gate.refusal(of: request(method, host, headers, body))?.status
  }

  private func request(_ method: String, _ host: String, _ headers: HTTPHeaders, _ body: String) -> HTTPRequest {
    HTTPRequest(method: method, authority: host, headers: headers, body: Array(body.utf8))
  }
}
