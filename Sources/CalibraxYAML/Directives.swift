extension Parser {
  /// Reads the directives before a document: `%YAML 1.1`, `%TAG !e! tag:example.org,2000:`. Whether there were any.
  mutating func directives() throws(YAMLError) -> Bool {
    handles = [:]
    var hasVersion = false
    var hasAny = false
    while cursor.column == 0, cursor.byte == UInt8(ascii: "%") {
      let mark = cursor.mark
      hasAny = true
      cursor.advance()
      switch try directiveName() {
      case "YAML":
        if hasVersion { throw error("a second `%YAML`; remove it", at: mark) }
        hasVersion = true
        try version(at: mark)
      case "TAG":
        cursor.skipSpaces()
        let handle = try tagHandle()
        guard cursor.byte == UInt8(ascii: " ") else { throw afterDirective("a space") }
        cursor.skipSpaces()
        if handles[handle] != nil { throw error("a second `%TAG` for `\(handle)`; remove it", at: mark) }
        handles[handle] = try tagSuffix()
        guard cursor.isBlank(ahead: 0), cursor.byte != UInt8(ascii: "\t") else { throw afterDirective("a space") }
      default: cursor.skipLine()
      }
      cursor.skipBlanks()
      guard cursor.isAtEnd || cursor.breakLength() > 0 || cursor.byte == UInt8(ascii: "#") else {
        throw afterDirective("the end of the line")
      }
      try skip()
    }
    handles.merge(Self.defaultHandles) { own, _ in own }
    return hasAny
  }

  private func afterDirective(_ expected: String) -> YAMLError {
    error(
      "expected \(expected) in the directive, found \(cursor.found); correct it, or quote a text that begins with `%`")
  }

  private mutating func directiveName() throws(YAMLError) -> String {
    let start = cursor.position
    cursor.skipWord()
    guard cursor.position > start, cursor.isBlank(ahead: 0), cursor.byte != UInt8(ascii: "\t") else {
      throw afterDirective("a name")
    }
    return cursor.text(from: start)
  }

  private mutating func version(at mark: YAMLMark) throws(YAMLError) {
    cursor.skipSpaces()
    let major = try versionPart()
    guard cursor.byte == UInt8(ascii: ".") else { throw afterDirective("a version, 1.1") }
    cursor.advance()
    _ = try versionPart()
    guard cursor.isBlank(ahead: 0), cursor.byte != UInt8(ascii: "\t") else { throw afterDirective("a version, 1.1") }
    guard major.drop(while: { $0 == "0" }) == "1" else {
      throw error("YAML \(major) is not supported; write `%YAML 1.1`", at: mark)
    }
  }

  private mutating func versionPart() throws(YAMLError) -> String {
    let start = cursor.position
    while cursor.byte &- UInt8(ascii: "0") < 10 { cursor.advance() }
    guard cursor.position > start else { throw afterDirective("a version, 1.1") }
    return cursor.text(from: start)
  }
}

extension Cursor {
  /// Goes over ASCII letters, digits, `-` and `_`.
  mutating func skipWord() {
    while true {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        advance()
      default: return
      }
    }
  }
}
