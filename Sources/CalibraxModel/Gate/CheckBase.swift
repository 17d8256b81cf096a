public import CalibraxJSON

/// The earlier runs that a run was held against.
public struct CheckBase: Record, Equatable {
  /// The branch they are of; `nil` for runs without one.
  public var branch: String?
  /// The commit of that branch up to which they go.
  public var forkPoint: String?
  /// Whether a run of that commit is among them.
  public var isForkPointFound: Bool?
  /// How many there are of the same environment.
  public var runs = 0
  /// How many there are of other environments; they are not compared with.
  public var otherEnvironments = 0
  /// The newest of them.
  public var newest: String?
  /// The run whose values were accepted as the level.
  public var accepted: String?
  /// The runs that were judged together, of the same code.
  public var contenders: [String] = []

  /// The runs of the other code that were made in turns with them, where there are some.
  public var turns: [String]?

  /// A description to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<CheckBase> = [
    .written("branch", \.branch, "The branch they are of; null for runs without one."),
    .optional("fork_point", \.forkPoint, "The commit of that branch up to which they go."),
    .optional("fork_point_found", \.isForkPointFound, "Whether a run of that commit is among them."),
    .required("runs", \.runs, "How many there are of the same environment."),
    .required("other_environments", \.otherEnvironments, "How many there are of others; they are not compared with."),
    .optional("newest", \.newest, "The newest of them."),
    .optional("accepted", \.accepted, "The run whose values were accepted as the level."),
    .required("contenders", \.contenders, "The runs that were judged together, of the same code."),
    .optional("turns", \.turns, "The runs of the other code that were made in turns with them."),
  ]
}
