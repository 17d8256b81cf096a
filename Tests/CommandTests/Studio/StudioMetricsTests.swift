import CalibraxTestSupport
import Testing

/// `/metrics` is for Prometheus.
@Suite struct StudioMetricsTests {
  private let openMetrics = "application/openmetrics-text; version=1.0.0"

  @Test func theyAreWrittenAsTheScraperAsks() throws {
    let server = try TestServer()
    try StudioStore.fill(server)
    let studio = try RunningStudio("--data", server.directory.path)
    let plain = try studio.ask("/metrics")
    #expect(plain.status == 200 && plain.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
    #expect(plain.body.contains("\ncalibrax_up 1\n") && !plain.body.contains("# EOF"))
    let open = try studio.ask("/metrics", headers: ["Accept": openMetrics])
    #expect(
      open.headers["content-type"]?.hasPrefix("application/openmetrics-text") == true && open.body.hasSuffix("# EOF\n"))
    for body in [plain.body, open.body] {
      #expect(body.contains("calibrax_series_value{execution=\"e1\",key=\"loss\",pipeline=\"train\"} 0.5"))
      #expect(body.contains("calibrax_benchmark_rows{name=\"B/1\"} 10"))
      #expect(body.contains("calibrax_store_runs 10\n"))
    }
  }

  @Test func aServerThatIsAwayIsDown() throws {
    let server = try TestServer()
    let studio = try RunningStudio("--data", server.directory.path)
    server.stop()
    let answer = try studio.ask("/metrics")
    #expect(answer.status == 200 && answer.body.contains("calibrax_up 0\n"))
    let again = try TestServer(server.directory)
    #expect(try studio.ask("/metrics").body.contains("calibrax_up 1\n"))
    withExtendedLifetime(again) {}
  }
}
