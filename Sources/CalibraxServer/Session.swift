public import CalibraxAPI

/// What the server keeps of one connection.
public struct Session: Sendable {
  /// Responses that are not ready, or wait for others that are not.
  var replies = ReplyQueue()
  /// Writes that are not durable yet.
  var pendingWrites = 0
  /// Notifications that are being carried out.
  var notifications = 0
  /// What is left of the batch that is the connection's next line.
  var batch: BatchProgress?

  /// What it may do; `nil` until it has shown a token.
  var role: Role?
  /// Answers that wait for what was recorded, by the commit they wait for.
  var held: [HeldReplies] = []
  /// Whether the loop knows that answers are held.
  var isHolding = false
  /// What it wants to be told of.
  var subscriptions = Subscriptions()

  struct BatchProgress {
    var place: Int
    /// The requests that are still to be handled, the next one last.
    var rest: [[UInt8]]
  }

  /// A new connection, which may do what its role allows; `nil` until it has shown a token.
  public init(role: Role? = .writer) {
    self.role = role
  }

  /// Requests that are being carried out or wait to be answered.
  var pending: Int {
    var count = replies.count + notifications
    for held in held { count += held.count }
    return count
  }

  /// Whether nothing is in flight.
  public var isIdle: Bool { pending == 0 }
}
