/// What became of the samples that a program recorded. When none waits, `recorded` is the sum of the others.
public struct MetricCounts: Equatable, Sendable {
  /// How many values were recorded.
  public internal(set) var recorded = 0
  /// How many of them gave way to newer ones before the throttle let them out.
  public internal(set) var throttled = 0
  /// How many were refused: at the call, because they are not finite or their metric makes no sense, or by the server.
  public internal(set) var refused = 0
  /// How many were dropped because too many waited.
  public internal(set) var dropped = 0
  /// How many the server has.
  public internal(set) var delivered = 0

  /// How many wait for a throttle or for their delivery.
  public var waiting: Int { recorded - throttled - refused - dropped - delivered }

  static func += (counts: inout MetricCounts, more: MetricCounts) {
    counts.recorded += more.recorded
    counts.throttled += more.throttled
    counts.refused += more.refused
    counts.dropped += more.dropped
    counts.delivered += more.delivered
  }
}
