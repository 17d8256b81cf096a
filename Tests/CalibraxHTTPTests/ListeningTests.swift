import CalibraxHTTP
import Testing

@Suite struct ListeningTests {
  @Test func theSystemChoosesAPort() throws {
    let server = try HTTPServer(handler: answer)
    #expect(server.port > 0)
    #expect(server.address == "127.0.0.1:\(server.port)")
    #expect(server.url == "http://127.0.0.1:\(server.port)/")
  }

  @Test func aPortIsTakenOnce() throws {
    let server = try HTTPServer(handler: answer)
    let error = #expect(throws: HTTPListenError.self) { try HTTPServer(port: server.port, handler: answer) }
    #expect(
      error?.description
        == "cannot listen on 127.0.0.1:\(server.port): Address already in use; another program has this port: "
        + "end it, or choose another port, 0 for any that is free")
  }

  @Test func aPortIsFreeAfterwards() throws {
    let server = try HTTPServer(handler: answer)
    let peer = try Peer(server.port)
    peer.send(server.get("/"))
    #expect(try peer.response().status == 200)
    server.stop()
    let next = try HTTPServer(port: server.port, handler: answer)
    #expect(next.port == server.port)
  }

  @Test func aNameStandsForItsAddress() throws {
    let server = try HTTPServer(host: "localhost", handler: answer)
    #expect(server.address == "localhost:\(server.port)")
  }

  @Test(arguments: ["::1", "[::1]"])
  func anAddressOfIPv6HasBracketsInAURL(_ host: String) throws {
    do throws(HTTPListenError) {
      let server = try HTTPServer(host: host, handler: answer)
      #expect(server.address == "[::1]:\(server.port)")
    } catch {
      // A machine without IPv6.
      #expect(error.description.hasPrefix("cannot listen on [::1]:0: "))
    }
  }

  @Test(arguments: ["0.0.0.0", "::"])
  func onlyThisMachineMayConnect(_ host: String) {
    let error = #expect(throws: HTTPListenError.self) { try HTTPServer(host: host, handler: answer) }
    #expect(error?.description.hasSuffix(" is not a loopback address; choose 127.0.0.1, [::1] or localhost") == true)
  }

  @Test func allMayConnectWhereItIsAskedFor() throws {
    #expect(try HTTPServer(host: "0.0.0.0", loopbackOnly: false, handler: answer).port > 0)
  }

  @Test func aHostThatNobodyKnowsIsToldOf() {
    let error = #expect(throws: HTTPListenError.self) { try HTTPServer(host: "nowhere.invalid", handler: answer) }
    #expect(error?.description.hasPrefix("cannot find the host \"nowhere.invalid\": ") == true)
  }

  private var answer: HTTPHandler { { _ in .response(HTTPResponse()) } }
}
