public import CalibraxJSON

/// One label's place in a ranking by a metric.
public struct RankEntry: Record, Equatable {
  /// What is ranked: the value of the tag that groups the points, or the point's name.
  public var label = ""
  /// The metric's value.
  public var value = 0.0
  /// The place, 1 is the best.
  public var rank = 0
  /// Whether it is the best.
  public var isBest = false
  /// |value - best| / |best| in percent; 0 when the best is 0.
  public var deltaFromBest = 0.0

  /// An entry to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<RankEntry> = [
    .required("label", \.label, "What is ranked."),
    .required("value", \.value, "The metric's value."),
    .required("rank", \.rank, "The place, 1 is the best."),
    .required("is_best", \.isBest, "Whether it is the best."),
    .required("delta_from_best", \.deltaFromBest, "Distance from the best in percent of it."),
  ]
}
