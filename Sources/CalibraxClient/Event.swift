public import CalibraxAPI
public import CalibraxModel

/// What a server tells a subscriber. Events are numbered by `seq`; one that tells of several has the number of the last.
public enum Event: Equatable, Sendable {
  /// Samples were recorded.
  case samples(SamplesEvent, seq: Int)
  /// An execution began or ended.
  case execution(Execution, seq: Int)
  /// A run was stored.
  case run(RunHead, seq: Int)
  /// An alert was raised, or something became of it.
  case alert(Alert, seq: Int)
  /// So many events, of whatever topic, are not told of: the subscriber did not keep up, or was away for too long.
  case dropped(count: Int, nextSeq: Int)
  /// The server was started again while the client was away: it counts events anew, and what it did not tell before its
  /// end is not told any more.
  case restarted(nextSeq: Int)
  /// Nothing has happened for a while, and the connection lives.
  case heartbeat(nextSeq: Int)

  /// The number to go on with behind this event, as `from` of a subscription.
  public var nextSeq: Int {
    switch self {
    case .samples(_, let seq), .execution(_, let seq), .run(_, let seq), .alert(_, let seq): seq + 1
    case .dropped(_, let next), .restarted(let next), .heartbeat(let next): next
    }
  }
}

/// An event with the subscription that it was told to.
public struct SubscriptionEvent: Equatable, Sendable {
  /// The subscription's number on its connection.
  public var subscription: Int
  /// What happened.
  public var event: Event

  /// An event told to a subscription.
  public init(subscription: Int, event: Event) {
    self.subscription = subscription
    self.event = event
  }
}
