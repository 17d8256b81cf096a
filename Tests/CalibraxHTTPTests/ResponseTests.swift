import Testing

@testable import CalibraxHTTP

@Suite struct ResponseTests {
  @Test func aResponseSaysHowLongItIs() throws {
    let head = try HTTPResponse(text: "hello").head(isVersion11: true, keepsAlive: true, date: 784_111_777)
    #expect(
      String(decoding: head, as: UTF8.self)
        == "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + "X-Content-Type-Options: nosniff\r\nContent-Length: 5\r\n\r\n")
  }

  @Test func theEndOfAConnectionIsTold() throws {
    let response = HTTPResponse(204)
    func connection(_ isVersion11: Bool, _ keepsAlive: Bool) throws -> String {
      let head = try response.head(isVersion11: isVersion11, keepsAlive: keepsAlive, date: 0)
      return String(decoding: head, as: UTF8.self).components(
        "HTTP/1.1 204 No Content\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n")
    }
    #expect(try connection(true, true) == "\r\n")
    #expect(try connection(true, false) == "Connection: close\r\n\r\n")
    #expect(try connection(false, true) == "Connection: keep-alive\r\n\r\n")
    #expect(try connection(false, false) == "Connection: close\r\n\r\n")
  }

  @Test(arguments: [
    ("X", "a\r\nSet-Cookie: b"), ("X", "a\nb"), ("X", "a\rb"), ("X", "a\0"), ("X\r\nY", "a"), ("X:", "a"), ("X Y", "a"),
    ("", "a"),
  ])
  func noHeaderBeginsAnother(_ name: String, _ value: String) {
    var response = HTTPResponse()
    response.headers.append(name, value)
    let refusal = #expect(throws: HTTPRefusal.self) {
      try response.head(isVersion11: true, keepsAlive: true, date: 0)
    }
    #expect(refusal?.status == 500)
  }

  @Test func anETagThatWouldBeginAHeaderIsRefused() {
    #expect(throws: HTTPRefusal.self) {
      try HTTPResponse(etag: "a\r\nb").head(isVersion11: true, keepsAlive: true, date: 0)
    }
  }

  @Test func onlyTheServerSaysHowABodyIsSent() throws {
    let response = HTTPResponse(
      headers: ["content-length": "9", "Transfer-Encoding": "chunked", "Connection": "upgrade", "X": "y"], body: [1])
    let head = try response.head(isVersion11: true, keepsAlive: true, date: 0)
    #expect(
      String(decoding: head, as: UTF8.self)
        == "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nX: y\r\nContent-Length: 1\r\n\r\n")
  }

  @Test(arguments: [
    ("\"v1\"", 304), ("W/\"v1\"", 304), ("\"v0\", \"v1\"", 304), ("*", 304), ("\"v2\"", 200), ("v1", 200), ("", 200),
  ])
  func whatAClientHasIsNotSentAgain(_ known: String, status: Int) {
    let response = HTTPResponse(type: "text/css", body: [1], etag: "v1")
    let answer = response.unlessKnown(to: HTTPRequest(headers: ["If-None-Match": known]))
    #expect(answer.status == status)
    #expect(answer.body == (status == 304 ? [] : [1]))
    #expect(answer.etag == "v1")
    #expect(response.unlessKnown(to: HTTPRequest(method: "POST", headers: ["If-None-Match": known])) == response)
    #expect(response.unlessKnown(to: HTTPRequest()) == response)
  }

  @Test func settingAHeaderReplacesAllOfItsName() {
    var headers: HTTPHeaders = ["a": "1", "A": "2", "b": "3"]
    headers["A"] = "4"
    #expect(headers == ["b": "3", "A": "4"])
    headers["B"] = nil
    #expect(headers == ["A": "4"])
  }
}

extension String {
  /// What stands behind a beginning.
  fileprivate func components(_ beginning: String) -> String {
    hasPrefix(beginning) ? String(dropFirst(beginning.count)) : self
  }
}
