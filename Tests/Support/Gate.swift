import Dispatch

/// Where threads wait until it is opened, for good.
package final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  package init() {}

  deinit { open() }

  /// Waits until it is open.
  package func pass() {
    semaphore.wait()
    semaphore.signal()
  }

  package func open() { semaphore.signal() }
}
