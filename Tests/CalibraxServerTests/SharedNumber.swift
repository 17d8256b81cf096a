import Synchronization

/// A number that threads share.
final class SharedNumber: Sendable {
  private let mutex = Mutex(1_000)

  var value: Int {
    get { mutex.withLock { $0 } }
    set { mutex.withLock { $0 = newValue } }
  }
}
