extension Parser {
  /// What becomes of the line breaks at the end of a block of text.
  private enum Chomping {
    case clip, strip, keep
  }

  /// The text that begins here with `|` or `>`, of the lines indented further than `indent`.
  mutating func blockScalar(indent: Int) throws(YAMLError) -> String {
    let isFolded = cursor.byte == UInt8(ascii: ">")
    cursor.advance()
    let (chomping, increment) = try blockHeader()
    let least = max(1, indent + 1)
    var text: [UInt8] = []
    // Line breaks that count if the text goes on, or keeps its end.
    var breaks: [UInt8] = []
    let column: Int
    if let increment {
      column = least + increment - 1
      emptyLines(upTo: column, into: &breaks)
    } else {
      column = max(least, widestEmptyLine(into: &breaks))
    }
    var last: [UInt8] = []
    while cursor.column == column, !cursor.isAtEnd {
      text += breaks
      let isMoreIndented = isBlank
      let start = cursor.position
      cursor.skipLine()
      text += cursor.bytes[start..<cursor.position]
      last = []
      breaks = []
      cursor.takeBreak(into: &last)
      emptyLines(upTo: column, into: &breaks)
      guard cursor.column == column, !cursor.isAtEnd else { break }
      if isFolded, last.count == 1, !isMoreIndented, !isBlank {
        if breaks.isEmpty { text.append(UInt8(ascii: " ")) }
      } else {
        text += last
      }
    }
    if chomping != .strip { text += last }
    if chomping == .keep { text += breaks }
    return String(decoding: text, as: UTF8.self)
  }

  private var isBlank: Bool { cursor.byte == UInt8(ascii: " ") || cursor.byte == UInt8(ascii: "\t") }

  /// The indicators after `|` or `>`, in either order, and the rest of their line.
  private mutating func blockHeader() throws(YAMLError) -> (Chomping, increment: Int?) {
    var chomping: Chomping?
    var increment: Int?
    while true {
      switch cursor.byte {
      case UInt8(ascii: "+") where chomping == nil: chomping = .keep
      case UInt8(ascii: "-") where chomping == nil: chomping = .strip
      case UInt8(ascii: "1")...UInt8(ascii: "9") where increment == nil: increment = Int(cursor.byte & 0x0F)
      default:
        guard cursor.isBlank(ahead: 0) else { throw afterHeader() }
        cursor.skipBlanks()
        if cursor.byte == UInt8(ascii: "#") { cursor.skipLine() }
        guard cursor.isAtEnd || cursor.skipBreak() else { throw afterHeader() }
        return (chomping ?? .clip, increment)
      }
      cursor.advance()
    }
  }

  private func afterHeader() -> YAMLError {
    error(
      "expected the end of the line after `|` or `>` and their indicators, found \(cursor.found); begin the text on the next "
        + "line, or quote it")
  }

  /// Goes over empty lines to the first that is not, and finds how far the widest of them is indented.
  private mutating func widestEmptyLine(into breaks: inout [UInt8]) -> Int {
    var widest = 0
    repeat {
      cursor.skipSpaces()
      widest = max(widest, cursor.column)
    } while cursor.takeBreak(into: &breaks)
    return widest
  }

  /// Goes over empty lines, and over so much of the indentation of the first that is not.
  private mutating func emptyLines(upTo column: Int, into breaks: inout [UInt8]) {
    repeat {
      while cursor.column < column, cursor.byte == UInt8(ascii: " ") { cursor.advance() }
    } while cursor.takeBreak(into: &breaks)
  }
}
