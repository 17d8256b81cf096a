import CalibraxModel

/// What is known of the executions of a pipeline, in memory that does not grow with them.
struct PipelineStatistics: Sendable {
  /// How many executions count for rates and times.
  static let windowCount = 1_000
  /// How many tell whether it fails or slows down now.
  static let recentCount = 20

  struct Outcome: Sendable {
    var time: Double
    var isSuccess: Bool
  }

  var total = 0
  var window = LatestValues<Outcome>(windowCount)

  mutating func append(_ outcome: Outcome) {
    total += 1
    window.append(outcome)
  }

  /// How well it does.
  ///
  /// - Parameter lost: How many executions are lost now; they count as failed.
  func health(baseline: Double?, lost: Int) -> PipelineHealth {
    var health = PipelineHealth()
    let outcomes = window.values
    let (count, failures) = (outcomes.count + lost, outcomes.count { !$0.isSuccess } + lost)
    health.totalExecutions = total + lost
    health.successRate = count == 0 ? 1 : Double(count - failures) / Double(count)
    health.errorRate = 1 - health.successRate
    health.baseline = baseline
    let times = outcomes.map(\.time).sorted()
    if let shortest = times.first, let longest = times.last {
      health.meanExecutionTime = times.mean
      (health.minExecutionTime, health.maxExecutionTime) = (shortest, longest)
      health.p50ExecutionTime = times.percentile(50)
      health.p95ExecutionTime = times.percentile(95)
      health.p99ExecutionTime = times.percentile(99)
      health.recentExecutionTime = window.last(Self.recentCount).map(\.time).mean
    }
    let isSlow = baseline.map { health.recentExecutionTime > $0 * Pipelines.tolerance } ?? false
    health.health = health.errorRate > 0.5 ? .critical : health.errorRate > 0.2 || isSlow ? .degraded : .healthy
    return health
  }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(Swift.max(1, count)) }

  /// The value that so many of a hundred are at most, by linear interpolation; the values are sorted and not empty.
  fileprivate func percentile(_ percent: Double) -> Double {
    let place = percent / 100 * Double(count - 1)
    let below = Int(place)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (self[above] - self[below]) * (place - Double(below))
  }
}
