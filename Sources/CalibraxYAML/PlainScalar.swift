extension Parser {
  /// A text without quotes. It goes on in the lines that are indented further than `indent`.
  mutating func plain(indent: Int, isInFlow: Bool) throws(YAMLError) -> String {
    try checkStart(isInFlow: isInFlow)
    var text: [UInt8] = []
    var start = cursor.position
    while true {
      let end = plainLine(isInFlow: isInFlow)
      cursor.opens = false
      guard cursor.breakLength() > 0 else { return joined(text, start..<end) }
      // What is between this line and the next, if the text goes on there.
      let next = fold(isInFlow ? -1 : indent)
      guard !cursor.isAnyMarker, isInFlow || next.column > indent, canGoOn(isInFlow: isInFlow) else {
        return joined(text, start..<end)
      }
      text += cursor.bytes[start..<end]
      text += next.between
      start = cursor.position
    }
  }

  private func joined(_ text: [UInt8], _ line: Range<Int>) -> String {
    text.isEmpty ? cursor.text(line) : String(decoding: text + cursor.bytes[line], as: UTF8.self)
  }

  /// Goes to the end of the words in this line, and over the white space after them. Where the words end.
  private mutating func plainLine(isInFlow: Bool) -> Int {
    var end = cursor.position
    while true {
      switch cursor.byte {
      case 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"): return end
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        cursor.skipBlanks()
        if cursor.byte == UInt8(ascii: "#") { return end }
        continue
      case UInt8(ascii: ":") where isColonAnIndicator(isInFlow: isInFlow): return end
      case UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        if isInFlow { return end }
        cursor.advance()
      case 0xC2 where cursor.breakLength() > 0, 0xE2 where cursor.breakLength() > 0: return end
      case 0..<0x80: cursor.advance()
      default: cursor.step()
      }
      end = cursor.position
    }
  }

  private func isColonAnIndicator(isInFlow: Bool) -> Bool {
    if cursor.isBlank(ahead: 1) { return true }
    guard isInFlow else { return false }
    return switch cursor.ahead(1) {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// Whether words stand here.
  private func canGoOn(isInFlow: Bool) -> Bool {
    switch cursor.byte {
    case 0, UInt8(ascii: "#"): false
    case UInt8(ascii: ":"): !isColonAnIndicator(isInFlow: isInFlow)
    case UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      !isInFlow
    default: true
    }
  }

  /// Goes over line breaks and the white space around them, up to a line that tells documents apart. What they stand for
  /// in a text: a space, or as many line feeds as there are empty lines. And how far the line is indented.
  private mutating func fold(_ indent: Int) -> (between: [UInt8], column: Int) {
    var between: [UInt8] = []
    cursor.takeBreak(into: &between)
    let isSeparator = between.count > 1
    var column = 0
    repeat {
      if cursor.isAnyMarker { break }
      cursor.skipSpaces()
      column = cursor.column
      if column <= indent, !isEmptyLine { break }
      cursor.skipBlanks()
    } while cursor.takeBreak(into: &between)
    return (Self.folded(between, isSeparator: isSeparator), column)
  }

  /// Whether nothing but white space is left of the line.
  private var isEmptyLine: Bool {
    var rest = cursor
    rest.skipBlanks()
    return rest.breakLength() > 0
  }

  /// What line breaks stand for: the first for nothing if others follow, and else for a space. The separators of Unicode
  /// stand for themselves.
  static func folded(_ breaks: [UInt8], isSeparator: Bool) -> [UInt8] {
    if isSeparator { return breaks }
    return breaks.count == 1 ? [UInt8(ascii: " ")] : Array(breaks.dropFirst())
  }

  /// Refuses what a text cannot begin with.
  private func checkStart(isInFlow: Bool) throws(YAMLError) {
    switch cursor.byte {
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      throw error("a text cannot begin with \(cursor.found); quote it")
    case UInt8(ascii: "-") where cursor.isBlank(ahead: 1):
      throw error("a `- ` inside of brackets; separate what is in them by commas, or quote the text")
    case UInt8(ascii: ":"), UInt8(ascii: "?"):
      if cursor.isBlank(ahead: 1) {
        throw error("a \(cursor.found) without a key before it; write the key, or quote the text")
      }
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw error("\(cursor.found) begins a block of text, which cannot stand here; quote the text")
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","):
      throw error("\(cursor.found) outside of brackets; remove it, or quote the text")
    case 0xEF where Array(cursor.bytes[cursor.position..<cursor.position + 3]) == Characters.byteOrderMark:
      throw error("a byte order mark inside of the text; remove it")
    default: return
    }
  }
}
