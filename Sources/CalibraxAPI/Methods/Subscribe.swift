public import CalibraxJSON
public import CalibraxRPC

/// Has the server tell of what happens.
public enum Subscribe: Method {
  /// The name on the wire.
  public static let name = "subscribe"
  /// What it does.
  public static let summary = "Has the server tell this connection of what happens, by notifications named event."

  /// What to tell of.
  public struct Params: Record {
    /// The kinds of events.
    public var topics: [Topic] = []
    /// Only events that match.
    public var filter = EventFilter()
    /// The event to begin with.
    public var fromSeq: Int?
    /// The server that told of the events before it.
    public var serverID: String?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("topics", \.topics, "The kinds of events."),
      .optional("filter", \.filter, "Only events that match every member given here."),
      .optional(
        "from_seq", \.fromSeq, "The event to begin with, to go on after a lost connection; the next one when left out.",
        in: 0...(1 << 53), advice: "Give the seq of the last event, plus 1."),
      .optional(
        "server_id", \.serverID,
        "What the subscription that from_seq goes on with was answered; a server started since begins with its first event."
      ),
    ]
  }

  /// The subscription.
  public struct Result: Record {
    /// Its number on this connection.
    public var subscription = 0
    /// The number of the next event.
    public var nextSeq = 0
    /// The server, from its start to its end.
    public var serverID = ""

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("subscription", \.subscription, "Its number on this connection."),
      .required("next_seq", \.nextSeq, "The number of the first event that it can tell of."),
      .required("server_id", \.serverID, "The server from its start to its end: the next one counts events anew."),
    ]
  }

  /// A second subscription would tell everything twice.
  public static func isRepeatable(_ params: Params) -> Bool { false }
}
