public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Lists series.
public enum ListSeries: Method {
  /// The name on the wire.
  public static let name = "listSeries"
  /// What it does.
  public static let summary = "The series, in the order they were defined, a part at a time."

  /// Which series.
  public struct Params: Record {
    /// Only those of this execution.
    public var executionID: String?
    /// Only those with one of these keys.
    public var keys: [String] = []
    /// How many at most.
    public var limit = 1_000
    /// Where to go on.
    public var cursor: Int?

    /// Every series.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("execution_id", \.executionID, "Only series of this execution."),
      .optional("keys", \.keys, "Only series with one of these keys."),
      .optional("limit", \.limit, "How many at most.", in: 1...10_000, advice: "Follow next_cursor for more."),
      .optional("cursor", \.cursor, "Where to go on: the next_cursor of the part before."),
    ]
  }

  /// A part of the list.
  public struct Result: Record {
    /// The series.
    public var series: [SeriesHead] = []
    /// Where the list goes on; none at its end.
    public var nextCursor: Int?

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("series", \.series, "The series, in the order they were defined."),
      .written("next_cursor", \.nextCursor, "Where the list goes on; null at its end."),
    ]
  }
}
