/// A place in a text that moves on, counting lines and columns on its way.
struct Cursor {
  /// The text, followed by zeros; in what is read there are none.
  let bytes: [UInt8]
  /// The offset.
  private(set) var position = 0
  /// The line, from 1.
  private(set) var line = 1
  /// Where the line begins.
  private var lineStart = 0
  /// How many bytes between there and here are not the first of their character.
  private var continuations = 0
  /// Whether a block collection may begin here: on a new line, or after an indicator of another.
  var opens = true

  init(_ text: [UInt8]) {
    bytes = text + [0, 0, 0, 0]
    if text.starts(with: Characters.byteOrderMark) {
      position = Characters.byteOrderMark.count
      lineStart = position
    }
  }

  /// The byte here, zero at the end.
  @inline(__always) var byte: UInt8 { bytes[position] }

  /// How many characters of the line are before this.
  @inline(__always) var column: Int { position - lineStart - continuations }

  /// The place as people count.
  var mark: YAMLMark { YAMLMark(line: line, column: column + 1) }

  var isAtEnd: Bool { byte == 0 }

  /// A byte that follows soon.
  @inline(__always) func ahead(_ count: Int) -> UInt8 { bytes[position + count] }

  /// Whether white space, a line break or the end stands so many bytes from here.
  @inline(__always) func isBlank(ahead count: Int) -> Bool {
    switch bytes[position + count] {
    case 0, UInt8(ascii: " "), UInt8(ascii: "\t"): true
    default: breakLength(ahead: count) > 0
    }
  }

  /// Whether an indicator of block style stands here: a character and white space.
  @inline(__always) func isIndicator(_ character: Unicode.Scalar) -> Bool {
    byte == UInt8(ascii: character) && isBlank(ahead: 1)
  }

  /// How many bytes a line break here has; 0 where there is none.
  @inline(__always) func breakLength(ahead count: Int = 0) -> Int {
    let start = position + count
    switch bytes[start] {
    case UInt8(ascii: "\n"): return 1
    case UInt8(ascii: "\r"): return bytes[start + 1] == UInt8(ascii: "\n") ? 2 : 1
    case 0xC2: return bytes[start + 1] == 0x85 ? 2 : 0
    case 0xE2: return bytes[start + 1] == 0x80 && bytes[start + 2] | 1 == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  /// Whether a line that tells documents apart begins here: `---` or `...`.
  func isMarker(_ character: Unicode.Scalar) -> Bool {
    let byte = UInt8(ascii: character)
    return column == 0 && bytes[position] == byte && bytes[position + 1] == byte && bytes[position + 2] == byte
      && isBlank(ahead: 3)
  }

  /// Whether either of those lines begins here.
  var isAnyMarker: Bool { isMarker("-") || isMarker(".") }

  /// Goes over bytes that are characters of their own, and not line breaks.
  @inline(__always) mutating func advance(_ count: Int = 1) { position += count }

  /// Goes over one character that is not a line break.
  @inline(__always) mutating func step() {
    position += 1
    while bytes[position] & 0xC0 == 0x80 {
      position += 1
      continuations += 1
    }
  }

  /// Goes on to an offset.
  mutating func advance(to offset: Int) {
    while position < offset {
      if !skipBreak() { step() }
    }
  }

  @inline(__always) mutating func skipSpaces() {
    while byte == UInt8(ascii: " ") { position += 1 }
  }

  /// Goes over spaces and tabs.
  @inline(__always) mutating func skipBlanks() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
  }

  /// Goes to the end of the line.
  mutating func skipLine() {
    while !isAtEnd, breakLength() == 0 { step() }
  }

  /// Goes over a line break, and adds it to a text: a line feed, or the separator that it is. Whether there was one.
  @discardableResult
  mutating func takeBreak(into text: inout [UInt8]) -> Bool {
    let length = breakLength()
    if length == 3 { text += bytes[position..<position + 3] } else if length > 0 { text.append(UInt8(ascii: "\n")) }
    return skipBreak(length)
  }

  /// Goes over a line break. Whether there was one.
  @discardableResult
  mutating func skipBreak() -> Bool { skipBreak(breakLength()) }

  private mutating func skipBreak(_ length: Int) -> Bool {
    guard length > 0 else { return false }
    position += length
    line += 1
    lineStart = position
    continuations = 0
    opens = true
    return true
  }

  /// The text from an offset to another.
  func text(_ range: Range<Int>) -> String {
    // SAFETY: the text has been checked, and ranges begin and end where characters do.
    String(copying: UTF8Span(unchecked: bytes.span.extracting(range)))
  }

  /// The text since an offset.
  func text(from start: Int) -> String { text(start..<position) }

  /// What stands here, for people.
  var found: String {
    if isAtEnd { return "the end of the text" }
    if breakLength() > 0 { return "the end of the line" }
    if byte == UInt8(ascii: "\t") { return "a tab" }
    if byte == UInt8(ascii: "`") { return "a backtick" }
    var next = self
    next.step()
    return "`\(text(position..<next.position))`"
  }
}
