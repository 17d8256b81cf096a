/// The events of a subscription, as they come.
///
/// It goes on over lost connections, behind the last event that came. A reader that is slow loses events rather than
/// holding up its client: 100,000 samples wait for it, and ``Event/dropped(count:nextSeq:)`` tells of what did not fit.
///
/// It ends when the task that reads it is cancelled, with an error when the server refuses it or is away for longer than
/// ``Client/Options/timeout``, and the server's subscription ends when nobody holds the sequence any more.
public struct EventSequence: AsyncSequence, Sendable {
  /// An event.
  public typealias Element = Event
  /// Why there are no more events.
  public typealias Failure = ClientError

  private let hold: Hold

  /// Ends the subscription when it is let go of.
  fileprivate final class Hold: Sendable {
    let subscription: Subscription
    let client: Client

    init(_ subscription: Subscription, _ client: Client) {
      self.subscription = subscription
      self.client = client
    }

    deinit { client.end(subscription) }
  }

  init(_ subscription: Subscription, of client: Client) {
    hold = Hold(subscription, client)
  }

  /// Reads on where any reader of this sequence is.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(hold: hold) }

  /// Reads the events.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let hold: Hold

    /// The next event; `nil` when the task is cancelled.
    ///
    /// - Throws: ``ClientError``.
    public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(ClientError) -> Event? {
      let (subscription, client) = (hold.subscription, hold.client)
      let next = await withTaskCancellationHandler {
        await subscription.next()
      } onCancel: {
        client.end(subscription)
      }
      return try next.get()
    }
  }
}
