public import CalibraxJSON

/// A run in a list.
public struct RunHead: Record, Equatable {
  /// The run.
  public var runID = ""
  /// When it ran, as the run says it.
  public var timestamp = ""
  /// The commit it measured.
  public var commit: String?
  /// The branch it measured.
  public var branch: String?
  /// How many points it has.
  public var points = 0

  /// A head to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<RunHead> = [
    .required("run_id", \.runID, "The run."),
    .required("timestamp", \.timestamp, "When it ran, as the run says it."),
    .written("commit", \.commit, "The commit it measured."),
    .written("branch", \.branch, "The branch it measured."),
    .required("points", \.points, "How many points it has."),
  ]
}
