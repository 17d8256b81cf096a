import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

/// Alerts reach the tasks that want to know, each and whatever becomes of it.
@Suite struct AlertTests {
  let directory = TemporaryDirectory()
  private var address: ServerAddress { .unix(path: directory.path("calibrax.sock")) }

  private func record(_ client: Client, _ value: Double) async throws {
    _ = try await client.call("record", ["key": "loss", "value": .number(JSONNumber(value))])
  }

  private func text(_ alert: Alert?) -> String { alert.map { "\($0.state) \($0.severity) \($0.metricName)" } ?? "none" }

  @Test(.timeLimit(.minutes(1))) func eachIsToldWithWhatBecomesOfIt() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1])
    try await record(client, 1.1)
    var alerts = try await client.alerts().makeAsyncIterator()
    // What was there before is not told, until something becomes of it.
    try await record(client, 3)
    let critical = try await alerts.next()
    #expect(text(critical) == "firing critical loss")
    var params = AcknowledgeAlert.Params()
    params.alertID = critical?.alertID ?? ""
    _ = try await client.call(AcknowledgeAlert.self, params)
    #expect(text(try await alerts.next()) == "acknowledged critical loss")
    try await record(client, 0)
    #expect(text(try await alerts.next()) == "resolved critical loss")
  }

  @Test(.timeLimit(.minutes(1))) func onlyThoseThatAreAskedFor() async throws {
    let server = try TestServer(directory)
    let client = Client(address)
    var bad = try await client.alerts(severity: .error).makeAsyncIterator()
    var ofDisk = try await client.alerts(metricName: "disk").makeAsyncIterator()
    for (name, severity) in [("disk", "info"), ("cpu", "error"), ("disk", "critical")] {
      _ = try server.call(
        "triggerAlert",
        [
          "message": "m", "severity": .string(severity), "metric_name": .string(name), "metric_value": 1,
          "threshold": 1,
        ])
    }
    #expect(text(try await bad.next()) == "firing error cpu")
    #expect(text(try await bad.next()) == "firing critical disk")
    #expect(text(try await ofDisk.next()) == "firing info disk")
    #expect(text(try await ofDisk.next()) == "firing critical disk")
  }

  @Test(.timeLimit(.minutes(1))) func whatHappenedWhileTheServerWasAwayIsTold() async throws {
    var server: ServerProcess? = try ServerProcess(directory)
    let client = Client(address)
    var setting = Threshold()
    (setting.metricName, setting.threshold) = ("loss", 1)
    _ = try await client.call(SetThreshold.self, setting)
    var alerts = try await client.alerts().makeAsyncIterator()
    try await record(client, 1.1)
    #expect(text(try await alerts.next()) == "firing info loss")
    server?.kill()
    // In its directory meanwhile, without a server.
    #expect(try CommandRun("calibraxctl", ["record", "loss", "0", "--data", directory.path]).code == 0)
    #expect(try CommandRun("calibraxctl", ["record", "loss", "9", "--data", directory.path]).code == 0)
    server = try ServerProcess(directory)
    #expect(text(try await alerts.next()) == "resolved info loss")
    #expect(text(try await alerts.next()) == "firing critical loss")
    try await record(client, 0)
    #expect(text(try await alerts.next()) == "resolved critical loss")
    #expect(server?.terminate() == 0)
  }
}
