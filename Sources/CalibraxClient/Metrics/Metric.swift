public import CalibraxModel
import Synchronization

/// A number that a program records again and again: a loss, a queue's length.
///
/// Make it once, at module level for instance, and record from any task and thread. Recording never waits and never
/// fails: what cannot be recorded is counted, and said once on stderr.
///
/// ```swift
/// let loss = Metric("loss", group: "training")
///
/// try await withExecution("train") {
///   for epoch in 0..<epochs { loss.record(try await run(epoch), at: epoch) }
/// }
/// ```
///
/// Metrics of one execution must agree with each other: a key has one group and scale, a group one x-axis, and a named
/// scale, within its group, one y-axis. A metric that contradicts an earlier one is not recorded. Of metrics with the
/// same key the first one's throttle counts.
public final class Metric: Sendable {
  /// What the metric is called; unique in an execution.
  public let key: String
  /// The chart it belongs to and its y-axis.
  let definition: SeriesDefinition
  /// What makes the definition unusable.
  let problem: String?
  /// Where the execution that recorded it last has its series, so that the next look-up is short.
  let place = Atomic(Int.max)

  /// A metric. One that makes no sense (an empty key, a throttle that is not above 0, a lower end that is not below the
  /// upper) is said on stderr when it is first recorded, and is never recorded.
  ///
  /// - Parameters:
  ///   - group: The chart, whose x-axis its metrics share; one of its own when `nil`. A name alone does, as a literal or
  ///     as `MetricGroup(name)`.
  ///   - scale: The y-axis; metrics of a group share one by its name.
  ///   - throttle: Samples a second that are delivered at most: the first at once, then the newest every so often, the
  ///     last one always. `nil` delivers every sample.
  public init(_ key: String, group: MetricGroup? = nil, scale: MetricScale? = nil, throttle: Double? = 10) {
    self.key = key
    definition = SeriesDefinition(group: group, scale: scale, throttle: throttle)
    problem =
      key.isEmpty
      ? "a metric needs a key" : definition.problem.map { "\($0.path) of the metric \"\(key)\" \($0.message)" }
  }

  /// A metric of a group with no more than a name, which need not be a literal.
  public convenience init(_ key: String, group name: String, scale: MetricScale? = nil, throttle: Double? = 10) {
    self.init(key, group: MetricGroup(name), scale: scale, throttle: throttle)
  }

  /// Records a value.
  ///
  /// - Parameters:
  ///   - value: The value; one that is NaN or infinite is not recorded.
  ///   - at: Where on the x-axis; seconds since the execution's start when `nil`.
  public func record(_ value: Double, at: Double? = nil) {
    guard let execution = ExecutionRecorder.current ?? MetricsClient.shared.execution else { return }
    execution.record(self, value, at: at)
  }
}

/// Numbers of other types, so that a loop's counter or what a model computes needs no conversion.
extension Metric {
  /// Records a value.
  @inlinable
  public func record(_ value: some BinaryInteger, at: Double? = nil) {
    record(Double(value), at: at)
  }

  /// Records a value.
  @inlinable
  public func record(_ value: some BinaryFloatingPoint, at: Double? = nil) {
    record(Double(value), at: at)
  }

  /// Records a value.
  @inlinable
  public func record(_ value: some BinaryInteger, at: (some BinaryInteger)?) {
    record(Double(value), at: at.map { Double($0) })
  }

  /// Records a value.
  @inlinable
  public func record(_ value: some BinaryInteger, at: (some BinaryFloatingPoint)?) {
    record(Double(value), at: at.map { Double($0) })
  }

  /// Records a value.
  @inlinable
  public func record(_ value: some BinaryFloatingPoint, at: (some BinaryInteger)?) {
    record(Double(value), at: at.map { Double($0) })
  }

  /// Records a value.
  @inlinable
  public func record(_ value: some BinaryFloatingPoint, at: (some BinaryFloatingPoint)?) {
    record(Double(value), at: at.map { Double($0) })
  }
}
