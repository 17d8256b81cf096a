public import CalibraxJSON

/// What a verdict rests on. Members that the method does not know are left out.
public struct VerdictEvidence: Record, Equatable {
  /// The relative change that is allowed; 0.05 is 5 %.
  public var threshold: Double?
  /// The place of the policy in config.json; `nil` where none says anything.
  public var policy: Int?
  /// How many earlier values were looked at.
  public var count: Int?
  /// How many of them are of the current level.
  public var levelCount: Int?
  /// The run from which on the level is what it is now.
  public var levelSince: String?
  /// The relative change by which the level became what it is; `nil` where it never shifted or was accepted.
  public var levelChange: Double?
  /// How many earlier values are not believed to be the level: they are worse, few, and were not accepted.
  public var doubted: Int?
  /// The values that were judged, oldest first.
  public var contenders: [Double]?
  /// The standard deviation of the noise, relative to the level.
  public var noise: Double?
  /// The value beyond which a single run looks worse.
  public var bound: Double?
  /// The smallest relative change that could have been called a regression.
  public var detectable: Double?
  /// How probable so bad a value would be of unchanged code.
  public var pValue: Double?
  /// The lower end of the 95 % confidence interval of the relative change.
  public var effectLower: Double?
  /// Its upper end.
  public var effectUpper: Double?
  /// How many more runs of the same code must say so.
  public var confirmationsNeeded: Int?
  /// Why, where the verdict does not say it.
  public var reason: String?

  /// Evidence to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<VerdictEvidence> = [
    .optional("threshold", \.threshold, "The relative change that is allowed; 0.05 is 5 %."),
    .optional("policy", \.policy, "Which of the policies in config.json holds, from 0; left out where none does."),
    .optional("n", \.count, "How many earlier values were looked at."),
    .optional("level_n", \.levelCount, "How many of them are of the current level."),
    .optional("level_since", \.levelSince, "The run from which on the level is what it is now."),
    .optional(
      "level_change", \.levelChange,
      "The relative change by which the level became what it is; left out where it never shifted or was accepted."),
    .optional(
      "doubted", \.doubted,
      "How many of the last earlier values are not believed to be the level: they are worse, few, and were not accepted."
    ),
    .optional("contenders", \.contenders, "The values that were judged, oldest first."),
    .optional("noise", \.noise, "The standard deviation of the noise, relative to the level."),
    .optional("bound", \.bound, "The value beyond which a single run looks worse."),
    .optional("detectable", \.detectable, "The smallest relative change that could have been called a regression."),
    .optional("p_value", \.pValue, "How probable so bad a value would be of unchanged code."),
    .optional("effect_lower", \.effectLower, "The lower end of the 95 % confidence interval of the relative change."),
    .optional("effect_upper", \.effectUpper, "Its upper end."),
    .optional("confirmations_needed", \.confirmationsNeeded, "How many more runs of the same code must say so."),
    .optional("reason", \.reason, "Why, where the verdict does not say it."),
  ]
}
