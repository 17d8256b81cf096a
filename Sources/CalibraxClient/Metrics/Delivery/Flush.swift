import Synchronization

/// Somebody who waits for samples to be delivered, and is told once: by the delivery, or when the time is over.
final class Flush: Sendable {
  private let call: Mutex<(@Sendable (Bool) -> Void)?>

  init(_ call: @escaping @Sendable (Bool) -> Void) {
    self.call = Mutex(call)
  }

  /// Ends the wait, unless it is over.
  func finish(_ isDelivered: Bool) {
    let call = call.withLock { call in
      defer { call = nil }
      return call
    }
    call?(isDelivered)
  }
}
