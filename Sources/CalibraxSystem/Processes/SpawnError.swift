import Glibc

/// A program could not be started.
public struct SpawnError: Error, Equatable, Sendable {
  /// A sentence that says why.
  public let reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  /// What the system says of a step that failed.
  init(_ step: String, _ code: Int32) {
    reason = "\(step): \(String(cString: strerror(code)))."
  }
}
