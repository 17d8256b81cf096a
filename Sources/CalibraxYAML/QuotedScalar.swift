extension Parser {
  /// The text in single quotes that begins here, in which two of them stand for one.
  mutating func singleQuoted() throws(YAMLError) -> String {
    try quoted(UInt8(ascii: "'"))
  }

  /// The text in double quotes that begins here, with escapes.
  mutating func doubleQuoted() throws(YAMLError) -> String {
    try quoted(UInt8(ascii: "\""))
  }

  private mutating func quoted(_ quote: UInt8) throws(YAMLError) -> String {
    let opening = cursor.mark
    let isDouble = quote == UInt8(ascii: "\"")
    cursor.advance()
    // What stands for itself is taken as a whole; most texts are one such piece.
    var text: [UInt8] = []
    var start = cursor.position
    while true {
      switch cursor.byte {
      case 0:
        throw error("the quote opened here is not closed; add \(isDouble ? "`\"`" : "`'`")", at: opening)
      case quote:
        let end = cursor.position
        cursor.advance()
        if !isDouble, cursor.byte == quote {
          text += cursor.bytes[start...end]
          cursor.advance()
          start = cursor.position
          continue
        }
        cursor.opens = false
        return text.isEmpty
          ? cursor.text(start..<end) : String(decoding: text + cursor.bytes[start..<end], as: UTF8.self)
      case UInt8(ascii: "\\") where isDouble:
        text += cursor.bytes[start..<cursor.position]
        try escape(into: &text, opening)
        start = cursor.position
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0xC2, 0xE2:
        let end = cursor.position
        cursor.skipBlanks()
        guard cursor.breakLength() > 0 else {
          if cursor.position == end { cursor.step() }
          continue
        }
        text += cursor.bytes[start..<end]
        var between: [UInt8] = []
        cursor.takeBreak(into: &between)
        let isSeparator = between.count > 1
        try emptyLines(into: &between, opening)
        text += Self.folded(between, isSeparator: isSeparator)
        start = cursor.position
      case 0..<0x80: cursor.advance()
      default: cursor.step()
      }
    }
  }

  /// Goes over empty lines inside of quotes, and the white space before what follows them.
  private mutating func emptyLines(into text: inout [UInt8], _ opening: YAMLMark) throws(YAMLError) {
    repeat {
      if cursor.isAnyMarker {
        throw error("a document ends inside of the quotes opened in \(opening); close them, or indent this line")
      }
      cursor.skipBlanks()
    } while cursor.takeBreak(into: &text)
  }

  // MARK: Escapes

  /// What a backslash and what follows it stands for.
  private mutating func escape(into text: inout [UInt8], _ opening: YAMLMark) throws(YAMLError) {
    let mark = cursor.mark
    cursor.advance()
    if cursor.skipBreak() { return try emptyLines(into: &text, opening) }
    let letter = cursor.byte
    let scalar: Unicode.Scalar
    switch letter {
    case UInt8(ascii: "0"): scalar = "\0"
    case UInt8(ascii: "a"): scalar = "\u{7}"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "t"), UInt8(ascii: "\t"): scalar = "\t"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "v"): scalar = "\u{B}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "e"): scalar = "\u{1B}"
    case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(letter)
    case UInt8(ascii: "N"): scalar = "\u{85}"
    case UInt8(ascii: "_"): scalar = "\u{A0}"
    case UInt8(ascii: "L"): scalar = "\u{2028}"
    case UInt8(ascii: "P"): scalar = "\u{2029}"
    case UInt8(ascii: "x"): return append(try character(digits: 2, at: mark), to: &text)
    case UInt8(ascii: "u"): return append(try character(digits: 4, at: mark), to: &text)
    case UInt8(ascii: "U"): return append(try character(digits: 8, at: mark), to: &text)
    default:
      throw error(
        "the escape `\\` with \(cursor.found) means nothing; write `\\\\` for a backslash, or use single quotes",
        at: mark)
    }
    cursor.advance()
    append(scalar, to: &text)
  }

  private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// A character that is given by its number; one beyond the first 65,536 by two, as JSON does, too.
  private mutating func character(digits: Int, at mark: YAMLMark) throws(YAMLError) -> Unicode.Scalar {
    var code = try number(digits: digits, at: mark)
    if digits == 4, code & 0xFC00 == 0xD800, cursor.byte == UInt8(ascii: "\\"), cursor.ahead(1) == UInt8(ascii: "u") {
      cursor.advance()
      let low = try number(digits: 4, at: mark)
      code = low & 0xFC00 == 0xDC00 ? 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF : 0xD800
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw error("this escape is no character; correct its number", at: mark)
    }
    return scalar
  }

  private mutating func number(digits: Int, at mark: YAMLMark) throws(YAMLError) -> UInt32 {
    cursor.advance()
    var number: UInt64 = 0
    for _ in 0..<digits {
      guard let digit = UInt64(hexadecimal: cursor.byte) else {
        throw error(
          "expected \(digits) hexadecimal digits in the escape, found \(cursor.found); write all of them", at: mark)
      }
      number = number << 4 | digit
      cursor.advance()
    }
    return UInt32(truncatingIfNeeded: number)
  }
}
