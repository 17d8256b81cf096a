public import CalibraxJSON
public import CalibraxModel

extension Page {
  /// How well pipelines do, and what the server's host uses.
  ///
  /// - Parameter resources: The latest values of what is monitored, by metric.
  public static func health(
    _ report: HealthReport, resources: OrderedMap<MetricHistory>, isMonitoring: Bool
  ) -> Page {
    Page(
      Section.health.path, "Health", in: .health, topics: ["executions", "alerts"],
      content: """
        \(heading("Health", "<span class=\"part\" id=\"overall\">\(healthBadge(report.overallHealth))</span>"))
        <div class="part" id="pipelines">\(pipelines(report))</div>
        <h2>Monitored</h2>
        <div class="part" id="resources">\(monitored(resources, isMonitoring))</div>
        """)
  }

  static func healthBadge(_ health: Health) -> HTML {
    switch health {
    case .healthy: badge("healthy", .good)
    case .degraded: badge("degraded", .warn)
    case .critical: badge("critical", .bad)
    }
  }

  private static func pipelines(_ report: HealthReport) -> HTML {
    guard !report.pipelines.isEmpty else {
      return nothing(
        "No executions have ended yet.",
        "<p>Run one and its time is recorded:</p><pre><code>calibraxctl exec --pipeline NAME -- PROGRAM</code></pre>")
    }
    var table = Table(
      name: "Pipelines",
      columns: [
        .init(name: "Pipeline"), .init(name: "Health"), .init(name: "Executions", isNumber: true),
        .init(name: "Success", about: "The share of executions that succeeded", isNumber: true),
        .init(name: "Baseline", about: "How long an execution should take", group: "Time [s]", isNumber: true),
        .init(name: "Recent", about: "The mean of the latest", group: "Time [s]", isNumber: true),
        .init(name: "Mean", group: "Time [s]", isNumber: true), .init(name: "p50", group: "Time [s]", isNumber: true),
        .init(name: "p95", group: "Time [s]", isNumber: true), .init(name: "p99", group: "Time [s]", isNumber: true),
      ])
    table.rows = report.pipelines.map { entry in
      let pipeline = entry.value
      return Table.Row(cells: [
        "\(entry.key)", healthBadge(pipeline.health), "\(pipeline.totalExecutions)",
        "<data value=\"\("\(pipeline.successRate)")\">\(fixed(pipeline.successRate * 100, 1)) %</data>",
        value(pipeline.baseline), recent(pipeline), value(pipeline.meanExecutionTime),
        value(pipeline.p50ExecutionTime), value(pipeline.p95ExecutionTime), value(pipeline.p99ExecutionTime),
      ])
    }
    return table.html
  }

  /// The recent time, against the baseline where there is one.
  private static func recent(_ pipeline: PipelineHealth) -> HTML {
    let time = value(pipeline.recentExecutionTime)
    guard let baseline = pipeline.baseline, baseline > 0 else { return time }
    let change = (pipeline.recentExecutionTime - baseline) / baseline * 100
    guard abs(change) >= 0.05 else { return time }
    return "\(time) <small class=\"\(change > 0 ? "worse" : "better")\">\(signedPercent(change))</small>"
  }

  private static func monitored(_ resources: OrderedMap<MetricHistory>, _ isMonitoring: Bool) -> HTML {
    guard !resources.isEmpty else {
      return nothing(
        isMonitoring ? "Nothing read yet." : "The server's host is not monitored.",
        isMonitoring ? "" : "<pre><code>calibraxctl monitor start</code></pre>")
    }
    var table = Table(
      name: "Monitored",
      columns: [
        .init(name: "Metric"), .init(name: "Latest", isNumber: true), .init(name: "Min", isNumber: true),
        .init(name: "Mean", isNumber: true), .init(name: "Max", isNumber: true), .init(name: "Samples", isNumber: true),
      ])
    table.rows = resources.map { entry in
      Table.Row(cells: [
        "\(entry.key)", value(entry.value.latest), value(entry.value.min), value(entry.value.mean),
        value(entry.value.max), "\(entry.value.samples)",
      ])
    }
    return table.html
  }
}
