/// A value inside a parsed text. It reads from the bytes that were parsed and cannot outlive them.
public struct JSONView: ~Escapable {
  let bytes: Span<UInt8>
  let tokens: Span<JSONToken>
  let index: Int

  @_lifetime(copy bytes, copy tokens)
  init(bytes: Span<UInt8>, tokens: Span<JSONToken>, index: Int) {
    self.bytes = bytes
    self.tokens = tokens
    self.index = index
  }

  var token: JSONToken { tokens[index] }

  @_lifetime(copy self)
  func at(_ index: Int) -> JSONView {
    JSONView(bytes: bytes, tokens: tokens, index: index)
  }

  /// What the value is.
  public var kind: JSONKind { token.kind }

  /// The value as it was written, byte for byte; a string without its quotes.
  public var text: Span<UInt8> {
    @_lifetime(copy self)
    get {
      let token = token
      return bytes.extracting(Int(token.start)..<Int(token.end))
    }
  }

  /// The value as it was written, a string with its quotes.
  public var source: Span<UInt8> {
    @_lifetime(copy self)
    get {
      let token = token
      let quote = token.kind == .string ? 1 : 0
      return bytes.extracting(Int(token.start) - quote..<Int(token.end) + quote)
    }
  }

  /// Whether this is `true` (false for anything else).
  public var isTrue: Bool { kind == .bool && bytes[Int(token.start)] == UInt8(ascii: "t") }

  /// How many elements an array, or members an object, has.
  public var count: Int {
    var count = 0
    let token = token
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
  public var firstMember: JSONMemberView? {
    @_lifetime(copy self)
    get {
      guard kind == .object, index + 1 < token.next else { return nil }
      return JSONMemberView(object: self, position: index + 1)
    }
  }

  /// The first element of an array; `nil` for anything else.
  public var firstElement: JSONView? {
    @_lifetime(copy self)
    get {
      guard kind == .array, index + 1 < token.next else { return nil }
      return at(index + 1)
    }
  }

  /// The element of an array that follows one of its elements; `nil` after the last.
  @_lifetime(copy self)
  public func element(after element: borrowing JSONView) -> JSONView? {
    let next = Int(element.token.next)
    return next < token.next ? at(next) : nil
  }

  /// The string's text, escapes resolved. Empty for anything but a string.
  public var string: String {
    guard kind == .string else { return "" }
    if token.isEscaped { return unescaped() }
    return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether this is a string that reads as the given UTF-8.
  func isString(_ utf8: [UInt8]) -> Bool {
    let token = token
    if token.isEscaped { return Array(unescaped().utf8) == utf8 }
    let start = Int(token.start)
    guard Int(token.end) - start == utf8.count else { return false }
    for offset in 0..<utf8.count where bytes[start + offset] != utf8[offset] { return false }
    return true
  }

  /// The text of a string with escapes, which the scanner has found well formed.
  private func unescaped() -> String {
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
public struct JSONMemberView: ~Escapable {
  let object: JSONView
  let position: Int

  @_lifetime(copy object)
  init(object: JSONView, position: Int) {
    self.object = object
    self.position = position
  }

  /// The key.
  public var key: String { object.at(position).string }

  /// The value.
  public var value: JSONView {
    @_lifetime(copy self)
    get { object.at(position + 1) }
  }

  /// The member that follows.
  public var next: JSONMemberView? {
    @_lifetime(copy self)
    get {
      let next = Int(object.tokens[position + 1].next)
      return next < object.token.next ? JSONMemberView(object: object, position: next) : nil
    }
  }
}
