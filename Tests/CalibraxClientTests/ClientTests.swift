import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxServer
import CalibraxTestSupport
import Testing

/// Many tasks share one connection, and a call ends with a result or an error that says why.
@Suite struct ClientTests {
  @Test func manyTasksShareOneConnection() async throws {
    let server = try TestServer()
    let client = Client(.unix(path: server.server.unixAddress))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<100 {
        group.addTask {
          let result = try await client.call(Ingest.self, ingest("r\(index)"))
          #expect(result.runID == "r\(index)")
          var params = GetRun.Params()
          params.runID = "r\(index)"
          #expect(try await client.call(GetRun.self, params).id == "r\(index)")
        }
      }
      try await group.waitForAll()
    }
    let info = try await client.call(ServerInfo.self)
    #expect(info.store.runs == 100)
    #expect(info.connections.accepted == 1)
  }

  @Test func overTCPToo() async throws {
    let server = try TestServer()
    let client = Client(try ServerAddress("tcp:" + (server.server.tcpAddress ?? "")))
    _ = try await client.call(Ping.self)
    #expect(try await client.call("listRuns")["runs"] == [])
  }

  @Test func anErrorCarriesWhatTheServerSays() async throws {
    let server = try TestServer()
    let client = Client(.unix(path: server.server.unixAddress))
    let error = await #expect(throws: ClientError.self) { try await client.call("check", ["treshold": 1]) }
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.code == .invalidParams)
    #expect(refusal.path == "params.treshold")
    #expect(refusal.hint == "Did you mean \"threshold\"?")
  }

  @Test func aServerThatIsNotThereIsUnreachable() async throws {
    let directory = TemporaryDirectory()
    var options = Client.Options()
    options.attempts = 2
    options.firstPause = 0.01
    let client = Client(.unix(path: directory.path("none.sock")), options: options)
    let error = await #expect(throws: ClientError.self) { try await client.call(Ping.self) }
    guard case .unreachable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aServerThatRestartsIsFoundAgain() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path("calibrax.sock")
    let client = Client(.unix(path: path))
    var server: ServerProcess? = try ServerProcess(directory)
    for round in 0..<3 {
      #expect(try await client.call(Ingest.self, ingest("r\(round)")).created)
      server?.kill()
      server = try ServerProcess(directory)
      // The break may show only when the next call is sent; one that is repeatable is sent again.
      #expect(try await !client.call(Ingest.self, ingest("r\(round)")).created)
    }
  }

  @Test func aCallThatMayNotBeRepeatedIsNot() async throws {
    let silent = try SilentServer()
    let client = Client(.unix(path: silent.path))
    var params = DeleteRun.Params()
    params.runID = "latest"
    let call = Task { [params] in
      await #expect(throws: ClientError.self) { try await client.call(DeleteRun.self, params) }
    }
    let line = await silent.acceptLine()
    #expect(line.contains("deleteRun"))
    silent.hangUp()
    let error = await call.value
    guard case .disconnected = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func anAnswerThatDoesNotComeInTimeIsGivenUp() async throws {
    let silent = try SilentServer()
    var options = Client.Options()
    options.timeout = 0.05
    let client = Client(.unix(path: silent.path), options: options)
    await #expect(throws: ClientError.timeout(seconds: 0.05)) { try await client.call(Ping.self) }
  }

  @Test func aCancelledTaskDoesNotWait() async throws {
    let silent = try SilentServer()
    let client = Client(.unix(path: silent.path))
    let call = Task { await #expect(throws: ClientError.cancelled) { try await client.call(Ping.self) } }
    _ = await silent.acceptLine()
    call.cancel()
    _ = await call.value
  }

  @Test func theBlockingFaceCallsAlike() throws {
    let server = try TestServer()
    let client = try BlockingClient(.unix(path: server.server.unixAddress), timeout: 20)
    #expect(try client.call(Ingest.self, ingest("a")).created)
    #expect(try client.call("getRun", ["run_id": "a"])["id"] == "a")
    let error = #expect(throws: ClientError.self) { try client.call("getRun", ["run_id": "b"]) }
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.code == .notFound)
  }

  @Test func aRunWithoutEnvironmentGetsTheMachinesFingerprint() async throws {
    let server = try TestServer()
    let address = ServerAddress.unix(path: server.server.unixAddress)
    _ = try await Client(address).call(Ingest.self, ingest("tasks"))
    _ = try BlockingClient(address).call(Ingest.self, ingest("blocking"))
    for id in ["tasks", "blocking"] {
      let environment = try server.call("getRun", ["run_id": .string(id)])["result"]?["environment"]
      for member in ["cpu", "cores", "os", "swift", "host"] { #expect(environment?[member] != nil) }
    }
  }

  @Test func aBatchIsAnsweredInItsOrderAlsoWhereOneIsRefused() throws {
    let server = try TestServer()
    let client = try BlockingClient(.unix(path: server.server.unixAddress))
    var other = ingest("r1")
    other.run?.points[0].name = "other"
    let answers = try client.call(Ingest.self, batch: [ingest("r1"), ingest("r2"), other, ingest("r3")])
    #expect(answers.map { try? $0.get().runID } == ["r1", "r2", nil, "r3"])
    guard case .failure(let refusal) = answers[2] else {
      Issue.record("other content of the same id was stored")
      return
    }
    #expect(refusal.code == .conflict)
    #expect(try client.call(Ingest.self, batch: []).isEmpty)
  }

  @Test func anEnvironmentOfItsOwnStays() async throws {
    let server = try TestServer()
    var own = ingest("own")
    own.run?.environment["cpu"] = "mine"
    _ = try await Client(.unix(path: server.server.unixAddress)).call(Ingest.self, own)
    #expect(try server.call("getRun", ["run_id": "own"])["result"]?["environment"] == ["cpu": "mine"])
  }

  @Test func noFingerprintWhereNoneIsWanted() async throws {
    let server = try TestServer()
    let address = ServerAddress.unix(path: server.server.unixAddress)
    var options = Client.Options()
    options.fillsEnvironment = false
    _ = try await Client(address, options: options).call(Ingest.self, ingest("tasks"))
    _ = try BlockingClient(address, fillsEnvironment: false).call(Ingest.self, ingest("blocking"))
    // What is given as JSON is sent as it is.
    _ = try await Client(address).call("ingest", ["run": sampleRun("tasks-json")])
    _ = try BlockingClient(address).call("ingest", ["run": sampleRun("blocking-json")])
    for id in ["tasks", "blocking", "tasks-json", "blocking-json"] {
      #expect(try server.call("getRun", ["run_id": .string(id)])["result"]?["environment"] == [:])
    }
  }

  @Test(arguments: [
    ("unix:/a/b.sock", ServerAddress.unix(path: "/a/b.sock")), ("./b.sock", .unix(path: "./b.sock")),
    ("tcp:localhost:77", .tcp(host: "localhost", port: 77)), ("tcp:[::1]:77", .tcp(host: "::1", port: 77)),
  ])
  func addresses(_ text: String, _ address: ServerAddress) throws {
    #expect(try ServerAddress(text) == address)
  }

  @Test(arguments: ["", "localhost", "tcp:localhost", "tcp:localhost:0", "tcp:localhost:x", "http:localhost:80"])
  func whatIsNoAddress(_ text: String) {
    #expect(throws: ClientError.self) { try ServerAddress(text) }
  }
}

private func ingest(_ id: String) -> Ingest.Params {
  var point = Point()
  point.name = "p"
  point.metrics["m"] = Metric(value: 1)
  var run = Run()
  run.id = id
  run.timestamp = "2026-03-01T12:00:00"
  run.points = [point]
  var params = Ingest.Params()
  params.run = run
  return params
}
