import CalibraxAPI
import CalibraxDashboard
import CalibraxHTTP
import CalibraxModel
import CalibraxRPC
import CalibraxJSON

/// What Prometheus scrapes: all that the server knows now, in numbers.
enum StudioMetrics {
  static let path = "metrics"

  /// Executions and alerts that are asked for at a time.
  private static let part = 10_000

  static func response(to request: HTTPRequest, _ connect: () throws(Failure) -> SiteSource) -> HTTPResponse {
    let format = MetricsFormat(accept: request.headers["Accept"])
    // That the server cannot be reached is a value too.
    let page = (try? page(try connect())) ?? MetricsPage()
    return HTTPResponse(type: format.mediaType, body: Array(page.text(format).utf8))
  }

  private static func page(_ source: SiteSource) throws(Failure) -> MetricsPage {
    var page = MetricsPage()
    page.server = ServerFigures(try source.call(ServerInfo.self, ServerInfo.Params()))
    var series = ListSeries.Params()
    repeat {
      let part = try source.call(ListSeries.self, series)
      page.series += part.series
      series.cursor = part.nextCursor
    } while series.cursor != nil
    var executions = ListExecutions.Params()
    executions.limit = part
    repeat {
      let part = try source.call(ListExecutions.self, executions)
      page.executions += part.executions
      executions.cursor = part.nextCursor
    } while executions.cursor != nil
    var alerts = ListAlerts.Params()
    alerts.count = 1_000_000
    page.alerts = try source.call(ListAlerts.self, alerts).alerts
    page.benchmarks = try source.call(ShowBenchmarks.self, ShowBenchmarks.Params()).benchmarks
    page.latestRun = try latestRun(source, besides: Set(page.benchmarks.map(\.name)))
    return page
  }

  /// The newest run; not what a benchmark's results are, which its status tells of.
  private static func latestRun(_ source: SiteSource, besides benchmarks: Set<String>) throws(Failure) -> Run? {
    var params = GetRun.Params()
    params.runID = RunID.latest
    let run = try source.find(GetRun.self, params)
    return run.flatMap { run in run.points.allSatisfy { benchmarks.contains($0.name) } ? nil : run }
  }
}

extension ServerFigures {
  fileprivate init(_ info: ServerInfo.Result) {
    self.init()
    (version, uptimeSeconds, store) = (info.version, info.uptimeSeconds, info.store)
    (openConnections, acceptedConnections) = (info.connections.open, info.connections.accepted)
    droppedConnections = info.connections.dropped
    calls = info.methods.map { Calls(method: $0.key, count: $0.value.calls, errors: $0.value.errors) }
  }
}
