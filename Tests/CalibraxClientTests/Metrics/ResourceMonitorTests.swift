import CalibraxClient
import CalibraxJSON
import CalibraxSystem
import CalibraxTestSupport
import Testing

/// What a worker's process and host use is recorded in its execution.
@Suite struct ResourceMonitorTests {
  let directory = TemporaryDirectory()

  @Test(.timeLimit(.minutes(1))) func theReadingsAreMetricsOfTheExecution() async throws {
    let server = try TestServer(directory)
    let client = MetricsClient(.unix(path: directory.path("calibrax.sock")))
    func counts() throws -> [String: Double] {
      let executions = try server.call("listExecutions", ["pipeline_name": "train"])["result"]?["executions"]
      guard let id = executions?[0]?["execution_id"] else { return [:] }
      let series = try server.call("listSeries", ["execution_id": id])["result"]?["series"]?.elements ?? []
      return Dictionary(uniqueKeysWithValues: series.map { ($0["key"]?.string ?? "", $0["count"]?.double ?? 0) })
    }
    let wanted = [
      "cpu_percent", "memory_rss_mb", "host_cpu_percent", "host_memory_percent", "host_memory_used_mb",
      "disk_used_percent", "disk_free_mb",
    ]
    try withMetricsClient(client) { () throws in
      try withExecution("train") { () throws in
        let monitor = ResourceMonitor(interval: 0.05, directory: directory.path)
        #expect(try eventually { try wanted.allSatisfy { try counts()[$0] ?? 0 > 1 } })
        monitor.stop()
      }
    }
    #expect(await client.flush())
    #expect(client.counts.dropped == 0)
  }

  @Test(.timeLimit(.minutes(1))) func onlyWhatIsWantedIsRecorded() async throws {
    let server = try TestServer(directory)
    let client = MetricsClient(.unix(path: directory.path("calibrax.sock")))
    try withMetricsClient(client) { () throws in
      try withExecution("train") { () throws in
        let monitor = ResourceMonitor(interval: 0.05) { $0 == "memory_rss_mb" }
        #expect(try eventually { try server.call("listSeries")["result"]?["series"]?.elements?.isEmpty == false })
        monitor.stop()
      }
    }
    let series = try server.call("listSeries")["result"]?["series"]?.elements ?? []
    #expect(series.map { $0["key"] } == ["memory_rss_mb"])
    #expect(series.first?["group"]?["name"] == "memory")
  }

  @Test func ofSeveralDevicesEachHasAMetric() {
    var metrics = ResourceMetrics()
    #expect(metrics[ResourceReading(name: "gpu_utilization", value: 1)].key == "gpu_utilization")
    let first = metrics[ResourceReading(name: "gpu_memory_mb", value: 1, device: "gpu 0")]
    let second = metrics[ResourceReading(name: "gpu_memory_mb", value: 1, device: "gpu 1")]
    #expect([first, second].map(\.key) == ["gpu_memory_mb.0", "gpu_memory_mb.1"])
    #expect(first === metrics[ResourceReading(name: "gpu_memory_mb", value: 2, device: "gpu 0")])
  }
}
