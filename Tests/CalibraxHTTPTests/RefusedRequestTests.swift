import CalibraxHTTP
import Testing

/// What two readers might understand differently, and what is too much, is refused.
@Suite struct RefusedRequestTests {
  @Test(arguments: [
    "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n", " GET / HTTP/1.1\r\n\r\n",
    "GET /a b HTTP/1.1\r\n\r\n", "GET\t/\tHTTP/1.1\r\n\r\n", "GET / http/1.1\r\n\r\n", "GET / HTTP/1\r\n\r\n",
    "GET / HTTP/11\r\n\r\n", "GET / HTTP/+1.1\r\n\r\n", "G(T / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\r\n", "\0\r\n",
  ])
  func aFirstLineHasThreeWords(_ text: String) {
    #expect(Parsed(text) == refused(400))
  }

  @Test(arguments: [
    "*", "", "runs", "localhost:80", "https://localhost/", "/a#b", "/\u{E4}", "/a\\%", "/%", "/%4", "/%zz", "/%+1",
    "/%00",
    "/%0a", "/%7F", "/%ff", "/%C3", "/%ED%A0%80", "/%C0%AE%C0%AE/", "/..", "/.", "/a/../b", "/a/..%2fb", "/%2e%2e/b",
    "/a%2f%2E%2E%2fb", "/a/.%2e", "/?a=%", "/?%ff=1", "/?a=%C3", "http://localhost/../x",
  ])
  func aTargetIsAPathOfUTF8WithoutDots(_ target: String) {
    #expect(Parsed(get(target)) == refused(400))
  }

  @Test(arguments: [
    "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\n",
    "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n",
    "GET / HTTP/1.1\rHost: a\r\n\r\n",
  ])
  func linesEndInOneWay(_ text: String) {
    #expect(Parsed(text) == refused(400))
    #expect(Parsed(text, cut: 1) == refused(400))
  }

  @Test(arguments: [
    "X: a\r\n b", " X: a", "\tX: a", "X : a", "X\t: a", ": a", "X", "X\0: a", "X: \0", "X: a\u{7F}", "X: \u{1B}[2J",
    "X(: a",
    "\u{E4}: a",
  ])
  func aHeaderIsANameAndAValueOnOneLine(_ header: String) {
    #expect(Parsed(get("/", header)) == refused(400))
    #expect(Parsed("GET / HTTP/1.1\r\n\(header)\r\nHost: a\r\n\r\n") == refused(400))
  }

  @Test(arguments: [
    (["Content-Length: 1", "Content-Length: 1"], 400), (["Content-Length: 1", "content-length: 2"], 400),
    (["Content-Length: 1, 1"], 400), (["Content-Length: +1"], 400), (["Content-Length: -1"], 400),
    (["Content-Length: 0x1"], 400), (["Content-Length: 1 1"], 400), (["Content-Length:"], 400),
    (["Content-Length: \u{661}"], 400), (["Content-Length: 1", "Transfer-Encoding: chunked"], 400),
    (["Transfer-Encoding: chunked", "Content-Length: 1"], 400), (["Transfer-Encoding: chunked"], 501),
    (["Transfer-Encoding: identity"], 501), (["Transfer-Encoding: xchunked"], 501), (["Transfer-Encoding:"], 501),
    ([], 411), (["Content-Length: 65537"], 413), (["Content-Length: 99999999999999999999"], 413),
    (["Content-Length: 1", "Expect: 200-ok"], 417),
  ])
  func aBodyHasOneLengthWithinTheLimit(_ headers: [String], status: Int) {
    let text = "POST / HTTP/1.1\r\nHost: a\r\n\(headers.map { $0 + "\r\n" }.joined())\r\nXGET /hidden HTTP/1.1\r\n\r\n"
    #expect(Parsed(text) == refused(status))
    #expect(Parsed(text, cut: 1) == refused(status))
  }

  @Test func oldClientsSendNoChunks() {
    #expect(Parsed("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == refused(400))
  }

  @Test func thereIsOneHost() {
    #expect(Parsed("GET / HTTP/1.1\r\n\r\n") == refused(400))
    #expect(Parsed(get("/", "Host: localhost")) == refused(400))
    #expect(Parsed("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n") == refused(400))
    #expect(Parsed("GET http://a/ HTTP/1.1\r\n\r\n") == refused(400))
  }

  @Test(arguments: [
    ("PUT", 405), ("DELETE", 405), ("OPTIONS", 405), ("TRACE", 405), ("CONNECT", 405), ("get", 501), ("BREW", 501),
  ])
  func fewMethodsAreServed(_ method: String, status: Int) {
    #expect(Parsed("\(method) / HTTP/1.1\r\nHost: a\r\n\r\n") == refused(status))
  }

  @Test(arguments: ["HTTP/2.0", "HTTP/0.9", "HTTP/3.0"])
  func otherVersionsAreNotServed(_ version: String) {
    #expect(Parsed("GET / \(version)\r\nHost: a\r\n\r\n") == refused(505))
  }

  @Test(arguments: [1, 1_000, Int.max])
  func aLongFirstLineIsRefusedBeforeItEnds(_ size: Int) {
    #expect(Parsed("GET /" + String(repeating: "a", count: 9_000), cut: size) == refused(414))
    let rest = " HTTP/1.1"
    let longest = "/" + String(repeating: "a", count: 8_192 - 4 - 1 - rest.utf8.count)
    #expect(Parsed(get(longest), cut: size).request?.path == longest)
    #expect(Parsed(get(longest + "a"), cut: size) == refused(414))
  }

  @Test(arguments: [1_000, Int.max])
  func manyHeadersAreRefusedBeforeTheyEnd(_ size: Int) {
    let head = "GET / HTTP/1.1\r\nHost: a\r\n"
    #expect(Parsed(head + "X: " + String(repeating: "a", count: 17_000), cut: size) == refused(431))
    #expect(
      Parsed(head + String(repeating: "X: \(String(repeating: "a", count: 995))\r\n", count: 17), cut: size)
        == refused(431))
    #expect(Parsed(head + String(repeating: "X: a\r\n", count: 100), cut: size) == refused(431))
    #expect(Parsed(head + String(repeating: "X: a\r\n", count: 99) + "\r\n", cut: size).request != nil)
  }

  @Test func nothingBehindARefusedRequestIsRead() {
    let parsed = Parsed(get("/one") + "GET / HTTP/1.1\nHost: a\r\n\r\n" + get("/two"))
    #expect(parsed.requests.map(\.path) == ["/one"])
    #expect(parsed.status == 400)
  }

  /// Random bytes end in requests or a refusal, and never in a crash.
  @Test func damagedRequestsAreRequestsOrRefused() {
    let text = Array((get("/a?b=c%20d", "X: y") + post("Content-Length: 3", body: "abc")).utf8)
    var state: UInt64 = 1
    for _ in 0..<1_000 {
      var damaged = text
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 24)
      }
      let whole = Parsed(damaged)
      #expect(Parsed(damaged, cut: 7) == whole)
      #expect(whole.requests.count <= 2)
    }
  }

  private func refused(_ status: Int) -> Parsed {
    var parsed = Parsed("")
    parsed.status = status
    return parsed
  }
}
