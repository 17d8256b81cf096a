/// What a pattern says of a place between characters.
enum PatternAssertion: Sendable {
  /// `\A`, and `^` without the flag `m`.
  case textStart
  /// `^` with the flag `m`.
  case lineStart
  /// `\Z`.
  case textEnd
  /// `$` without the flag `m`: the end, or a line feed that is the last character.
  case lastLineEnd
  /// `$` with the flag `m`.
  case lineEnd
  /// `\b`.
  case wordBoundary
  /// `\B`.
  case noWordBoundary

  /// Whether it holds at an offset of a text.
  func holds(at offset: Int, of text: UnsafeBufferPointer<UInt8>, _ boundaries: inout WordBoundaries) -> Bool {
    switch self {
    case .textStart: offset == 0
    case .lineStart: offset == 0 || text[offset - 1] == UInt8(ascii: "\n")
    case .textEnd: offset == text.count
    case .lastLineEnd: offset >= text.count - 1 && Self.isLineEnd(offset, text)
    case .lineEnd: Self.isLineEnd(offset, text)
    case .wordBoundary: boundaries.contains(offset, of: text)
    case .noWordBoundary: !boundaries.contains(offset, of: text)
    }
  }

  private static func isLineEnd(_ offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    offset == text.count || text[offset] == UInt8(ascii: "\n")
  }
}
