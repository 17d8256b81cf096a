/// Why a text is not JSON, or why it is more than a limit allows.
public struct JSONSyntaxError: Error, Equatable, Sendable {
  /// What kind of refusal this is.
  public enum Kind: Sendable {
    /// The text is not JSON.
    case syntax
    /// The text is nested deeper than allowed.
    case depth
    /// The text is longer, or holds more values, than allowed.
    case size
  }

  /// Whether the grammar or a limit was broken.
  public var kind: Kind
  /// What was wrong, as a phrase: `expected a value`.
  public var message: String
  /// Offset in bytes from the start of the text.
  public var offset: Int

  init(_ message: String, at offset: Int, kind: Kind = .syntax) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// The message with its place.
  public var description: String { "\(message) at byte \(offset)" }
}
