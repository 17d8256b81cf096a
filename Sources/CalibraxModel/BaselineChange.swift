public import CalibraxJSON

/// A change of a baseline, as the audit trail has it.
public struct BaselineChange: Record, Equatable {
  /// When it was changed, ISO 8601, UTC.
  public var setAt = ""
  /// The baseline's name.
  public var name = ""
  /// The run that it became a copy of.
  public var runID = ""
  /// The run that it was a copy of before.
  public var previousRunID: String?
  /// Why it was changed.
  public var reason: String?
  /// Who changed it.
  public var by: String?
  /// The baseline, or branch, that it started from.
  public var forkOf: String?
  /// The commit of that branch that it started at.
  public var forkPoint: String?
  /// The commit that the run measured.
  public var commit: String?
  /// The branch that the run measured.
  public var branch: String?

  /// A change to be filled in.
  public init() {}

  /// A change that is about to be made; which runs it is about is found then.
  public init(of name: String, at moment: Timestamp) {
    self.name = name
    setAt = moment.text
  }

  /// The members.
  public static let fields: Fields<BaselineChange> = [
    .required("set_at", \.setAt, "When it was changed, ISO 8601, UTC."),
    .required("name", \.name, "The baseline's name."),
    .required("run_id", \.runID, "The run that it became a copy of."),
    .optional("previous_run_id", \.previousRunID, "The run that it was a copy of before."),
    .optional("reason", \.reason, "Why it was changed."),
    .optional("by", \.by, "Who changed it."),
    .optional("fork_of", \.forkOf, "The baseline, or branch, that it started from."),
    .optional("fork_point", \.forkPoint, "The commit of that branch that it started at."),
    .optional("commit", \.commit, "The commit that the run measured."),
    .optional("branch", \.branch, "The branch that the run measured."),
  ]

  /// Whether somebody said something of it, which is to be kept even if the baseline stays what it was.
  public var isExplained: Bool { reason != nil || by != nil || forkOf != nil || forkPoint != nil }
}
