public import CalibraxJSON

/// What a gate says of a metric of a point.
public enum Verdict: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Not worse than is allowed.
  case pass
  /// Worse than is allowed.
  case regressed
  /// Better, by as much as would be a regression the other way.
  case improved
  /// It looks worse, and more runs of the same code must say so too.
  case unconfirmed
  /// Nothing was seen, but the noise would hide a change that is not allowed.
  case noisy
  /// There are too few values to say.
  case insufficient
  /// What there is to compare with was measured in another environment.
  case incomparable
  /// Earlier runs have it, and this one has not.
  case missing
  /// No earlier run has it.
  case new

  /// Whether the metric was judged.
  public var isJudged: Bool {
    switch self {
    case .pass, .regressed, .improved, .unconfirmed: true
    case .noisy, .insufficient, .incomparable, .missing, .new: false
    }
  }
}
