/// A value inside a parsed text. It reads from the bytes that were parsed and cannot outlive them.
public struct JSONView: ~Escapable, BitwiseCopyable {
  @usableFromInline let bytes: Span<UInt8>
  @usableFromInline let tokens: Span<JSONToken>
  @usableFromInline let index: Int
  /// The token at the index.
  @usableFromInline let token: JSONToken

  @inlinable
  @_lifetime(copy bytes, copy tokens)
  init(bytes: Span<UInt8>, tokens: Span<JSONToken>, index: Int) {
    self.bytes = bytes
    self.tokens = tokens
    self.index = index
    token = tokens[index]
  }

  @inlinable
  @_lifetime(copy self)
  func at(_ index: Int) -> JSONView {
    JSONView(bytes: bytes, tokens: tokens, index: index)
  }

  /// What the value is.
  @inlinable
  public var kind: JSONKind { token.kind }

  /// The value as it was written, byte for byte; a string without its quotes.
  @inlinable
  public var text: Span<UInt8> {
    @_lifetime(copy self)
    get { bytes.extracting(Int(token.start)..<Int(token.end)) }
  }

  /// Where the value begins, a string with its quote, in bytes from the start of the text.
  public var offset: Int { Int(token.start) - (token.kind == .string ? 1 : 0) }

  /// The value as it was written, a string with its quotes.
  @inlinable
  public var source: Span<UInt8> {
    @_lifetime(copy self)
    get {
      let quote = token.kind == .string ? 1 : 0
      return bytes.extracting(Int(token.start) - quote..<Int(token.end) + quote)
    }
  }

  /// Whether this is `true` (false for anything else).
  public var isTrue: Bool { kind == .bool && bytes[Int(token.start)] == UInt8(ascii: "t") }

  /// How many elements an array, or members an object, has.
  @inlinable
  public var count: Int {
    var count = 0
    guard token.kind == .array || token.kind == .object else { return 0 }
    var child = index + 1
    while child < token.next {
      if token.kind == .object { child += 1 }
      child = Int(tokens[child].next)
      count += 1
    }
    return count
  }

  /// Calls the body with every element of an array and its position, in order.
  @inlinable
  public func forEachElement(_ body: (borrowing JSONView, Int) throws(JSONError) -> Void) throws(JSONError) {
    guard kind == .array else { return }
    var child = index + 1
    var position = 0
    while child < token.next {
      try body(at(child), position)
      child = Int(tokens[child].next)
      position += 1
    }
  }

  /// Calls the body with every key and value of an object, in the order written, repeated keys included.
  @inlinable
  public func forEachMember(
    _ body: (borrowing JSONView, borrowing JSONView) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard kind == .object else { return }
    var child = index + 1
    while child < token.next {
      try body(at(child), at(child + 1))
      child = Int(tokens[child + 1].next)
    }
  }

  /// The first member of an object, from which the others follow; `nil` for anything else.
  @inlinable
  public var firstMember: JSONMemberView? {
    @_lifetime(copy self)
    get {
      guard kind == .object, index + 1 < token.next else { return nil }
      return JSONMemberView(object: self, position: index + 1)
    }
  }

  /// The first element of an array; `nil` for anything else.
  @inlinable
  public var firstElement: JSONView? {
    @_lifetime(copy self)
    get {
      guard kind == .array, index + 1 < token.next else { return nil }
      return at(index + 1)
    }
  }

  /// The element of an array that follows one of its elements; `nil` after the last.
  @inlinable
  @_lifetime(copy self)
  public func element(after element: borrowing JSONView) -> JSONView? {
    let next = Int(element.token.next)
    return next < token.next ? at(next) : nil
  }

  /// The string's text, escapes resolved. Empty for anything but a string.
  public var string: String {
    guard kind == .string else { return "" }
    if token.isEscaped { return unescaped() }
    // SAFETY: the scanner has checked the UTF-8 of every string.
    return String(copying: UTF8Span(unchecked: text))
  }

  /// Whether this is a string that reads as the given text; cheaper than making a `String` of it.
  @inlinable
  public func isString(_ text: StaticString) -> Bool {
    // SAFETY: the text lives as long as the program.
    isString(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether this is a string that reads as the given UTF-8.
  @inlinable
  func isString(_ utf8: UnsafeRawBufferPointer) -> Bool {
    if token.isEscaped { return unescaped().utf8.elementsEqual(utf8) }
    guard token.kind == .string, Int(token.end) - Int(token.start) == utf8.count else { return false }
    return text.withUnsafeBytes { $0.elementsEqual(utf8) }
  }

  /// The text of a string with escapes, which the scanner has found well formed.
  @usableFromInline
  func unescaped() -> String {
    let text = text
    let scanner = JSONScanner(text)
    var units: [UInt8] = []
    units.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let byte = text[position]
      guard byte == UInt8(ascii: "\\") else {
        units.append(byte)
        position += 1
        continue
      }
      switch text[position + 1] {
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "u"):
        var scalar = UInt32((try? scanner.hexUnit(position + 2)) ?? 0xFFFD)
        if scalar & 0xFC00 == 0xD800 {
          let low = UInt32((try? scanner.hexUnit(position + 8)) ?? 0xFFFD)
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
          position += 6
        }
        units.append(contentsOf: Array(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8))
        position += 4
      case let same: units.append(same)
      }
      position += 2
    }
    return String(decoding: units, as: UTF8.self)
  }
}

/// A key and value of an object, in the order written.
public struct JSONMemberView: ~Escapable, BitwiseCopyable {
  @usableFromInline let object: JSONView
  @usableFromInline let position: Int

  @inlinable
  @_lifetime(copy object)
  init(object: JSONView, position: Int) {
    self.object = object
    self.position = position
  }

  /// The key.
  public var key: String { object.at(position).string }

  /// The key as a value, a string.
  public var keyView: JSONView {
    @_lifetime(copy self)
    get { object.at(position) }
  }

  /// Whether the key reads as the given text.
  @inlinable
  public func isKey(_ text: StaticString) -> Bool { object.at(position).isString(text) }

  /// The value.
  @inlinable
  public var value: JSONView {
    @_lifetime(copy self)
    get { object.at(position + 1) }
  }

  /// The member that follows.
  @inlinable
  public var next: JSONMemberView? {
    @_lifetime(copy self)
    get {
      let next = Int(object.tokens[position + 1].next)
      return next < object.token.next ? JSONMemberView(object: object, position: next) : nil
    }
  }
}
