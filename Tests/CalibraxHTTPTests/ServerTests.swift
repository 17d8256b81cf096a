import CalibraxHTTP
import Synchronization
import Testing

@Suite struct ServerTests {
  /// A server that answers with the method, the path and the body.
  private func echo(limits: HTTPLimits = HTTPLimits()) throws -> HTTPServer {
    try HTTPServer(limits: limits) { request in
      .response(
        HTTPResponse(text: "\(request.method) \(request.path) \(String(decoding: request.body, as: UTF8.self))"))
    }
  }

  @Test func aConnectionServesManyRequests() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    for number in 1...3 {
      peer.send(server.get("/\(number)"))
      let response = try peer.response()
      #expect(response.body == "GET /\(number) ")
      #expect(!response.head.contains("Connection"))
    }
    peer.send(server.get("/last", "Connection: close"))
    #expect(try peer.response().head.contains("Connection: close"))
    #expect(try peer.rest() == "")
  }

  @Test func requestsThatWereSentAtOnceAreAnsweredInOrder() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    peer.send((0..<50).map { server.get("/\($0)") }.joined())
    peer.finish()
    for number in 0..<50 { #expect(try peer.response().body == "GET /\(number) ") }
    #expect(try peer.rest() == "")
  }

  @Test func aHeadIsAnsweredWithoutABody() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    peer.send("HEAD /x HTTP/1.1\r\nHost: \(server.address)\r\n\r\n" + server.get("/y"))
    #expect(try peer.text(to: "\r\n\r\n").contains("Content-Length: 8\r\n"))
    #expect(try peer.response().body == "GET /y ")
  }

  @Test func aBodyIsAskedFor() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    peer.send(server.post("Content-Length: 2", "Content-Type: application/json", "Expect: 100-continue"))
    #expect(try peer.text(to: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    peer.send("{}")
    #expect(try peer.response().body == "POST / {}")
  }

  @Test func oldClientsAreServedOnceUnlessTheyAskForMore() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    peer.send("GET /a HTTP/1.0\r\nHost: \(server.address)\r\nConnection: keep-alive\r\n\r\n")
    #expect(try peer.response().head.contains("Connection: keep-alive"))
    peer.send("GET /b HTTP/1.0\r\nHost: \(server.address)\r\n\r\n")
    #expect(try peer.rest().hasSuffix("GET /b "))
  }

  @Test func whatIsWrongIsToldAndEndsTheConnection() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    // More than the server reads of it: the answer must not be lost with the rest.
    peer.send(server.post("Content-Length: 300000") + String(repeating: "x", count: 300_000))
    peer.finish()
    let response = try peer.response()
    #expect(response.status == 413)
    #expect(response.body == "The request's body is larger than 65536 bytes.\n")
    #expect(try peer.rest() == "")
  }

  @Test func methodsThatAreNotServedAreToldWhichAre() throws {
    let server = try echo()
    let peer = try Peer(server.port)
    peer.send("PUT / HTTP/1.1\r\nHost: \(server.address)\r\n\r\n")
    #expect(try peer.response().head.contains("Allow: GET, HEAD, POST\r\n"))
  }

  @Test func pagesOfOthersDoNotReachTheHandler() throws {
    let calls = Atomic(0)
    let server = try HTTPServer { _ in
      calls.wrappingAdd(1, ordering: .relaxed)
      return .response(HTTPResponse())
    }
    let peer = try Peer(server.port)
    peer.send("GET / HTTP/1.1\r\nHost: evil.example:\(server.port)\r\n\r\n")
    #expect(try peer.response().status == 421)
    peer.send(server.get("/", "Origin: http://evil.example"))
    #expect(try peer.response().status == 403)
    #expect(calls.load(ordering: .relaxed) == 0)
    peer.send(server.get("/"))
    #expect(try peer.response().status == 200)
    #expect(calls.load(ordering: .relaxed) == 1)
  }

  @Test func anAnswerThatWouldBeTwoIsRefused() throws {
    let server = try HTTPServer { _ in .response(HTTPResponse(headers: ["X": "a\r\n\r\nGET"])) }
    let peer = try Peer(server.port)
    peer.send(server.get("/"))
    #expect(try peer.response().status == 500)
    #expect(try peer.rest() == "")
  }

  @Test func aLargeAnswerComesWhole() throws {
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 4_000_000)
    let server = try HTTPServer { _ in .response(HTTPResponse(body: body)) }
    let peer = try Peer(server.port)
    peer.send(server.get("/", "Connection: close"))
    _ = try peer.text(to: "\r\n\r\n")
    #expect(try peer.rest().utf8.elementsEqual(body))
  }

  @Test func aSlowRequestIsGivenUp() throws {
    var limits = HTTPLimits()
    limits.request = .milliseconds(80)
    let server = try echo(limits: limits)
    let peer = try Peer(server.port)
    let begin = ContinuousClock.now
    // A byte at a time does not help.
    peer.send("GET / HTTP/1.1\r\n")
    while !peer.isAnswered(within: 10) { peer.send("X: y\r\n") }
    #expect(try peer.response().status == 408)
    #expect(try peer.rest() == "")
    #expect(ContinuousClock.now - begin < .seconds(5))
  }

  @Test func aSilentClientIsLeftWithoutAWord() throws {
    var limits = HTTPLimits()
    limits.idle = .milliseconds(50)
    let server = try echo(limits: limits)
    #expect(try Peer(server.port).rest() == "")
    let peer = try Peer(server.port)
    peer.send(server.get("/a"))
    #expect(try peer.response().status == 200)
    #expect(try peer.rest() == "")
  }

  @Test func anAnswerThatNobodyTakesIsGivenUp() throws {
    var limits = HTTPLimits()
    limits.write = .milliseconds(50)
    limits.connections = 1
    let body = [UInt8](repeating: 0, count: 20_000_000)
    let server = try HTTPServer(limits: limits) { request in
      .response(request.path == "/large" ? HTTPResponse(body: body) : HTTPResponse())
    }
    let slow = try Peer(server.port)
    slow.send(server.get("/large"))
    // Its place is free again as soon as it is given up.
    var status = 503
    let deadline = ContinuousClock.now + .seconds(10)
    while status == 503, ContinuousClock.now < deadline {
      let peer = try Peer(server.port)
      peer.send(server.get("/small"))
      status = try peer.response().status
    }
    #expect(status == 200)
    _ = slow
  }

  @Test func oneConnectionTooManyIsToldSo() throws {
    let server = try echo()
    let peers = try (0..<64).map { _ in try Peer(server.port) }
    for peer in peers {
      peer.send(server.get("/in"))
      #expect(try peer.response().status == 200)
    }
    let refused = try Peer(server.port)
    refused.send(server.get("/out"))
    let response = try refused.response()
    #expect(response.status == 503)
    #expect(response.body == "All 64 connections are in use; close pages that are not needed.\n")
    #expect(try refused.rest() == "")
    for peer in peers {
      peer.send(server.get("/again"))
      #expect(try peer.response().body == "GET /again ")
    }
  }

  @Test func manyClientsOneAfterTheOther() throws {
    let server = try echo()
    for number in 0..<200 {
      let peer = try Peer(server.port)
      peer.send(server.get("/\(number)", "Connection: close"))
      #expect(try peer.rest().hasSuffix("GET /\(number) "))
    }
  }

  @Test func clientsThatBreakOffHarmNobody() throws {
    let server = try echo()
    for count in 0..<40 {
      let peer = try Peer(server.port)
      peer.send(String(server.get("/").prefix(count)))
      peer.vanish()
    }
    let peer = try Peer(server.port)
    peer.send(server.get("/"))
    #expect(try peer.response().status == 200)
  }
}

extension HTTPServer {
  /// A GET of a path with further headers.
  func get(_ path: String, _ headers: String...) -> String {
    "GET \(path) HTTP/1.1\r\nHost: \(address)\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n"
  }

  /// The head of a POST with further headers.
  func post(_ headers: String...) -> String {
    "POST / HTTP/1.1\r\nHost: \(address)\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n"
  }
}
