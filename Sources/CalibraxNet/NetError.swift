import Glibc

/// Why a socket cannot be used, as a sentence for people.
public struct NetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// An error of our own.
  public init(_ description: String) {
    self.description = description
  }

  /// What was being done, and what the system said of it.
  init(_ action: String, _ code: Int32) {
    description = "\(action): \(String(cString: strerror(code)))"
  }
}
