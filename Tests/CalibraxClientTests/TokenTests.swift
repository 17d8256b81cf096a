import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxRPC
import CalibraxServer
import CalibraxTestSupport
import Testing

/// A client shows its token first on every connection.
@Suite struct TokenTests {
  let directory = TemporaryDirectory()

  init() { directory.write("reader reader-0123456789\nwriter writer-0123456789\n", to: "tokens") }

  @Test func aWriterMayDoEverything() async throws {
    let server = try start()
    let client = Client(try tcp(server), options: options("writer-0123456789"))
    #expect(try await client.call(RecordSamples.self, sample).accepted == 1)
    let blocking = try BlockingClient(try tcp(server), token: "writer-0123456789")
    #expect(try blocking.call(RecordSamples.self, sample).accepted == 1)
  }

  @Test func aReaderChangesNothing() async throws {
    let server = try start()
    let client = Client(try tcp(server), options: options("reader-0123456789"))
    #expect(try await client.call(ListSeries.self).series.isEmpty)
    for method in [
      "ingest", "deleteRun", "setBaseline", "startExecution", "finishExecution", "defineMetric", "record",
      "pruneSeries",
    ] {
      let error = await #expect(throws: ClientError.self) { try await client.call(method) }
      #expect(error?.code == .forbidden, "\(method)")
    }
  }

  @Test func withoutATokenLittleIsAnswered() throws {
    let server = try start()
    let client = try BlockingClient(try tcp(server))
    #expect(try client.call("ping") == [:])
    #expect(try client.call("rpc.discover")["methods"] != nil)
    for method in allMethods.map({ $0.name }) where !["ping", "rpc.discover", "authenticate"].contains(method) {
      let error = #expect(throws: ClientError.self) { try client.call(method) }
      #expect(error?.code == .unauthenticated, "\(method)")
    }
    #expect(try client.call("authenticate", ["token": "reader-0123456789"]) == ["role": "reader"])
    #expect(try client.call("listRuns")["runs"] == [])
  }

  @Test func theUnixSocketNeedsNone() throws {
    let server = try start()
    let client = try BlockingClient(.unix(path: server.server.unixAddress))
    #expect(try client.call(RecordSamples.self, sample).accepted == 1)
  }

  @Test func aTokenThatIsRefusedFailsTheCallsAtOnce() async throws {
    let server = try start()
    var options = options("nobody-0123456789")
    options.firstPause = 1_000
    let client = Client(try tcp(server), options: options)
    for _ in 0..<2 {
      let error = await #expect(throws: ClientError.self) { try await client.call(Ping.self) }
      #expect(error?.code == .unauthenticated)
    }
    let error = #expect(throws: ClientError.self) {
      try BlockingClient(try tcp(server), token: "nobody-0123456789")
    }
    #expect(error?.code == .unauthenticated)
  }

  @Test func itIsShownAgainAfterALostConnection() async throws {
    var server: ServerProcess? = try process(port: 0)
    let address = try ServerAddress("tcp:" + #require(server?.tcp))
    guard case .tcp(_, let port) = address else { return }
    let client = Client(address, options: options("reader-0123456789"))
    for _ in 0..<2 {
      #expect(try await client.call(ListRuns.self).runs.isEmpty)
      server?.kill()
      server = try process(port: port)
    }
    #expect(try await client.call(ListRuns.self).runs.isEmpty)
  }

  @Test func onlyWithTokensIsTheServerOpenToOtherMachines() throws {
    let closed = try ServerProcess(["--data", directory.path, "--tcp", "0.0.0.0:0"])
    #expect(closed.wait() == 3)
    #expect(closed.complaints.contains("without --token-file TCP is served on 127.0.0.1 or [::1] only"))
    let open = try ServerProcess(
      ["--data", directory.path, "--tcp", "0.0.0.0:0", "--token-file", directory.path("tokens")])
    let port = try #require(open.tcp?.split(separator: ":").last)
    let client = try BlockingClient(ServerAddress("tcp:127.0.0.1:\(port)"), token: "reader-0123456789")
    #expect(try client.call(ListRuns.self).runs.isEmpty)
  }

  private func start() throws -> TestServer {
    try TestServer(directory) { $0.tokenFile = directory.path("tokens") }
  }

  private func process(port: UInt16) throws -> ServerProcess {
    try ServerProcess(
      ["--data", directory.path, "--tcp", "127.0.0.1:\(port)", "--token-file", directory.path("tokens")])
  }

  private func tcp(_ server: TestServer) throws -> ServerAddress {
    try ServerAddress("tcp:" + #require(server.server.tcpAddress))
  }

  private func options(_ token: String) -> Client.Options {
    var options = Client.Options()
    options.token = token
    return options
  }

  private var sample: RecordSamples.Params {
    var params = RecordSamples.Params()
    params.key = "loss"
    params.value = 1
    return params
  }
}
