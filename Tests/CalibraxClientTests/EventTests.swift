import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxServer
import CalibraxTestSupport
import Testing

/// What happens at the server reaches the tasks and threads that asked to be told.
@Suite struct EventTests {
  let directory = TemporaryDirectory()
  private var address: ServerAddress { .unix(path: directory.path("calibrax.sock")) }

  @Test(.timeLimit(.minutes(1))) func everyKindOfEventHasItsType() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    var events = try await client.events([.samples, .executions, .runs]).makeAsyncIterator()
    _ = try server.call("startExecution", ["pipeline_name": "train", "execution_id": "a"])
    guard case .execution(let execution, seq: 1) = try await events.nextNews() else { throw Unexpected() }
    #expect(execution.executionID == "a")
    _ = try server.call("record", ["key": "loss", "at": 2, "value": 0.5])
    guard case .samples(let samples, seq: 2) = try await events.nextNews() else { throw Unexpected() }
    #expect(samples.series.map(\.key) == ["loss"])
    #expect(samples.series.map(\.points) == [[Sample(at: 2, value: 0.5)]])
    _ = try server.call("ingest", ["run": sampleRun("monday")])
    guard case .run(let run, seq: 3) = try await events.nextNews() else { throw Unexpected() }
    #expect(run.runID == "monday")
  }

  @Test(.timeLimit(.minutes(1))) func aFilterAndABeginning() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    for (key, value) in [("loss", 1), ("load", 2), ("loss", 3)] { try record(server, key, value) }
    var filter = EventFilter()
    filter.keys = ["loss"]
    var events = try await client.events([.samples], filter: filter, from: 2).makeAsyncIterator()
    #expect(try await events.nextNews()?.values == [3])
    try record(server, "load", 4)
    try record(server, "loss", 5)
    #expect(try await events.nextNews()?.values == [5])
  }

  @Test(.timeLimit(.minutes(1))) func callsGoOnBesideSubscriptions() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    let first = try await client.events([.samples])
    let second = try await client.events([.samples])
    for value in 0..<100 { try await record(client, "loss", value) }
    for events in [first, second] {
      var values: [Double] = []
      for try await event in events {
        values += event.values
        if values.count == 100 { break }
      }
      #expect(values == (0..<100).map(Double.init))
    }
    #expect(try server.call("serverInfo")["result"]?["connections"]?["accepted"] == 2)
  }

  @Test(.timeLimit(.minutes(1))) func itGoesOnBehindTheLastEventAfterALostConnection() async throws {
    let server = try TestServer(directory)
    let relay = try Relay(to: server.server.unixAddress)
    let client = Client(.unix(path: relay.path))
    var events = try await client.events([.samples]).makeAsyncIterator()
    for round in 0..<3 {
      try record(server, "loss", 2 * round)
      #expect(try await events.nextNews()?.values == [Double(2 * round)])
      relay.hangUp()
      try record(server, "loss", 2 * round + 1)
      #expect(try await events.nextNews()?.values == [Double(2 * round + 1)])
    }
  }

  @Test(.timeLimit(.minutes(1))) func aServerThatIsStartedAgainCountsAnew() async throws {
    var server: ServerProcess? = try ServerProcess(directory)
    let client = Client(address)
    var events = try await client.events([.samples]).makeAsyncIterator()
    for value in 0..<2 {
      try await record(client, "loss", value)
      #expect(try await events.nextNews()?.values == [Double(value)])
    }
    server?.kill()
    server = try ServerProcess(directory)
    #expect(try await events.nextNews() == .restarted(nextSeq: 1))
    try await record(client, "loss", 2)
    #expect(try await events.nextNews()?.values == [2])
    #expect(server?.terminate() == 0)
  }

  @Test(.timeLimit(.minutes(1))) func aServerThatStaysAwayEndsThem() async throws {
    let server = try ServerProcess(directory)
    var options = Client.Options()
    options.timeout = 0.1
    options.attempts = 2
    options.firstPause = 0.01
    var events = try await Client(address, options: options).events([.runs]).makeAsyncIterator()
    server.kill()
    await #expect(throws: ClientError.self) { try await events.nextNews() }
    #expect(try await events.nextNews() == nil)
  }

  @Test(.timeLimit(.minutes(1))) func aRefusalIsThrown() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    let error = await #expect(throws: ClientError.self) { try await client.events([]) }
    #expect(error?.code == .invalidParams)
    server.stop()
  }

  @Test(.timeLimit(.minutes(1))) func whoeverDoesNotReadLosesEventsAndIsToldHowMany() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    var events = try await client.events([.samples]).makeAsyncIterator()
    for _ in 0..<15 { try await record(client, count: 10_000) }
    // What was told of a run has been told of the samples before it.
    var runs = try await client.events([.runs], from: 0).makeAsyncIterator()
    _ = try server.call("ingest", ["run": sampleRun("monday")])
    _ = try await runs.next()
    var kept = 0
    var next = try await events.nextNews()
    while case .samples = next {
      kept += next?.values.count ?? 0
      next = try await events.nextNews()
    }
    #expect((50_000...100_000).contains(kept))
    guard case .dropped(let count, _) = next else { throw Unexpected() }
    #expect(count > 0)
    try record(server, "loss", 1)
    #expect(try await events.nextNews()?.values == [1])
  }

  @Test(.timeLimit(.minutes(1))) func theServersSubscriptionEndsWithTheSequence() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    // A connection has 64 at most.
    for _ in 0..<100 { _ = try await client.events([.runs]) }
    server.stop()
  }

  @Test(.timeLimit(.minutes(1))) func itEndsWhenItsTaskIsCancelled() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    for _ in 0..<100 {
      let events = try await client.events([.runs])
      let reader = Task { for try await _ in events {} }
      reader.cancel()
      try await reader.value
      var late = events.makeAsyncIterator()
      #expect(try await late.next() == nil)
    }
    server.stop()
  }

  @Test func aThreadWaitsForAnEventOrADeadline() throws {
    let server = try TestServer(directory)
    let client = try BlockingClient(address, timeout: 20)
    #expect(try client.nextEvent(until: .now) == nil)
    let subscription = try client.subscribe([.samples])
    #expect(try client.nextEvent(until: .now + .milliseconds(1)) == nil)
    try record(server, "loss", 1)
    let told = try client.nextEvent(until: .now + .seconds(20))
    #expect(told?.event.values == [1])
    #expect(told?.subscription == subscription.subscription)
  }

  @Test func aThreadMayCallBetweenEvents() throws {
    let server = try TestServer(directory)
    let client = try BlockingClient(address, timeout: 20)
    _ = try client.subscribe([.samples])
    for value in 0..<10 {
      try record(server, "loss", value)
      _ = try client.call(Ping.self)
    }
    var values: [Double] = []
    while values.count < 10, let told = try client.nextEvent(until: .now + .seconds(20)) {
      values += told.event.values
    }
    #expect(values == (0..<10).map(Double.init))
  }

  private struct Unexpected: Error {}

  private func record(_ server: TestServer, _ key: String, _ value: Int) throws {
    let response = try server.call("record", ["key": .string(key), "value": .number(JSONNumber(value))])
    #expect(response["result"]?["accepted"] == 1)
  }

  private func record(_ client: Client, _ key: String, _ value: Int) async throws {
    var params = RecordSamples.Params()
    params.key = key
    params.value = Double(value)
    #expect(try await client.call(RecordSamples.self, params).accepted == 1)
  }

  private func record(_ client: Client, count: Int) async throws {
    var metric = DefineMetric.Params()
    metric.key = "loss"
    var params = RecordSamples.Params()
    params.series = try await client.call(DefineMetric.self, metric).series
    params.points = (0..<count).map { Sample(at: Double($0), value: 0) }
    #expect(try await client.call(RecordSamples.self, params).accepted == count)
  }
}

extension Event {
  /// The values of all samples that it tells of.
  fileprivate var values: [Double] {
    guard case .samples(let samples, _) = self else { return [] }
    return samples.series.flatMap(\.points).map(\.value)
  }
}

extension EventSequence.AsyncIterator {
  /// The next event that tells something: on a busy machine one may wait so long that a heartbeat comes first.
  fileprivate mutating func nextNews() async throws -> Event? {
    while let event = try await next() {
      if case .heartbeat = event { continue }
      return event
    }
    return nil
  }
}
