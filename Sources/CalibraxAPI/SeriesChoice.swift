public import CalibraxJSON

/// Parameters that may name a metric of the stored runs in place of giving numbers.
public protocol SeriesChoice {
  /// The metric whose values through the runs are meant.
  var metric: String? { get }
  /// The metric's point.
  var point: String? { get }
  /// Tags that the point must have.
  var tags: OrderedMap<String> { get }
  /// How many of the newest runs.
  var runs: Int? { get }
  /// Only runs of this branch.
  var branch: String? { get }
}
