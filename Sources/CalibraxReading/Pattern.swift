/// A regular expression, as people write them for Python: found anywhere in a text unless it is anchored.
public struct Pattern: Sendable {
  /// The expression as it was written.
  public let text: String
  // SAFETY: a compiled expression is not changed by matching; `Regex` does not say so to the compiler.
  nonisolated(unsafe) private let regex: Regex<AnyRegexOutput>

  /// Why a text is no expression.
  public struct Fault: Error, Equatable, Sendable {
    /// What is wrong, as a phrase.
    public var message: String
  }

  /// Reads an expression.
  public init(_ text: String) throws(Fault) {
    self.text = text
    do {
      regex = try Regex(text).matchingSemantics(.unicodeScalar)
    } catch {
      throw Fault(message: "\(error)")
    }
  }

  /// Whether it is found in a text.
  public func isFound(in text: String) -> Bool { text.firstMatch(of: regex) != nil }

  /// What its first group holds where it is first found; `nil` where it is not found, or has no group there.
  public func firstGroup(in text: String) -> String? {
    guard let match = text.firstMatch(of: regex), match.output.count > 1 else { return nil }
    return match.output[1].substring.map(String.init)
  }
}
