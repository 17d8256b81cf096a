import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Tells how well pipelines do.
enum HealthCommand: Command {
  static let name = "health"
  static let summary = "Show how well pipelines do, by the times and failures of their executions."
  static let details = "Rates and times are those of the last 1,000 executions of a pipeline."
  static let method: (any CalibraxRPC.Method.Type)? = ReportHealth.self
  static let operands = "[PIPELINE]…"
  static let operandMembers = ["pipelines"]
  static let flags = [
    Flag(exitCode, nil, "Exit with 1 unless all is healthy, and with 4 when there are no executions.")
  ]
  private static let exitCode = "--exit-code"

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = ReportHealth.Params()
    params.pipelines = context.flags.operands
    let report = try context.call(ReportHealth.self, params)
    let terminal = context.terminal
    try context.show(report, text: { text(report, terminal) }, markdown: { markdown(report) })
    let isJudged = context.flags.has(exitCode)
    // One that is lost counts before it has ended.
    if report.totalExecutions == 0, report.overallHealth == .healthy {
      terminal.complain("calibraxctl: no executions are recorded")
      return isJudged ? .nothingToJudge : .passed
    }
    return isJudged && report.overallHealth != .healthy ? .regressed : .passed
  }

  private static func text(_ report: HealthReport, _ terminal: Terminal) -> String {
    func word(_ health: Health) -> String { terminal.colored(health.rawValue, health.color) }
    let pipelines = report.pipelines.map { pipeline in
      let health = pipeline.value
      let lines = [
        "\n\(printable(pipeline.key)):", "  Total executions: \(health.totalExecutions)",
        "  Success rate: \(percent(health.successRate))", "  Mean time: \(seconds(health.meanExecutionTime))",
        "  Health: \(word(health.health))",
        "  p50/p95/p99: \(percentiles(health).map(seconds).joined(separator: " / "))",
      ]
      return (lines + (health.baseline.map { ["  Baseline: \(seconds($0))"] } ?? [])).joined(separator: "\n")
    }
    return (["Overall health: \(word(report.overallHealth))"] + pipelines).joined(separator: "\n")
  }

  private static func markdown(_ report: HealthReport) -> String {
    let head = ["Pipeline", "Health", "Executions", "Success rate", "Mean", "p50", "p95", "p99", "Baseline"]
    let rows = report.pipelines.map { pipeline in
      let health = pipeline.value
      return [
        pipeline.key, health.health.rawValue, "\(health.totalExecutions)", percent(health.successRate),
        seconds(health.meanExecutionTime),
      ] + percentiles(health).map(seconds) + [health.baseline.map(seconds) ?? "-"]
    }
    let overall = "**Overall health: \(report.overallHealth.rawValue)**"
    return rows.isEmpty ? overall : overall + "\n\n" + markdownTable([head] + rows)
  }

  private static func percentiles(_ health: PipelineHealth) -> [Double] {
    [health.p50ExecutionTime, health.p95ExecutionTime, health.p99ExecutionTime]
  }

  private static func percent(_ part: Double) -> String { fixed(part * 100, 1) + "%" }

  private static func seconds(_ time: Double) -> String { fixed(time, 4) + "s" }
}

extension Health {
  /// How a terminal shows it.
  fileprivate var color: Terminal.Color {
    switch self {
    case .healthy: .green
    case .degraded: .yellow
    case .critical: .red
    }
  }
}
