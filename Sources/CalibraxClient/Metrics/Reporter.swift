import Dispatch
import Synchronization

/// Tells people sentences one after the other, on a thread of its own: whoever reads them may be slow, and neither
/// recording nor delivering waits for that.
final class Reporter: Sendable {
  /// How many sentences wait at most; more are not told.
  private static let bound = 1_000

  private let report: @Sendable (String) -> Void
  private let queue = DispatchQueue(label: "calibrax.reports")
  private let waiting = Atomic(0)

  init(_ report: @escaping @Sendable (String) -> Void) {
    self.report = report
  }

  /// Has people told, soon.
  func tell(_ text: String) {
    guard waiting.load(ordering: .relaxed) < Self.bound else { return }
    waiting.add(1, ordering: .relaxed)
    queue.async { [self] in
      report(text)
      waiting.subtract(1, ordering: .relaxed)
    }
  }

  /// Waits until people were told all of it, at most so many seconds.
  func wait(seconds: Double) {
    let told = DispatchSemaphore(value: 0)
    queue.async { told.signal() }
    _ = told.wait(timeout: .now() + seconds)
  }
}
