import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import Testing

@Suite struct MetricsPageTests {
  @Test func aServerThatDoesNotAnswerIsDown() {
    #expect(lines(MetricsPage(), "calibrax_up") == ["calibrax_up 0"])
    #expect(lines(MetricsPage(), "calibrax_uptime") == [])
  }

  @Test func aServerTellsHowItDoes() {
    var figures = ServerFigures()
    figures.version = "1.2"
    figures.uptimeSeconds = 60
    figures.openConnections = 3
    figures.acceptedConnections = 9
    figures.droppedConnections = 1
    figures.calls = [ServerFigures.Calls(method: "record", count: 7, errors: 2)]
    figures.store.runs = 4
    figures.store.damaged = [DamagedFile(file: "runs/x.json", reason: "no JSON")]
    var page = MetricsPage()
    page.server = figures
    #expect(
      lines(page, "calibrax_server", "calibrax_up", "calibrax_c", "calibrax_store_runs", "calibrax_store_damaged") == [
        "calibrax_up 1", "calibrax_server_info{version=\"1.2\"} 1", "calibrax_uptime_seconds 60",
        "calibrax_connections 3", "calibrax_connections_accepted_total 9", "calibrax_connections_dropped_total 1",
        "calibrax_calls_total{method=\"record\"} 7", "calibrax_call_errors_total{method=\"record\"} 2",
        "calibrax_store_runs 4", "calibrax_store_damaged_files 1",
      ])
  }

  @Test func aSeriesHasItsLatestValue() {
    var head = SeriesHead()
    head.executionID = "e1"
    head.key = "train/loss"
    head.group = "loss"
    head.scale = MetricScale(units: "%")
    head.count = 2
    head.last = Sample(at: 10, value: 0.25)
    var empty = SeriesHead()
    empty.executionID = Execution.alwaysOpen
    empty.key = "cpu"
    var page = MetricsPage()
    page.series = [head, empty]
    page.executions = [execution("e1", "train", .running)]
    let labels = "{execution=\"e1\",key=\"train/loss\",group=\"loss\",units=\"%\",pipeline=\"train\"}"
    #expect(
      lines(page, "calibrax_series") == [
        "calibrax_series_value\(labels) 0.25", "calibrax_series_position\(labels) 10",
        "calibrax_series_samples\(labels) 2", "calibrax_series_samples{execution=\"default\",key=\"cpu\"} 0",
      ])
  }

  @Test(arguments: [
    (5, MetricScale(upper: 10, progress: true), "0.5"), (6, MetricScale(lower: 5, upper: 15, progress: true), "0.1"),
    (12, MetricScale(upper: 10, progress: true), "1"), (-1, MetricScale(upper: 10, progress: true), "0"),
    (5, MetricScale(progress: true), nil), (5, MetricScale(upper: 10), nil),
    (5, MetricScale(upper: 0, progress: true), nil),
  ])
  func progressIsAPartOfTheWay(_ value: Double, _ scale: MetricScale, _ ratio: String?) {
    var head = SeriesHead()
    head.key = "epoch"
    head.scale = scale
    head.last = Sample(at: 0, value: value)
    var page = MetricsPage()
    page.series = [head]
    #expect(
      lines(page, "calibrax_series_progress_ratio")
        == (ratio.map { ["calibrax_series_progress_ratio{key=\"epoch\"} \($0)"] } ?? []))
  }

  @Test func executionsAreCountedByPipelineAndState() {
    var page = MetricsPage()
    page.executions = [
      execution("1", "b", .running), execution("2", "a", .failed), execution("3", "b", .running),
    ]
    #expect(
      lines(page, "calibrax_executions") == [
        "calibrax_executions{pipeline=\"b\",state=\"running\"} 2",
        "calibrax_executions{pipeline=\"b\",state=\"succeeded\"} 0",
        "calibrax_executions{pipeline=\"b\",state=\"failed\"} 0",
        "calibrax_executions{pipeline=\"b\",state=\"lost\"} 0",
        "calibrax_executions{pipeline=\"a\",state=\"running\"} 0",
        "calibrax_executions{pipeline=\"a\",state=\"succeeded\"} 0",
        "calibrax_executions{pipeline=\"a\",state=\"failed\"} 1",
        "calibrax_executions{pipeline=\"a\",state=\"lost\"} 0",
      ])
  }

  @Test func alertsAreCountedAndActiveUntilTheLastIsResolved() {
    func alert(_ metric: String, _ severity: AlertSeverity, _ state: AlertState) -> Alert {
      var alert = Alert()
      alert.metricName = metric
      alert.severity = severity
      alert.state = state
      return alert
    }
    var page = MetricsPage()
    page.alerts = [
      alert("loss", .error, .acknowledged), alert("loss", .error, .resolved), alert("loss", .info, .resolved),
      alert("cpu", .error, .resolved),
    ]
    #expect(
      Set(lines(page, "calibrax_alert_active")) == [
        "calibrax_alert_active{metric=\"loss\",severity=\"error\"} 1",
        "calibrax_alert_active{metric=\"loss\",severity=\"info\"} 0",
        "calibrax_alert_active{metric=\"cpu\",severity=\"error\"} 0",
      ])
    let counts = lines(page, "calibrax_alerts")
    #expect(counts.count == 12)
    #expect(counts.contains("calibrax_alerts{severity=\"error\",state=\"resolved\"} 2"))
    #expect(counts.contains("calibrax_alerts{severity=\"error\",state=\"acknowledged\"} 1"))
    #expect(counts.contains("calibrax_alerts{severity=\"critical\",state=\"firing\"} 0"))
  }

  @Test func theLatestRunHasItsMetrics() {
    var page = MetricsPage()
    page.latestRun = run
    #expect(
      lines(page, "calibrax_run") == [
        "calibrax_run_info{run_id=\"r1\",commit=\"abc\"} 1", "calibrax_run_timestamp_seconds 1772366400",
        "calibrax_run_metric{point=\"CV-1/small\",scenario=\"cv\",metric=\"step time\",units=\"ms\",framework=\"jax\",metric_2=\"mine\"} 3",
        "calibrax_run_metric{point=\"CV-1/small\",scenario=\"cv\",metric=\"loss\",framework=\"jax\",metric_2=\"mine\"} NaN",
      ])
  }

  @Test func aRunHasAFamilyForEachMetric() {
    #expect(
      MetricsText.text(run.metricFamilies(isTimed: true), .openMetrics) == """
        # TYPE step_time gauge
        # HELP step_time One step.
        step_time{benchmark="CV-1/small",scenario="cv",commit="abc",framework="jax",metric="mine",original_name="step time"} 3 1772366400
        # TYPE loss gauge
        loss{benchmark="CV-1/small",scenario="cv",commit="abc",framework="jax",metric="mine"} NaN 1772366400
        # EOF

        """)
    #expect(run.metricFamilies().allSatisfy { $0.samples.allSatisfy { $0.time == nil } })
  }

  @Test func aBenchmarkHasTheStatusOfItsLastRows() {
    var head = BenchmarkHead()
    head.name = "stream"
    head.runs.total = 5
    head.runs.valid = 4
    head.runs.status = "-S-F-W"
    head.warnings = 2
    head.collectedAt = "2026-03-01T12:00:00"
    var never = BenchmarkHead()
    never.name = "new"
    var page = MetricsPage()
    page.benchmarks = [head, never]
    let all = lines(page, "calibrax_benchmark")
    #expect(
      all.filter { $0.contains("_status") } == [
        "calibrax_benchmark_status{name=\"stream\",status=\"successful\"} 0",
        "calibrax_benchmark_status{name=\"stream\",status=\"warning\"} 1",
        "calibrax_benchmark_status{name=\"stream\",status=\"failed\"} 0",
      ])
    #expect(all.contains("calibrax_benchmark_valid_rows{name=\"stream\"} 4"))
    #expect(all.contains("calibrax_benchmark_rows{name=\"new\"} 0"))
    #expect(all.contains("calibrax_benchmark_messages{name=\"stream\",severity=\"warning\"} 2"))
    #expect(
      all.filter { $0.contains("_collected_") }
        == ["calibrax_benchmark_collected_timestamp_seconds{name=\"stream\"} 1772366400"])
  }

  private var run: Run {
    var point = Point()
    point.name = "CV-1/small"
    point.scenario = "cv"
    point.tags = ["framework": "jax", "metric": "mine"]
    point.metrics = ["step time": Metric(value: 3), "loss": Metric(value: .nan), "missing": Metric()]
    var definition = MetricDef()
    definition.unit = "ms"
    definition.description = "One step."
    var run = Run()
    run.id = "r1"
    run.timestamp = "2026-03-01T12:00:00"
    run.commit = "abc"
    run.metricDefs = ["step time": definition]
    run.points = [point]
    return run
  }

  private func execution(_ id: String, _ pipeline: String, _ state: ExecutionState) -> Execution {
    var execution = Execution()
    execution.executionID = id
    execution.pipelineName = pipeline
    execution.state = state
    return execution
  }

  /// The lines of a page that begin with one of some names.
  private func lines(_ page: MetricsPage, _ names: String...) -> [String] {
    page.text(.openMetrics).split(separator: "\n").map(String.init)
      .filter { line in names.contains { line.hasPrefix($0) } }
  }
}
