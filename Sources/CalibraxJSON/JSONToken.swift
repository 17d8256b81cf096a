/// One value (or object key) of a parsed text: where it stands and where the next sibling begins.
///
/// A text is a flat array of tokens in the order written: a container is followed by its children, an object's
/// children alternate key and value.
@frozen
@usableFromInline
struct JSONToken: BitwiseCopyable, Sendable {
  @usableFromInline var start: UInt32
  @usableFromInline var end: UInt32
  /// Index of the first token after this value and everything inside it. While a container is still open this holds
  /// the index of its parent instead, so that the parser needs no stack of its own.
  @usableFromInline var next: UInt32
  @usableFromInline var kind: JSONKind
  /// A string with a backslash in it, so its bytes are not its text.
  @usableFromInline var isEscaped = false
}

/// What a JSON value is.
@frozen
public enum JSONKind: UInt8, BitwiseCopyable, Sendable {
  case null, bool, number, string, array, object
}

extension JSONKind: CustomStringConvertible {
  /// The kind as it reads in a sentence: `a string`, `an object`.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
