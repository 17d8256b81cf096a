public import CalibraxJSON

/// How bad it is, from the mildest to the worst.
public enum AlertSeverity: String, CaseIterable, Comparable, Sendable, JSONReadable, JSONWritable {
  /// A metric crossed a soft threshold.
  case info
  /// Worse than it should be, but within tolerance.
  case warning
  /// A regression that somebody should look into.
  case error
  /// The service suffers: act now.
  case critical

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The milder one comes first.
  public static func < (left: AlertSeverity, right: AlertSeverity) -> Bool { left.rank < right.rank }
}
