public import CalibraxJSON

/// Which way a metric improves.
public enum Direction: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Larger values are better.
  case higher
  /// Smaller values are better.
  case lower
  /// The metric informs; it neither improves nor regresses.
  case info
}

/// How prominent a metric is in reports.
public enum Priority: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Shown first.
  case primary
  /// Shown after the primary ones.
  case secondary
}
