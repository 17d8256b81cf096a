public import CalibraxModel

/// What those who collect metrics see of a server: how it does, and the latest of what it knows.
public struct MetricsPage: Sendable {
  /// The server; `nil` when it cannot be reached.
  public var server: ServerFigures?
  /// The series with their latest values.
  public var series: [SeriesHead] = []
  /// The executions.
  public var executions: [Execution] = []
  /// The alerts.
  public var alerts: [Alert] = []
  /// The latest run.
  public var latestRun: Run?
  /// The benchmarks.
  public var benchmarks: [BenchmarkHead] = []

  /// A page of nothing.
  public init() {}

  /// The page in a format.
  public func text(_ format: MetricsFormat) -> String { MetricsText.text(families, format) }

  /// The families of the page.
  public var families: [MetricFamily] {
    [MetricFamily("calibrax_up", help: "Whether the calibrax server answers: 1 or 0.", value: server == nil ? 0 : 1)]
      + (server?.families ?? []) + executionFamilies + SeriesFamilies(series, executions).families + alertFamilies
      + (latestRun?.latestFamilies ?? []) + benchmarks.families
  }

  private var executionFamilies: [MetricFamily] {
    var family = MetricFamily("calibrax_executions", help: "Executions of a pipeline in a state.")
    var counts: [String: [ExecutionState: Int]] = [:]
    var pipelines: [String] = []
    for execution in executions {
      if counts[execution.pipelineName] == nil { pipelines.append(execution.pipelineName) }
      counts[execution.pipelineName, default: [:]][execution.state, default: 0] += 1
    }
    for pipeline in pipelines {
      for state in ExecutionState.allCases {
        family.add(Double(counts[pipeline]?[state] ?? 0), [("pipeline", pipeline), ("state", state.rawValue)])
      }
    }
    return [family]
  }

  private var alertFamilies: [MetricFamily] {
    var counts = MetricFamily("calibrax_alerts", help: "Alerts of a severity in a state.")
    for severity in AlertSeverity.allCases {
      for state in AlertState.allCases {
        let count = alerts.count { $0.severity == severity && $0.state == state }
        counts.add(Double(count), [("severity", severity.rawValue), ("state", state.rawValue)])
      }
    }
    var active = MetricFamily(
      "calibrax_alert_active", help: "Whether a metric has an alert of a severity that is not resolved: 1 or 0.")
    // Twice, for the last counts: what is not resolved stands above what is.
    for isActive in [false, true] {
      for alert in alerts where (alert.state != .resolved) == isActive {
        active.add(isActive ? 1 : 0, [("metric", alert.metricName), ("severity", alert.severity.rawValue)])
      }
    }
    return [counts, active]
  }
}
