import CalibraxJSON
import CalibraxServer
import CalibraxTestSupport
import Testing

/// The handlers that config.json names are told what happens at a server, and only these.
@Suite struct ConfiguredHandlersTests {
  let directory = TemporaryDirectory()

  private func configure(_ handlers: JSON...) {
    directory.write(
      ["metric_defs": ["loss": ["direction": "lower"]], "alert_handlers": .array(handlers)], to: "config.json")
  }

  private func webhook(_ endpoint: HTTPEndpoint, _ members: OrderedMap<JSON> = [:]) -> JSON {
    var handler: OrderedMap<JSON> = [
      "type": "webhook", "url": .string(endpoint.url()), "retries": 50, "retry_seconds": 0.01,
    ]
    handler.overlay(members)
    return .object(handler)
  }

  /// What an endpoint took, as `event message`.
  private func told(_ endpoint: HTTPEndpoint) throws -> [String] {
    try endpoint.requests.filter { $0.answer == .status(204) }.flatMap { request in
      (try JSON(parsing: request.body)["alerts"]?.elements ?? []).map { notification in
        "\(notification["event"]?.string ?? "") \(notification["alert"]?["message"]?.string ?? "")"
      }
    }
  }

  private func record(_ server: TestServer, _ value: Double) throws {
    _ = try server.call("record", ["key": "loss", "value": .number(JSONNumber(value))])
  }

  private func reports(_ server: TestServer) throws -> [JSON] {
    try server.call("serverInfo")["result"]?["alert_handlers"]?.elements ?? []
  }

  @Test func anEndpointThatFailsHalfItsRequestsGetsExactlyTheAlertsPromised() throws {
    let endpoint = try HTTPEndpoint { $0 % 2 == 0 ? .status(503) : .status(204) }
    configure(webhook(endpoint))
    let server = try TestServer(directory)
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1, "when": "worse"])
    _ = try server.call("setPerformanceBaseline", ["metric_name": "train", "baseline_value": 1])
    for value in [0.5, 1.1, 1.15, 3, 3, 0.5, 2] { try record(server, value) }
    for time in [1, 2, 3] {
      _ = try server.call(
        "recordExecution",
        ["pipeline_name": "train", "execution_time": .number(JSONNumber(time)), "success": true])
    }
    _ = try server.call(
      "triggerAlert",
      ["message": "by hand", "severity": "info", "metric_name": "x", "metric_value": 1, "threshold": 0])
    let wanted = [
      "raised loss is 1.1, above the threshold 1", "worsened loss is 3, above the threshold 1",
      "resolved loss is 3, above the threshold 1", "raised loss is 2, above the threshold 1",
      "raised Pipeline 'train' degraded: 2.00s vs baseline 1.00s (100% slower)",
      "raised Pipeline 'train' degraded: 3.00s vs baseline 1.00s (200% slower)", "raised by hand",
    ]
    #expect(try eventually { try told(endpoint).count >= wanted.count })
    #expect(try told(endpoint) == wanted)
    #expect(try eventually { try reports(server).map { $0["waiting"] } == [0] })
    let report = try reports(server).first
    #expect(report?["delivered"]?.double == Double(wanted.count))
    #expect(report?["dead_letters"] == 0)
    #expect(report?["failures"]?.double ?? 0 > 0)
  }

  @Test func aMistakeInOneCostsNothingElse() throws {
    let endpoint = try HTTPEndpoint()
    configure(["type": "webhook", "url": "ftp://x/SECRET"], webhook(endpoint), ["type": "comand"])
    let server = try TestServer(directory)
    let damaged = try server.call("serverInfo")["result"]?["store"]?["damaged"]
    #expect(damaged?[0]?["file"] == "config.json")
    let reason = damaged?[0]?["reason"]?.string ?? ""
    #expect(reason.contains("alert_handlers[0].url: ") && reason.contains("alert_handlers[2].type: "), "\(reason)")
    #expect(!reason.contains("SECRET"))
    // The definition holds, or nothing would be worse.
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1, "when": "worse"])
    try record(server, 1.1)
    #expect(try eventually { try told(endpoint).count == 1 })
  }

  @Test func handlersChangeWithTheFileWhileTheServerRuns() throws {
    let (first, second) = (try HTTPEndpoint(), try HTTPEndpoint())
    configure(webhook(first))
    let server = try TestServer(directory)
    configure(webhook(second))
    #expect(try eventually { try reports(server).count == 1 && reports(server)[0]["delivered"] == 0 })
    _ = try eventually {
      _ = try server.call(
        "triggerAlert",
        ["message": "m", "severity": "info", "metric_name": "x", "metric_value": 1, "threshold": 0])
      return try told(second).count > 0
    }
    #expect(try !told(second).isEmpty)
  }

  @Test func aHandlerThatIsChangedIsToldTheEndOfWhatIsOpen() throws {
    let endpoint = try HTTPEndpoint()
    configure(webhook(endpoint))
    let server = try TestServer(directory)
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1])
    try record(server, 1.1)
    #expect(try eventually { try told(endpoint).count == 1 })
    configure(webhook(endpoint, ["retries": 7, "name": "changed"]))
    #expect(try eventually { try reports(server).first?["name"] == "changed" })
    try record(server, 0)
    #expect(try eventually { try told(endpoint).count == 2 })
  }

  @Test func whatWasOpenBeforeARestartIsToldItsEnd() throws {
    let endpoint = try HTTPEndpoint()
    configure(webhook(endpoint))
    var server = try TestServer(directory)
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1])
    try record(server, 1.1)
    // At its end a server tells what waits.
    server.stop()
    #expect(try told(endpoint) == ["raised loss is 1.1, above the threshold 1"])
    server = try TestServer(directory)
    try record(server, 1.1)
    try record(server, 0)
    #expect(try eventually { try told(endpoint).count == 2 })
    #expect(try told(endpoint).last == "resolved loss is 1.1, above the threshold 1")
  }

  @Test func aCommandReadsTheAlert() throws {
    let script = directory.path("handler.sh")
    directory.write("#!/bin/sh\ncat >>\"$1\"\n", to: "handler.sh")
    configure([
      "type": "command", "command": ["/bin/sh", .string(script), .string(directory.path("told"))], "severity": "error",
    ])
    let server = try TestServer(directory)
    for severity in ["warning", "critical"] {
      _ = try server.call(
        "triggerAlert",
        [
          "message": "it; $(reboot)", "severity": .string(severity), "metric_name": "x", "metric_value": 1,
          "threshold": 0,
        ])
    }
    #expect(eventually { directory.read("told")?.hasSuffix("}]}") ?? false })
    let alerts = try JSON(parsing: directory.bytes(of: "told"))["alerts"]
    #expect(alerts?.elements?.count == 1)
    #expect(alerts?[0]?["alert"]?["severity"] == "critical")
  }
}
