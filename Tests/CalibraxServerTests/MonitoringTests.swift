import CalibraxJSON
import CalibraxServer
import CalibraxTestSupport
import Foundation
import Testing

/// Alerts, executions and thresholds of a real server, across its restarts.
@Suite struct MonitoringTests {
  private func alerts(_ server: TestServer, _ params: JSON = ["count": 1_000]) throws -> [JSON] {
    try server.call("listAlerts", params)["result"]?["alerts"]?.elements ?? []
  }

  @Test func anAlertThatFiresIsTheSameAfterARestart() throws {
    let directory = TemporaryDirectory()
    var server = try TestServer(directory)
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1])
    _ = try server.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    for value in [2.0, 2.1] {
      _ = try server.call("record", ["execution_id": "e", "key": "loss", "value": .number(JSONNumber(value))])
    }
    let before = try alerts(server)
    #expect(before.map { $0["count"] } == [2])
    server.stop()
    server = try TestServer(directory)
    #expect(try alerts(server) == before)
    _ = try server.call("record", ["execution_id": "e", "key": "loss", "value": 2.05])
    let after = try alerts(server)
    #expect(after.map { $0["alert_id"] } == before.map { $0["alert_id"] })
    #expect(after.map { $0["timestamp"] } == before.map { $0["timestamp"] })
    #expect(after.map { $0["count"] } == [3])
    _ = try server.call("record", ["execution_id": "e", "key": "loss", "value": 0])
    #expect(try alerts(server).map { $0["state"] } == ["resolved"])
    server.stop()
    server = try TestServer(directory)
    #expect(try alerts(server).map { $0["state"] } == ["resolved"])
  }

  @Test func everythingSurvivesManyLogs() throws {
    let directory = TemporaryDirectory()
    var server = try TestServer(directory) { $0.journalSize = 4_096 }
    let socket = try server.unix()
    _ = try socket.call("setPerformanceBaseline", ["metric_name": "p1", "baseline_value": 1])
    for number in 0..<300 {
      try socket.send(
        request(
          "recordExecution",
          [
            "pipeline_name": .string("p\(number % 3)"), "execution_time": .number(JSONNumber(Double(number) / 100)),
            "success": .bool(number % 5 != 0),
          ]))
    }
    for _ in 0..<300 { #expect(try socket.response()["error"] == nil) }
    let (health, raised) = (try server.call("healthReport"), try alerts(server))
    #expect(raised.count > 50)
    #expect(eventually { directory.list("monitoring").contains { $0.hasSuffix(".snapshot") } })
    server.stop()
    server = try TestServer(directory) { $0.journalSize = 4_096 }
    #expect(try server.call("healthReport") == health)
    #expect(try alerts(server) == raised)
    #expect(try server.call("serverInfo")["result"]?["store"]?["damaged"] == [])
  }

  @Test func ofTwoThatBeginAnExecutionAtOnceOneDoes() throws {
    let server = try TestServer()
    let gate = server.files.hold { call, path in call == .sync && path.contains("/monitoring") }
    let sockets = try (0..<4).map { _ in try server.unix() }
    for (number, socket) in sockets.enumerated() {
      let pipeline = JSON.string(number == 3 ? "other" : "train")
      try socket.send(request("startExecution", ["pipeline_name": pipeline, "execution_id": "e"]))
    }
    // All are on their way to the disk.
    let isAsked = try eventually {
      try server.call("serverInfo")["result"]?["methods"]?["startExecution"]?["calls"] == 4
    }
    #expect(isAsked)
    gate.open()
    let answers = try sockets.map { try $0.response() }
    let created = answers.compactMap { $0["result"]?["created"] }
    #expect(created.filter { $0 == true }.count == 1)
    #expect(created.count + answers.compactMap { $0["error"]?["data"]?["kind"] }.filter { $0 == "conflict" }.count == 4)
    #expect(try server.call("listExecutions")["result"]?["executions"]?.elements?.count == 1)
  }

  @Test func aReadBehindAnExecutionSeesIt() throws {
    let server = try TestServer()
    let socket = try server.unix()
    for number in 1...20 {
      try socket.send(
        request("recordExecution", ["pipeline_name": "etl", "execution_time": 1, "success": true]))
      try socket.send(request("healthReport"))
      _ = try socket.response()
      #expect(try socket.response()["result"]?["total_executions"]?.double == Double(number))
    }
  }

  @Test func aNotificationCountsToo() throws {
    let server = try TestServer()
    let socket = try server.unix()
    let params: JSON = ["pipeline_name": "etl", "execution_time": 1, "success": true]
    try socket.send(request("recordExecution", params, id: nil))
    #expect(try socket.call("healthReport")["result"]?["total_executions"] == 1)
  }

  @Test func alertsOfThresholdsAreToldThoughTheDiskIsFull() throws {
    let directory = TemporaryDirectory()
    var server = try TestServer(directory)
    _ = try server.call("setThreshold", ["metric_name": "memory_rss_mb", "threshold": 1, "for_seconds": 2])
    _ = try server.call("startMonitoring", ["interval": 0.1])
    // Before it has lasted long enough.
    server.files.fillDisk()
    #expect(try alerts(server) == [])
    #expect(try eventually { try alerts(server, ["state": "firing"]).count == 1 })
    let id = try alerts(server).first?["alert_id"]
    let size = directory.bytes(of: "monitoring/00000001.log").count
    server.files.fail(nil)
    #expect(eventually { directory.bytes(of: "monitoring/00000001.log").count > size })
    server.files.fillDisk()
    server.stop()
    server = try TestServer(directory)
    #expect(try alerts(server).map { $0["alert_id"] } == [id])
  }

  @Test func aViolationThatHasToLastIsToldAfterARestart() throws {
    let directory = TemporaryDirectory()
    var server = try TestServer(directory)
    _ = try server.call("setThreshold", ["metric_name": "load", "threshold": 10, "for_seconds": 1])
    _ = try server.call("record", ["key": "load", "value": 20])
    server.stop()
    server = try TestServer(directory)
    #expect(try eventually { try alerts(server).map { $0["state"] } == ["firing"] })
  }

  @Test func metadataIsNoPlaceForWhatIsLarge() throws {
    let server = try TestServer()
    let metadata: JSON = ["log": .string(String(repeating: "x", count: 20_000))]
    for (method, params) in [
      ("recordExecution", ["pipeline_name": "p", "execution_time": 1, "success": true] as OrderedMap<JSON>),
      ("triggerAlert", ["message": "m", "severity": "info", "metric_name": "x", "metric_value": 1, "threshold": 0]),
      ("startExecution", ["pipeline_name": "p"]), ("finishExecution", ["execution_id": "e", "success": true]),
    ] {
      var params = params
      params["metadata"] = metadata
      #expect(try server.call(method, .object(params))["error"]?["data"]?["path"] == "params.metadata", "\(method)")
    }
  }

  @Test func sourcesAreLookedAtAlsoAfterARestart() throws {
    let directory = TemporaryDirectory()
    var server = try TestServer(directory)
    _ = try server.call("startMonitoring", ["interval": 0.1])
    let wanted = [
      "cpu_percent", "memory_rss_mb", "host_cpu_percent", "host_memory_percent", "host_memory_used_mb",
      "disk_used_percent", "disk_free_mb",
    ]
    func histories() throws -> JSON? { try server.call("monitoringSummary")["result"]?["metric_history"] }
    #expect(try eventually { try wanted.allSatisfy { try histories()?[$0] != nil } })
    server.stop()
    server = try TestServer(directory)
    #expect(try eventually { try histories()?["memory_rss_mb"]?["samples"]?.double ?? 0 > 1 })
    #expect(try server.call("monitoringSummary")["result"]?["is_monitoring"] == true)
    _ = try server.call("setThreshold", ["metric_name": "memory_rss_mb", "threshold": 1])
    #expect(try eventually { try alerts(server).map { $0["state"] } == ["firing"] })
    #expect(try alerts(server).map { $0["subject"] } == ["server"])
    _ = try server.call("stopMonitoring")
    #expect(try alerts(server).map { $0["state"] } == ["resolved"])
    #expect(try server.call("monitoringSummary")["result"]?["is_monitoring"] == false)
    #expect(try histories()?["memory_rss_mb"]?["samples"]?.double ?? 0 > 1, "what was read is still to be seen")
  }

  @Test func whatAnExecutionViolatedIsResolvedAtItsEnd() throws {
    let server = try TestServer()
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1])
    _ = try server.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    _ = try server.call("record", ["execution_id": "e", "key": "loss", "value": 2])
    #expect(try alerts(server).map { $0["subject"] } == ["execution e"])
    _ = try server.call("finishExecution", ["execution_id": "e", "success": true])
    #expect(try alerts(server).map { $0["state"] } == ["resolved"])
    // What comes late cannot be resolved any more.
    _ = try server.call("record", ["execution_id": "e", "key": "loss", "value": 3])
    #expect(try alerts(server).count == 1)
  }

  @Test func anExecutionThatIsLostCountsAsFailed() throws {
    let uptime = SharedNumber()
    let server = try TestServer { $0.clock.uptime = { Double(uptime.value) } }
    _ = try server.call("setThreshold", ["metric_name": "loss", "threshold": 1])
    _ = try server.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    _ = try server.call("record", ["execution_id": "e", "key": "loss", "value": 2])
    uptime.value += 100
    #expect(try eventually { try server.call("healthReport")["result"]?["overall_health"] == "critical" })
    #expect(try alerts(server).map { $0["metadata"]?["resolution"] } == ["the execution is lost"])
    _ = try server.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    #expect(try server.call("healthReport")["result"]?["overall_health"] == "healthy")
  }

  @Test func asManyAlertsAreKeptAsTheConfigurationSays() throws {
    let directory = TemporaryDirectory()
    directory.write(["max_alerts": 2], to: "config.json")
    let server = try TestServer(directory)
    let alert: JSON = ["message": "m", "severity": "info", "metric_name": "x", "metric_value": 1, "threshold": 1]
    for _ in 0..<5 { _ = try server.call("triggerAlert", alert) }
    #expect(try alerts(server).count == 2)
    directory.write(["max_alerts": 3], to: "config.json")
    _ = try eventually {
      _ = try server.call("triggerAlert", alert)
      return try alerts(server).count == 3
    }
    #expect(try alerts(server).count == 3)
  }
}
