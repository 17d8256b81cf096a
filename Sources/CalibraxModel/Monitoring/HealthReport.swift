public import CalibraxJSON

/// How well pipelines do.
public struct HealthReport: Record, Equatable {
  /// That of the pipeline that does worst.
  public var overallHealth = Health.healthy
  /// The pipelines, in the order they were first heard of.
  public var pipelines = OrderedMap<PipelineHealth>()
  /// What execution times are held against, seconds.
  public var baselines = OrderedMap<Double>()
  /// The executions of these pipelines so far.
  public var totalExecutions = 0

  /// A report to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<HealthReport> = [
    .required("overall_health", \.overallHealth, "That of the pipeline that does worst."),
    .required("pipelines", \.pipelines, "The pipelines, in the order they were first heard of."),
    .required("baselines", \.baselines, "What execution times are held against, seconds."),
    .required("total_executions", \.totalExecutions, "The executions of these pipelines so far."),
  ]
}

/// How well a pipeline does: rates and times are those of its last 1,000 executions.
public struct PipelineHealth: Record, Equatable {
  /// Its executions so far.
  public var totalExecutions = 0
  /// The part of them that succeeded, 0 to 1.
  public var successRate = 1.0
  /// The part of them that failed or was lost, 0 to 1.
  public var errorRate = 0.0
  /// The mean time, seconds.
  public var meanExecutionTime = 0.0
  /// The shortest time, seconds.
  public var minExecutionTime = 0.0
  /// The longest time, seconds.
  public var maxExecutionTime = 0.0
  /// The time that half of them take at most, seconds.
  public var p50ExecutionTime = 0.0
  /// The time that 95 of 100 take at most, seconds.
  public var p95ExecutionTime = 0.0
  /// The time that 99 of 100 take at most, seconds.
  public var p99ExecutionTime = 0.0
  /// The mean time of the last 20, seconds.
  public var recentExecutionTime = 0.0
  /// What the times are held against, seconds.
  public var baseline: Double?
  /// What follows from all that.
  public var health = Health.healthy

  /// A pipeline to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PipelineHealth> = [
    .required("total_executions", \.totalExecutions, "Its executions so far."),
    .required("success_rate", \.successRate, "The part of the last 1,000 that succeeded, 0 to 1."),
    .required("error_rate", \.errorRate, "The part of the last 1,000 that failed, and those lost now, 0 to 1."),
    .required("mean_execution_time", \.meanExecutionTime, "The mean time of the last 1,000, seconds."),
    .required("min_execution_time", \.minExecutionTime, "The shortest time of the last 1,000, seconds."),
    .required("max_execution_time", \.maxExecutionTime, "The longest time of the last 1,000, seconds."),
    .required("p50_execution_time", \.p50ExecutionTime, "The median time of the last 1,000, seconds."),
    .required("p95_execution_time", \.p95ExecutionTime, "The 95th percentile of the last 1,000, seconds."),
    .required("p99_execution_time", \.p99ExecutionTime, "The 99th percentile of the last 1,000, seconds."),
    .required("recent_execution_time", \.recentExecutionTime, "The mean time of the last 20, seconds."),
    .optional("baseline", \.baseline, "What the times are held against, seconds."),
    .required(
      "health", \.health,
      "degraded above an error rate of 0.2 or when the last 20 take over 20 % longer than the baseline, critical above 0.5."
    ),
  ]
}

/// How well something does, from the best to the worst.
public enum Health: String, CaseIterable, Comparable, Sendable, JSONReadable, JSONWritable {
  /// It succeeds, in the time it should take.
  case healthy
  /// It fails often, or takes long.
  case degraded
  /// It fails most of the time.
  case critical

  /// The better one comes first.
  public static func < (left: Health, right: Health) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
