import CalibraxServer
import CalibraxSystem
import CalibraxTestSupport
import Dispatch
import Foundation
import Glibc
import Testing

@testable import CalibraxClient

/// Metrics of a program arrive at a real server.
@Suite struct MetricsClientTests {
  private let directory = TemporaryDirectory()

  private func client(
    at path: String? = nil, bound: Int = 100_000, reports: SharedValue<[String]>? = nil
  ) -> MetricsClient {
    var options = MetricsClient.Options()
    options.bound = bound
    options.report = { text in
      if let reports { reports.value.append(text) } else { Issue.record("\(text)") }
    }
    return MetricsClient(.unix(path: path ?? directory.path("calibrax.sock")), options: options)
  }

  /// The only execution of a pipeline.
  private func execution(_ pipelineName: String, on server: TestServer) throws -> JSON {
    let executions = try server.call("listExecutions")["result"]?["executions"]?.elements ?? []
    return try #require(executions.first { $0["pipeline_name"]?.string == pipelineName })
  }

  /// The samples of a series in the order in which they were recorded, [at, value] each.
  private func samples(_ key: String, _ pipelineName: String, on server: TestServer) throws -> [[Double]] {
    let id = try #require(try execution(pipelineName, on: server)["execution_id"])
    let answer = try server.call("querySeries", ["execution_id": id, "key": .string(key), "order": "recorded"])
    let points = try #require(answer["result"]?["points"]?.elements, "\(answer)")
    return points.map { point in (point.elements ?? []).compactMap(\.double) }
  }

  @Test func anExecutionItsMetricsAndItsEndAreStored() async throws {
    let server = try TestServer(directory)
    let client = client()
    let group = MetricGroup("training", units: "epoch")
    let loss = Metric("loss", group: group, throttle: nil)
    let accuracy = Metric("accuracy", group: group, scale: MetricScale(units: "%", lower: 0, upper: 100))
    await withMetricsClient(client) {
      await withExecution("train", tags: ["model": "small"], metadata: ["epochs": 3]) {
        await Task.yield()
        for epoch in 0..<3 {
          loss.record(1 / Double(epoch + 1), at: Double(epoch))
          accuracy.record(epoch * 10, at: Double(epoch))
        }
      }
    }
    #expect(await client.flush())
    let execution = try execution("train", on: server)
    #expect(execution["state"] == "succeeded")
    #expect(execution["tags"] == ["model": "small"])
    #expect(execution["metadata"] == ["epochs": 3])
    #expect(try samples("loss", "train", on: server) == [[0, 1], [1, 0.5], [2, 1 / 3.0]])
    // All within one window: the first and the last.
    #expect(try samples("accuracy", "train", on: server) == [[0, 0], [2, 20]])
    #expect(client.counts == MetricCounts(recorded: 6, throttled: 1, delivered: 5))
  }

  @Test func whatIsRecordedBeforeThereIsAServerArrivesWhenThereIs() async throws {
    let reports = SharedValue<[String]>([])
    let client = client(reports: reports)
    let early = Metric("early", throttle: nil)
    withMetricsClient(client) { for step in 0..<100 { early.record(step, at: Double(step)) } }
    #expect(await !client.flush(timeout: 0.1))
    let server = try TestServer(directory)
    #expect(await client.flush())
    #expect(try samples("early", programName(), on: server).map { $0[1] } == (0..<100).map(Double.init))
    #expect(reports.value.count == 1)
  }

  @Test func whatAThrottleHoldsBackArrivesByItself() throws {
    let server = try TestServer(directory)
    let client = client()
    let slow = Metric("slow", throttle: 20)
    withMetricsClient(client) {
      slow.record(1, at: 1)
      slow.record(2, at: 2)
    }
    #expect(eventually { client.counts.delivered == 2 })
    #expect(try samples("slow", programName(), on: server) == [[1, 1], [2, 2]])
  }

  @Test func aServerThatIsKilledTenTimesHasEverySampleOnce() throws {
    var process = try ServerProcess(directory)
    let client = client(reports: SharedValue<[String]>([]))
    try stream(client, disturbed: 12) { disturbance in
      // A server that ends in good order says so, and a killed one does not.
      if disturbance % 6 == 0 { _ = process.terminate() } else { process.kill() }
      process = try ServerProcess(directory)
    }
    _ = process.terminate()
    try expectEverySampleOnce(on: try TestServer(directory), client)
  }

  @Test func aConnectionThatIsCutTenTimesCostsNoSampleAndRepeatsNone() throws {
    let server = try TestServer(directory)
    let relay = try Relay(to: directory.path("calibrax.sock"))
    let client = client(at: relay.path, reports: SharedValue<[String]>([]))
    try stream(client, disturbed: 10) { _ in relay.hangUp() }
    try expectEverySampleOnce(on: server, client)
  }

  private static let streamed = 120_000

  /// Streams samples while they are disturbed again and again.
  private func stream(_ client: MetricsClient, disturbed times: Int, _ disturb: (Int) throws -> Void) throws {
    let exact = Metric("exact", throttle: nil)
    let throttled = Metric("throttled")
    let recorded = DispatchSemaphore(value: 0)
    // Not of a pool, whose threads the tests that wait may all hold.
    Thread.detachNewThread {
      withMetricsClient(client) {
        withExecution("stream") {
          for step in 0..<Self.streamed {
            exact.record(step, at: Double(step))
            throttled.record(step)
            // Not so fast that it is over before the last disturbance, or that samples are dropped.
            if step % 1_000 == 0 { _ = eventually { client.counts.delivered > step - 20_000 } }
          }
        }
      }
      recorded.signal()
    }
    for disturbance in 1...times {
      #expect(eventually { client.counts.delivered > disturbance * 7_000 })
      try disturb(disturbance)
    }
    recorded.wait()
    #expect(client.flushAndWait())
  }

  private func expectEverySampleOnce(on server: TestServer, _ client: MetricsClient) throws {
    let values = try samples("exact", "stream", on: server).map { $0[1] }
    #expect(values.count == Self.streamed)
    #expect(zip(values, 0...).allSatisfy { $0 == Double($1) })
    #expect(try samples("throttled", "stream", on: server).last?[1] == Double(Self.streamed - 1))
    let counts = client.counts
    #expect(counts.recorded == 2 * Self.streamed)
    #expect(counts.dropped == 0 && counts.refused == 0)
    #expect(counts.delivered + counts.throttled == 2 * Self.streamed)
  }

  @Test func fiftyTasksWithTwoHundredMetricsEachInTightLoops() async throws {
    let server = try TestServer(directory)
    let client = client()
    let (rate, steps) = (10.0, 100)
    let metrics = (0..<200).map { Metric("metric \($0)", throttle: rate) }
    let seconds = await withMetricsClient(client) {
      await withTaskGroup(of: (Int, Double).self) { group in
        for task in 0..<50 {
          group.addTask {
            let start = ContinuousClock.now
            await withExecution("task \(task)") {
              await Task.yield()
              for step in 0..<steps { for metric in metrics { metric.record(step, at: Double(step)) } }
            }
            return (task, (ContinuousClock.now - start) / .seconds(1))
          }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
    }
    #expect(await client.flush(timeout: 60))
    let counts = client.counts
    #expect(counts.recorded == 50 * 200 * steps)
    #expect(counts.delivered + counts.throttled == counts.recorded)
    for (task, seconds) in seconds {
      // The first at once, one for each window that ended, and the last when the execution ends.
      let most = 2 + Int(seconds * rate)
      let stored = try self.counts("task \(task)", on: server)
      #expect(stored.count == metrics.count)
      #expect(stored.allSatisfy { (2...most).contains($0) }, "\(most) in \(seconds) s: \(stored)")
    }
    for task in [0, 49] {
      for key in ["metric 0", "metric 199"] {
        let samples = try samples(key, "task \(task)", on: server)
        #expect(samples.first == [0, 0])
        #expect(samples.last == [99, 99])
      }
    }
  }

  /// How many samples each series of a pipeline's only execution has.
  private func counts(_ pipelineName: String, on server: TestServer) throws -> [Int] {
    let id = try #require(try execution(pipelineName, on: server)["execution_id"])
    let answer = try server.call("listSeries", ["execution_id": id, "limit": 1_000])
    let heads = try #require(answer["result"]?["series"]?.elements, "\(answer)")
    return heads.compactMap { $0["count"]?.double.map { Int($0) } }
  }

  @Test func moreThanIsKeptWhileTheServerIsAwayIsDroppedAndSaid() throws {
    let reports = SharedValue<[String]>([])
    let client = client(bound: 1_000, reports: reports)
    let exact = Metric("exact", throttle: nil)
    withMetricsClient(client) { for step in 0..<5_000 { exact.record(step, at: Double(step)) } }
    #expect(!client.flushAndWait(timeout: 0.1))
    let server = try TestServer(directory)
    #expect(client.flushAndWait())
    #expect(try samples("exact", programName(), on: server).map { $0[1] } == (4_000..<5_000).map(Double.init))
    #expect(client.counts == MetricCounts(recorded: 5_000, dropped: 4_000, delivered: 1_000))
    #expect(reports.value.contains { $0.hasPrefix("1000 samples wait") })
    #expect(eventually { reports.value.contains("4000 samples were dropped") })
  }

  @Test func aSeriesThatTheServerPrunedIsRecordedAnew() async throws {
    let server = try TestServer(directory) { $0.segmentSize = 1 }
    let client = client()
    let rare = Metric("rare", throttle: nil)
    withMetricsClient(client) { rare.record(1, at: 1) }
    #expect(await client.flush())
    // Only what is sealed can be pruned.
    _ = try server.call("record", ["key": "other", "at": 0, "value": 0])
    let isForgotten = try eventually {
      _ = try server.call("pruneSeries", ["max_bytes": 0, "dry_run": false])
      return try server.call("querySeries", ["series": 0])["error"] != nil
    }
    #expect(isForgotten)
    withMetricsClient(client) { for step in 2...3 { rare.record(step, at: Double(step)) } }
    #expect(await client.flush())
    #expect(try samples("rare", programName(), on: server) == [[2, 2], [3, 3]])
    #expect(client.counts == MetricCounts(recorded: 3, delivered: 3))
  }

  @Test func waitingForDeliveryMayHoldUpAThread() throws {
    let server = try TestServer(directory)
    let client = client()
    withMetricsClient(client) { Metric("last").record(1, at: 1) }
    #expect(client.flushAndWait())
    #expect(try samples("last", programName(), on: server) == [[1, 1]])
  }

  @Test func aServerThatDoesNotAnswerDoesNotHoldUpAnything() async throws {
    let silent = try SilentServer()
    var options = MetricsClient.Options()
    options.report = { _ in }
    let client = MetricsClient(.unix(path: silent.path), options: options)
    withMetricsClient(client) { for step in 0..<1_000 { Metric("unheard", throttle: nil).record(step) } }
    #expect(await !client.flush(timeout: 0.05))
    #expect(client.counts == MetricCounts(recorded: 1_000))
  }

  @Test func aClientThatIsLetGoOfEndsItsExecutionAndDeliversWhatIsLeft() throws {
    let server = try TestServer(directory)
    weak var intake: Intake?
    do {
      let client = client()
      intake = client.intake
      withMetricsClient(client) { Metric("last").record(1, at: 1) }
    }
    #expect(eventually { intake == nil })
    #expect(try execution(programName(), on: server)["state"] == "succeeded")
    #expect(try samples("last", programName(), on: server) == [[1, 1]])
  }

  @Test func aClientThatIsLetGoOfWithoutAServerIsGoneSoon() throws {
    var options = MetricsClient.Options()
    options.exitTimeout = 0.01
    options.report = { _ in }
    weak var intake: Intake?
    do {
      let client = MetricsClient(.unix(path: directory.path("none.sock")), options: options)
      intake = client.intake
      withMetricsClient(client) { Metric("unheard").record(1) }
    }
    #expect(eventually { intake == nil })
  }

  @Test func aClientMaySayHowItEnded() throws {
    let server = try TestServer(directory)
    let client = client(reports: SharedValue<[String]>([]))
    let loss = Metric("loss", throttle: nil)
    withMetricsClient(client) { loss.record(1, at: 1) }
    client.close(success: false)
    withMetricsClient(client) { loss.record(2, at: 2) }
    #expect(client.flushAndWait())
    #expect(try execution(programName(), on: server)["state"] == "failed")
    #expect(try samples("loss", programName(), on: server) == [[1, 1]])
    #expect(client.counts == MetricCounts(recorded: 2, refused: 1, delivered: 1))
  }

  @Test func nobodyWaitsAnyLongerWhenTheTimeIsOver() async throws {
    let silent = try SilentServer()
    let client = client(at: silent.path, reports: SharedValue<[String]>([]))
    withMetricsClient(client) { Metric("unheard").record(1) }
    #expect(await !client.flush(timeout: 0.01))
    #expect(client.intake?.isFlushing == false)
  }

  @Test func norIfItHeldUpAThread() throws {
    let silent = try SilentServer()
    let client = client(at: silent.path, reports: SharedValue<[String]>([]))
    withMetricsClient(client) { Metric("unheard").record(1) }
    #expect(!client.flushAndWait(timeout: 0.01))
    #expect(client.intake?.isFlushing == false)
  }

  @Test func aTokenIsShownFirst() async throws {
    directory.write("writer writer-0123456789\n", to: "tokens")
    let server = try TestServer(directory) { $0.tokenFile = directory.path("tokens") }
    var options = MetricsClient.Options()
    options.token = "writer-0123456789"
    options.report = { Issue.record("\($0)") }
    let client = MetricsClient(try ServerAddress("tcp:" + #require(server.server.tcpAddress)), options: options)
    withMetricsClient(client) { Metric("far").record(1, at: 1) }
    #expect(await client.flush())
    #expect(try samples("far", programName(), on: server) == [[1, 1]])
  }

  @Test func aProgramThatExitsInTheMiddleEndsWhatGoesOnAndDeliversIt() async throws {
    let server = try TestServer(directory)
    await #expect(processExitsWith: .exitCode(3)) { [socket = server.server.unixAddress as String] in
      setenv("CALIBRAX_SERVER", "unix:" + socket, 1)
      Metric("outside").record(1, at: 1)
      withExecution("interrupted") {
        Metric("loss").record(2, at: 2)
        exit(3)
      }
    }
    #expect(try execution("interrupted", on: server)["state"] == "failed")
    #expect(try samples("loss", "interrupted", on: server) == [[2, 2]])
    #expect(try server.call("listExecutions", ["state": "running"])["result"]?["executions"] == [])
  }

  @Test func aProgramThatExitsWithoutItsServerSaysWhatIsLost() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      setenv("CALIBRAX_SERVER", "unix:/nonexistent/calibrax.sock", 1)
      for step in 0..<10 { Metric("loss", throttle: nil).record(step, at: step) }
      exit(0)
    }
    let complaints = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(complaints.contains("calibrax: 10 samples were not delivered before the end\n"))
  }

  @Test func withoutAServerNothingIsRecorded() async {
    let client = MetricsClient(nil, options: MetricsClient.Options(), clock: uptime)
    #expect(client.execution == nil)
    #expect(await client.flush())
    #expect(client.counts == MetricCounts())
  }
}
