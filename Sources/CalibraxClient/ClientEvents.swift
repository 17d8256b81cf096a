public import CalibraxAPI
import CalibraxSystem
import Dispatch
import Synchronization

extension Client {
  /// Has the server tell of what happens from now on.
  ///
  ///     for try await event in try await client.events([.samples]) { … }
  ///
  /// - Parameters:
  ///   - filter: Only events that match every member given here.
  ///   - seq: The event to begin with, to go on behind ``Event/nextSeq`` of one that was seen; the next one when `nil`.
  /// - Returns: The events from then on, once the server has answered.
  /// - Throws: ``ClientError``.
  public func events(
    _ topics: [Topic], filter: EventFilter = EventFilter(), from seq: Int? = nil
  ) async throws(ClientError) -> EventSequence {
    let subscription = Subscription(topics, filter, from: seq)
    let events = EventSequence(subscription, of: self)
    try await subscribe(subscription)
    return events
  }

  private func subscribe(_ subscription: Subscription) async throws(ClientError) {
    // A connection that broke took its subscriptions with it, so that there is only one however often it is asked for.
    let line = try await answer(mayRepeat: true, beginning: subscription) {
      $0.request(Subscribe.self, subscription.params)
    }
    _ = try CallTable.result(of: Subscribe.Result.self, line)
    if !subscription.isOpen { end(subscription) }
  }

  /// Goes on with a subscription whose connection broke, on another.
  func resume(_ subscription: Subscription) {
    let deadline = uptime() + options.timeout
    Task {
      while subscription.isOpen {
        do throws(ClientError) {
          return try await subscribe(subscription)
        } catch {
          guard error.mayPass, uptime() < deadline else { return subscription.end(error) }
        }
      }
    }
  }

  /// Ends a subscription, at the server too.
  func end(_ subscription: Subscription) {
    subscription.end(nil)
    let place = state.withLock { state -> (Connection, Int)? in
      guard let connection = state.connection,
        let number = state.subscriptions.first(where: { $0.value === subscription })?.key
      else { return nil }
      state.subscriptions[number] = nil
      return (connection, number)
    }
    if let (connection, number) = place { unsubscribe(number, on: connection) }
  }

  /// Ends what the server takes for a subscription. Nobody waits for an answer.
  func unsubscribe(_ number: Int, on connection: Connection) {
    let isFirst = state.withLock { state in
      state.connection === connection && state.ended.insert(number).inserted
    }
    guard isFirst else { return }
    var params = Unsubscribe.Params()
    params.subscription = number
    let line = CallTable.notification(Unsubscribe.self, params)
    sender.async { try? connection.socket.send(line) }
  }
}

extension ClientError {
  /// Whether it may be better on another connection.
  fileprivate var mayPass: Bool {
    switch self {
    case .unreachable, .disconnected: true
    default: false
    }
  }
}
