public import CalibraxJSON

/// How the change points of a series are found.
public enum ChangePointMethod: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Ours: least squares on values without spikes, then tests that know of autocorrelation, modes and small effects.
  case robust
  /// As Apache Otava (Hunter) does with its defaults: E-divisive windows, merged by t tests.
  case otava
  /// Pruned exact linear time, least squares, with the penalty of the Bayesian information criterion.
  case pelt
}

/// What changed at a change point.
public enum ChangeKind: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// The level.
  case shift
  /// The level, for one value or two.
  case spike
  /// The spread around a level that stayed.
  case noiseChanged = "noise_changed"
}

/// A place in a series from which on it is different.
public struct ChangePoint: Record, Equatable {
  /// The place of the first value that is different, from 0.
  public var index = 0
  /// The run that it is of, where the series is one of runs.
  public var runID: String?
  /// What changed.
  public var kind = ChangeKind.shift
  /// The median of the values since the change point before, in their unit; of `noise_changed`, their spread.
  public var before = 0.0
  /// The median of the values up to the next change point, in their unit; of `noise_changed`, their spread.
  public var after = 0.0
  /// (after - before) / |before|, 0.1 is 10 %; `nil` where before is 0.
  public var effect: Double?
  /// The lower end of the effect's confidence interval of 95 %.
  public var effectLower: Double?
  /// Its upper end.
  public var effectUpper: Double?
  /// How probable such a change would be if there were none.
  public var pValue = 1.0
  /// How many values there are since the change point before.
  public var countBefore = 0
  /// How many there are up to the next.
  public var countAfter = 0

  /// A change point to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<ChangePoint> = [
    .required("index", \.index, "The place of the first value that is different, from 0."),
    .optional("run_id", \.runID, "The run that this value is of, where the series is one of runs."),
    .required("kind", \.kind, "What changed: the level, the level for one value or two, or the spread."),
    .required("before", \.before, "The median before, since the last shift; of noise_changed, the spread."),
    .required("after", \.after, "The median after, up to the next shift; of noise_changed, the spread."),
    .required(
      "effect", \.effect, "(after - before) / |before|: 0.1 is 10 %; null where before is 0.", nullable: true),
    .optional("effect_lower", \.effectLower, "The lower end of the effect's confidence interval of 95 %."),
    .optional("effect_upper", \.effectUpper, "Its upper end."),
    .required("p_value", \.pValue, "How probable such a change would be if there were none."),
    .required("count_before", \.countBefore, "How many values the level before rests on."),
    .required("count_after", \.countAfter, "How many values the level after rests on."),
  ]
}
