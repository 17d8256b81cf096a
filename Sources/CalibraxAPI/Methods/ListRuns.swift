public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Lists runs.
public enum ListRuns: Method {
  /// The name on the wire.
  public static let name = "listRuns"
  /// What it does.
  public static let summary = "The stored runs, newest first, a part at a time."

  /// Which runs.
  public struct Params: Record {
    /// Only runs of this branch.
    public var branch: String?
    /// Only runs of the commit that begins so.
    public var commit: String?
    /// Only runs with a point of this name.
    public var point: String?
    /// Only runs with a point that has these tags.
    public var tags = OrderedMap<String>()
    /// Only runs at or after this moment.
    public var since: String?
    /// Only runs at or before this moment.
    public var until: String?
    /// How many at most.
    public var limit = 100
    /// Where to go on.
    public var cursor: String?

    /// Every run.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("branch", \.branch, "Only runs of this branch."),
      .optional("commit", \.commit, "Only runs of the commit that begins so."),
      .optional("point", \.point, "Only runs with a point of this name."),
      .optional("tags", \.tags, "Only runs with a point that has these tags."),
      .optional("since", \.since, "Only runs at or after this moment, ISO 8601."),
      .optional("until", \.until, "Only runs at or before this moment, ISO 8601."),
      .optional("limit", \.limit, "How many at most.", in: 1...10_000, advice: "Follow next_cursor for more."),
      .optional("cursor", \.cursor, "Where to go on: the next_cursor of the part before."),
    ]
  }

  /// A part of the list.
  public struct Result: Record {
    /// The runs, newest first.
    public var runs: [RunHead] = []
    /// Where the list goes on; none at its end.
    public var nextCursor: String?

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("runs", \.runs, "The runs, newest first."),
      .written("next_cursor", \.nextCursor, "Where the list goes on; null at its end."),
    ]
  }
}
