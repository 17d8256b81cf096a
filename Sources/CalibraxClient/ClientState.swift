/// What a client remembers between its calls.
extension Client {
  struct State {
    var calls: CallTable
    var connection: Connection?
    var waiting: [CallTable.ID: Waiting] = [:]
    var isWatchingDeadlines = false
    /// By their numbers on the connection.
    var subscriptions: [Int: Subscription] = [:]
    /// The numbers of subscriptions of the connection that the server has been asked to end.
    var ended: Set<Int> = []
  }

  struct Waiting {
    var continuation: CheckedContinuation<Result<[UInt8], ClientError>, Never>
    var line: [UInt8]
    var mayRepeat: Bool
    /// What begins when it is answered.
    var subscription: Subscription?
    /// When it is given up, in seconds of the clock that never jumps.
    var deadline: Double
    var attempts = 0
    /// The connection it was sent on.
    var sentOn: Connection?
  }

  final class Connection: Sendable {
    let socket: ClientSocket
    init(_ socket: ClientSocket) { self.socket = socket }
  }
}
