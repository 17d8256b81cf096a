/// Turns one JSON text into tokens, in a single pass over its bytes and into storage that is used again.
///
/// Strict RFC 8259, plus the numbers `NaN`, `Infinity` and `-Infinity` that Python writes. UTF-8 and surrogates are
/// checked. Nothing is copied: a ``JSONView`` reads from the bytes that were parsed.
public struct JSONParser: ~Copyable {
  /// How much one text may hold.
  public struct Limits: Sendable {
    /// Containers inside one another.
    public var depth = 128
    /// Values and keys in all, each of which takes 16 bytes while the text is read.
    public var values = 10_000_000
    /// The limits every line is read with.
    public init() {}
  }

  /// Storage for more tokens than this is given back after the text that needed it.
  private static let keptTokens = 65_536

  private let limits: Limits
  private var tokens: [JSONToken] = []

  /// A parser with limits of its own.
  public init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Reads a whole text; the view it returns is valid as long as the bytes are and until the next text is parsed.
  ///
  /// - Throws: ``JSONSyntaxError`` with the offset in bytes.
  @_lifetime(&self, copy bytes)
  public mutating func parse(_ bytes: Span<UInt8>) throws(JSONSyntaxError) -> JSONView {
    try tokenize(bytes)
    return JSONView(bytes: bytes, tokens: tokens.span, index: 0)
  }

  private enum Expectation {
    case value, valueOrEnd, keyOrEnd, key
  }

  private mutating func tokenize(_ bytes: Span<UInt8>) throws(JSONSyntaxError) {
    if tokens.capacity > Self.keptTokens { tokens = [] }
    tokens.removeAll(keepingCapacity: true)
    // A value takes some ten bytes. What is reserved and not used costs no memory, growing again and again much time.
    if bytes.count > Self.keptTokens { tokens.reserveCapacity(min(bytes.count / 8, limits.values)) }
    guard bytes.count < UInt32.max else { throw JSONSyntaxError("text is over 4 GiB", at: 0, kind: .size) }
    var scanner = JSONScanner(bytes)
    var parent = UInt32.max
    var depth = 0
    var expected = Expectation.value
    repeat {
      scanner.skipSpace()
      let start = scanner.position
      var closes = false
      switch (expected, scanner.current) {
      case (.keyOrEnd, UInt8(ascii: "}")), (.valueOrEnd, UInt8(ascii: "]")):
        closes = true
      case (.keyOrEnd, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
        try append(try scanner.string(), at: start)
        scanner.skipSpace()
        guard scanner.current == UInt8(ascii: ":") else {
          throw failure("expected ':' after a key", scanner.position, bytes)
        }
        scanner.position += 1
        expected = .value
        continue
      case (.keyOrEnd, _), (.key, _):
        throw failure("expected a key in double quotes", scanner.position, bytes)
      case (_, UInt8(ascii: "{")), (_, UInt8(ascii: "[")):
        depth += 1
        if depth > limits.depth {
          throw JSONSyntaxError("nested deeper than \(limits.depth) levels", at: scanner.position, kind: .depth)
        }
        let isObject = scanner.current == UInt8(ascii: "{")
        let index = UInt32(truncatingIfNeeded: tokens.count)
        try append(
          JSONToken(
            start: UInt32(truncatingIfNeeded: scanner.position), end: 0, next: parent,
            kind: isObject ? .object : .array),
          at: scanner.position)
        tokens[Int(index)].next = parent
        parent = index
        scanner.position += 1
        expected = isObject ? .keyOrEnd : .valueOrEnd
        continue
      default:
        try append(try scalar(&scanner), at: start)
      }
      // After a value, or at the end of a container: close as many containers as end here.
      while parent != .max {
        if !closes {
          scanner.skipSpace()
          let isObject = tokens[Int(parent)].kind == .object
          let byte = scanner.current
          if byte == UInt8(ascii: ",") {
            scanner.position += 1
            expected = isObject ? .key : .value
            break
          }
          guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            throw failure(isObject ? "expected ',' or '}'" : "expected ',' or ']'", scanner.position, bytes)
          }
        }
        closes = false
        scanner.position += 1
        depth -= 1
        let container = Int(parent)
        parent = tokens[container].next
        tokens[container].next = UInt32(truncatingIfNeeded: tokens.count)
        tokens[container].end = UInt32(truncatingIfNeeded: scanner.position)
      }
    } while parent != .max
    scanner.skipSpace()
    if scanner.position < bytes.count { throw JSONSyntaxError("text goes on after its value", at: scanner.position) }
  }

  @inline(__always)
  private func scalar(_ scanner: inout JSONScanner) throws(JSONSyntaxError) -> JSONToken {
    switch scanner.current {
    case UInt8(ascii: "\""): return try scanner.string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "N"), UInt8(ascii: "I"):
      return try scanner.number()
    case UInt8(ascii: "t"): return try scanner.word("true", .bool, from: scanner.position)
    case UInt8(ascii: "f"): return try scanner.word("false", .bool, from: scanner.position)
    case UInt8(ascii: "n"): return try scanner.word("null", .null, from: scanner.position)
    default: throw failure("expected a value", scanner.position, scanner.bytes)
    }
  }

  @inline(__always)
  private mutating func append(_ token: JSONToken, at offset: Int) throws(JSONSyntaxError) {
    if tokens.count >= limits.values {
      throw JSONSyntaxError("more than \(limits.values) values", at: offset, kind: .size)
    }
    var token = token
    token.next = UInt32(truncatingIfNeeded: tokens.count + 1)
    tokens.append(token)
  }

  private func failure(_ message: String, _ offset: Int, _ bytes: Span<UInt8>) -> JSONSyntaxError {
    offset < bytes.count
      ? JSONSyntaxError(message, at: offset) : JSONSyntaxError("text ends early: \(message)", at: offset)
  }
}

extension JSONParser {
  /// Reads a whole text as a value of a type.
  ///
  /// - Throws: ``JSONError``: the text is not JSON, or not such a value.
  public mutating func decode<Value: JSONReadable>(_ type: Value.Type, from bytes: [UInt8]) throws(JSONError) -> Value {
    do throws(JSONSyntaxError) {
      try tokenize(bytes.span)
    } catch {
      throw JSONError("not JSON: \(error)")
    }
    return try Value(json: JSONView(bytes: bytes.span, tokens: tokens.span, index: 0))
  }
}
