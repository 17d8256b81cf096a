import Synchronization

/// The only way into a loop from another thread: messages wait here until the loop's next turn.
public final class Mailbox<Mail: Sendable>: Sendable {
  private let waiting = Mutex<[Mail]>([])
  let wakeup = Wakeup()

  /// An empty mailbox.
  public init() {}

  /// Leaves a message and wakes the loop if it is the first.
  public func post(_ mail: Mail) {
    let isFirst = waiting.withLock { waiting in
      waiting.append(mail)
      return waiting.count == 1
    }
    if isFirst { wakeup.wake() }
  }

  /// The messages since the last call, in the order they were left.
  func take() -> [Mail] {
    wakeup.drain()
    return waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
