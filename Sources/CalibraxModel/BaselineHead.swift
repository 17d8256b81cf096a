public import CalibraxJSON

/// A baseline in a list.
public struct BaselineHead: Record, Equatable {
  /// The baseline's name.
  public var name = ""
  /// The run it is a copy of.
  public var runID = ""
  /// When the run ran, as the run says it.
  public var timestamp = ""
  /// The commit it measured.
  public var commit: String?
  /// The branch it measured.
  public var branch: String?
  /// How many points it has.
  public var points = 0
  /// When it was set, ISO 8601, UTC.
  public var setAt: String?
  /// Why it was set.
  public var reason: String?
  /// Who set it.
  public var by: String?
  /// The baseline, or branch, that it started from.
  public var forkOf: String?
  /// The commit of that branch that it started at.
  public var forkPoint: String?

  /// A head to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BaselineHead> = [
    .required("name", \.name, "The baseline's name."),
    .required("run_id", \.runID, "The run it is a copy of."),
    .required("timestamp", \.timestamp, "When the run ran, as the run says it."),
    .written("commit", \.commit, "The commit it measured."),
    .written("branch", \.branch, "The branch it measured."),
    .required("points", \.points, "How many points it has."),
    .optional("set_at", \.setAt, "When it was set, ISO 8601, UTC, as far as the audit trail tells."),
    .optional("reason", \.reason, "Why it was set."),
    .optional("by", \.by, "Who set it."),
    .optional("fork_of", \.forkOf, "The baseline, or branch, that it started from."),
    .optional("fork_point", \.forkPoint, "The commit of that branch that it started at."),
  ]
}

extension BaselineHead {
  /// Takes in what was said of it when it was set.
  public mutating func take(_ change: BaselineChange) {
    (setAt, reason, by) = (change.setAt, change.reason, change.by)
    (forkOf, forkPoint) = (change.forkOf, change.forkPoint)
  }
}
