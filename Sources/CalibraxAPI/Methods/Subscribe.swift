public import CalibraxJSON
public import CalibraxRPC

/// Has the server tell of what happens.
public enum Subscribe: Method {
  /// The name on the wire.
  public static let name = "subscribe"
  /// What it does.
  public static let summary = "Has the server tell this connection of what happens, by notifications named event."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.limitExceeded]

  /// What to tell of.
  public struct Params: Record {
    /// The kinds of events.
    public var topics: [Topic] = []
    /// Only events that match.
    public var filter = EventFilter()
    /// The event to begin with.
    public var fromSeq: Int?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("topics", \.topics, "The kinds of events."),
      .optional("filter", \.filter, "Only events that match every member given here."),
      .optional(
        "from_seq", \.fromSeq, "The event to begin with, to go on after a lost connection; the next one when left out.",
        in: 0...(1 << 53), advice: "Give the seq of the last event, plus 1."),
    ]
  }

  /// The subscription.
  public struct Result: Record {
    /// Its number on this connection.
    public var subscription = 0
    /// The number of the next event.
    public var nextSeq = 0

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("subscription", \.subscription, "Its number on this connection."),
      .required("next_seq", \.nextSeq, "The number of the first event that it can tell of."),
    ]
  }

  /// A second subscription would tell everything twice.
  public static func isRepeatable(_ params: Params) -> Bool { false }
}
