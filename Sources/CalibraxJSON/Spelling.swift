/// A text that equals only the same bytes, as texts in JSON do; to Swift, those that look alike are equal.
public struct Spelling: Hashable, Sendable {
  /// The text.
  public let text: String

  /// The spelling of a text.
  @inlinable
  public init(_ text: String) {
    self.text = text
  }

  /// Whether the bytes are the same.
  @inlinable
  public static func == (left: Spelling, right: Spelling) -> Bool {
    // Texts with the same bytes are equal, and a comparison of texts that are not is quick.
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the text.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}
