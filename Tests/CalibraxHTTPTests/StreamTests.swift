import CalibraxHTTP
import Dispatch
import Testing

@Suite struct StreamTests {
  /// What a stream's body waits for, and what tells of its end.
  private struct Signals: Sendable {
    let next = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)

    var hasEnded: Bool { ended.wait(timeout: .now() + 10) == .success }
  }

  @Test func piecesComeWhenTheyAreSent() throws {
    let signals = Signals()
    let server = try HTTPServer { _ in
      .stream(["Content-Type": ServerSentEvent.mediaType]) { stream in
        for number in 1...3 {
          signals.next.wait()
          _ = stream.send(ServerSentEvent(data: "\(number)").bytes)
          _ = stream.send("")
        }
      }
    }
    let peer = try Peer(server.port)
    peer.send(server.get("/"))
    let head = try peer.text(to: "\r\n\r\n")
    #expect(head.contains("Transfer-Encoding: chunked\r\n"))
    #expect(!head.contains("Content-Length"))
    for number in 1...3 {
      signals.next.signal()
      #expect(try peer.text(to: "\n\n\r\n") == "9\r\ndata: \(number)\n\n\r\n")
    }
    #expect(try peer.text(to: "0\r\n\r\n") == "0\r\n\r\n")
    // The next request may follow.
    peer.send("HEAD / HTTP/1.1\r\nHost: \(server.address)\r\n\r\n")
    #expect(try peer.text(to: "\r\n\r\n").contains("Transfer-Encoding: chunked\r\n"))
  }

  @Test func oldClientsGetAPlainBodyUpToTheEnd() throws {
    let server = try HTTPServer { _ in
      .stream([:]) { stream in
        _ = stream.send("one,")
        _ = stream.send("two")
      }
    }
    let peer = try Peer(server.port)
    peer.send("GET / HTTP/1.0\r\nHost: \(server.address)\r\nConnection: keep-alive\r\n\r\n")
    let text = try peer.rest()
    #expect(text.hasSuffix("\r\n\r\none,two"))
    #expect(text.contains("Connection: close\r\n"))
    #expect(!text.contains("chunked"))
  }

  @Test(arguments: [false, true])
  func aQuietStreamNoticesThatNobodyListens(_ vanishes: Bool) throws {
    let signals = Signals()
    let server = try HTTPServer { _ in
      .stream([:]) { stream in
        let wasOpen = stream.isOpen
        _ = stream.send("begun")
        while stream.wait(.seconds(30)) {}
        let isOpen = stream.isOpen
        #expect(wasOpen && !isOpen)
        signals.ended.signal()
      }
    }
    var peer: Peer? = try Peer(server.port)
    peer?.send(server.get("/"))
    _ = try peer?.text(to: "begun")
    if vanishes { peer?.vanish() }
    peer = nil
    #expect(signals.hasEnded)
  }

  @Test func sendingToNobodyFails() throws {
    let signals = Signals()
    let server = try HTTPServer { _ in
      .stream([:]) { stream in
        while stream.send(String(repeating: "x", count: 10_000)) {}
        let isSent = stream.send("y")
        let isOpen = stream.isOpen
        #expect(!isOpen && !isSent)
        signals.ended.signal()
      }
    }
    var peer: Peer? = try Peer(server.port)
    peer?.send(server.get("/"))
    _ = try peer?.text(to: "xxx")
    peer = nil
    #expect(signals.hasEnded)
  }

  @Test func aClientThatTakesNothingInIsGivenUp() throws {
    let signals = Signals()
    var limits = HTTPLimits()
    limits.write = .milliseconds(50)
    let server = try HTTPServer(limits: limits) { _ in
      .stream([:]) { stream in
        while stream.send(String(repeating: "x", count: 100_000)) {}
        signals.ended.signal()
      }
    }
    let peer = try Peer(server.port)
    peer.send(server.get("/"))
    #expect(signals.hasEnded)
    _ = peer
  }

  @Test func aStreamWaitsAsLongAsItIsTold() throws {
    let server = try HTTPServer { _ in
      .stream([:]) { stream in
        let begin = ContinuousClock.now
        let isOpen = stream.wait(.milliseconds(30))
        #expect(isOpen && ContinuousClock.now - begin >= .milliseconds(30))
      }
    }
    let peer = try Peer(server.port)
    peer.send(server.get("/"))
    _ = try peer.text(to: "0\r\n\r\n")
  }

  @Test func stoppingEndsStreamsAndSilentConnections() throws {
    let signals = Signals()
    let server = try HTTPServer { _ in
      .stream([:]) { stream in
        _ = stream.send("begun")
        while stream.wait(.seconds(30)) {}
        signals.ended.signal()
      }
    }
    let quiet = try Peer(server.port)
    let half = try Peer(server.port)
    half.send("GET / HT")
    let peers = try (0..<5).map { _ in try Peer(server.port) }
    for peer in peers {
      peer.send(server.get("/"))
      _ = try peer.text(to: "begun")
    }
    let begin = ContinuousClock.now
    server.stop()
    #expect(ContinuousClock.now - begin < .seconds(10))
    for _ in peers { #expect(signals.ended.wait(timeout: .now()) == .success) }
    for peer in peers { #expect(try peer.rest() == "\r\n") }
    #expect(try quiet.rest() == "")
    #expect(try half.rest() == "")
    #expect(throws: Peer.Failure.self) { try Peer(server.port) }
    server.stop()
  }

  @Test func whatNobodyHoldsStopsToo() throws {
    var server: HTTPServer? = try HTTPServer { _ in .response(HTTPResponse()) }
    let (port, request) = try #require(server.map { ($0.port, $0.get("/")) })
    let peer = try Peer(port)
    peer.send(request)
    #expect(try peer.response().status == 200)
    server = nil
    #expect(try peer.rest() == "")
  }
}
