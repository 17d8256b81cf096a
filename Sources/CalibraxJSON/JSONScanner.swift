/// Reads the words of JSON (strings, numbers, literals) from bytes, checking every one of them.
struct JSONScanner: ~Escapable {
  let bytes: Span<UInt8>
  var position = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  /// The byte at an offset; 0, which JSON allows nowhere, past the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[unchecked: offset] : 0
  }

  @inline(__always)
  var current: UInt8 { byte(position) }

  @inline(__always)
  @_lifetime(self: copy self)
  mutating func skipSpace() {
    while true {
      let byte = current
      guard
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
          || byte == UInt8(ascii: "\t")
      else { return }
      position += 1
    }
  }

  /// A string that begins at the quote under the cursor; leaves the cursor behind its closing quote.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func string() throws(JSONSyntaxError) -> JSONToken {
    let start = position + 1
    var isEscaped = false
    position = start
    while true {
      skipPlain()
      let byte = current
      if byte == UInt8(ascii: "\"") {
        position += 1
        return JSONToken(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position - 1), next: 0,
          kind: .string, isEscaped: isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        try escape()
      } else if byte >= 0x80 {
        try multibyte()
      } else if position >= bytes.count {
        throw JSONSyntaxError("string has no closing quote", at: position)
      } else {
        throw JSONSyntaxError("control character in a string must be escaped", at: position)
      }
    }
  }

  /// Skips bytes that stand for themselves: printable ASCII but quote and backslash, eight at a time.
  @inline(__always)
  @_lifetime(self: copy self)
  private mutating func skipPlain() {
    while position + 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      let control = word &- 0x2020_2020_2020_2020
      let quote = (word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
      let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
      let stop = (control | quote | backslash | word) & 0x8080_8080_8080_8080
      if stop != 0 {
        // Borrows run upwards only, so the lowest mark is exact.
        position += stop.trailingZeroBitCount >> 3
        return
      }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[unchecked: position]
      if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      position += 1
    }
  }

  /// An escape at the cursor; a surrogate must come with its partner.
  @_lifetime(self: copy self)
  private mutating func escape() throws(JSONSyntaxError) {
    switch byte(position + 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    case UInt8(ascii: "u"):
      let unit = try hexUnit(position + 2)
      if unit & 0xFC00 == 0xD800 {
        guard byte(position + 6) == UInt8(ascii: "\\"), byte(position + 7) == UInt8(ascii: "u"),
          try hexUnit(position + 8) & 0xFC00 == 0xDC00
        else { throw JSONSyntaxError("lone surrogate in a string", at: position) }
        position += 12
      } else if unit & 0xFC00 == 0xDC00 {
        throw JSONSyntaxError("lone surrogate in a string", at: position)
      } else {
        position += 6
      }
    default:
      throw JSONSyntaxError("unknown escape in a string", at: position)
    }
  }

  /// Four hexadecimal digits as a UTF-16 code unit.
  func hexUnit(_ offset: Int) throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for place in offset..<offset + 4 {
      let digit = byte(place)
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
      default: throw JSONSyntaxError("expected four hexadecimal digits after \\u", at: place)
      }
    }
    return unit
  }

  /// One well-formed UTF-8 sequence of two to four bytes (Unicode, table 3-7).
  @_lifetime(self: copy self)
  private mutating func multibyte() throws(JSONSyntaxError) {
    let second = byte(position + 1)
    let length: Int
    switch current {
    case 0xC2...0xDF where second & 0xC0 == 0x80: length = 2
    case 0xE0 where (0xA0...0xBF).contains(second): length = 3
    case 0xE1...0xEC where second & 0xC0 == 0x80: length = 3
    case 0xED where (0x80...0x9F).contains(second): length = 3
    case 0xEE...0xEF where second & 0xC0 == 0x80: length = 3
    case 0xF0 where (0x90...0xBF).contains(second): length = 4
    case 0xF1...0xF3 where second & 0xC0 == 0x80: length = 4
    case 0xF4 where (0x80...0x8F).contains(second): length = 4
    default: throw JSONSyntaxError("invalid UTF-8 in a string", at: position)
    }
    if length > 2 && byte(position + 2) & 0xC0 != 0x80 || length > 3 && byte(position + 3) & 0xC0 != 0x80 {
      throw JSONSyntaxError("invalid UTF-8 in a string", at: position)
    }
    position += length
  }

  /// A number at the cursor (RFC 8259, section 6), or one of the tokens `NaN`, `Infinity`, `-Infinity`.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func number() throws(JSONSyntaxError) -> JSONToken {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
    } else if current == UInt8(ascii: "I") || current == UInt8(ascii: "N") && position == start {
      return try word(current == UInt8(ascii: "I") ? "Infinity" : "NaN", .number, from: start)
    } else {
      try digits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current | 0x20 == UInt8(ascii: "e") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return JSONToken(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position), next: 0, kind: .number)
  }

  @inline(__always)
  @_lifetime(self: copy self)
  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while current &- UInt8(ascii: "0") < 10 { position += 1 }
    if position == start { throw JSONSyntaxError("expected a digit", at: position) }
  }

  /// A word that must stand at the cursor letter by letter.
  @_lifetime(self: copy self)
  mutating func word(_ word: StaticString, _ kind: JSONKind, from start: Int) throws(JSONSyntaxError) -> JSONToken {
    for offset in 0..<word.utf8CodeUnitCount where byte(position + offset) != word.utf8Start[offset] {
      throw JSONSyntaxError("expected a value", at: start)
    }
    position += word.utf8CodeUnitCount
    return JSONToken(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position), next: 0, kind: kind)
  }
}
