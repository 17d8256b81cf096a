/// What a text may be made of.
enum Characters {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Refuses what is not UTF-8 or holds control characters.
  static func check(_ text: [UInt8]) throws(YAMLError) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: text.span)
    } catch {
      let isUTF16 = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
      throw YAMLError(
        isUTF16 ? "the text is UTF-16; save it as UTF-8" : "these bytes are not UTF-8; save the text as UTF-8",
        at: place(of: error.byteOffsets.lowerBound, in: text))
    }
    for offset in text.indices where isControl(text, offset) {
      let scalar = String(decoding: text[offset...].prefix(4), as: UTF8.self).unicodeScalars.first?.value ?? 0
      let digits = String(scalar, radix: 16, uppercase: true)
      throw YAMLError(
        "a control character, U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits); remove it, or write "
          + "it as an escape in double quotes", at: place(of: offset, in: text))
    }
  }

  /// Whether a character begins here that PyYAML takes for none that can be printed.
  @inline(__always)
  private static func isControl(_ text: [UInt8], _ offset: Int) -> Bool {
    switch text[offset] {
    case 0x20..<0x7F, 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F: true
    case 0xC2: text[offset + 1] < 0xA0 && text[offset + 1] != 0x85
    case 0xEF: text[offset + 1] == 0xBF && text[offset + 2] >= 0xBE
    default: false
    }
  }

  /// The line and column of an offset, all before which is UTF-8.
  static func place(of offset: Int, in text: [UInt8]) -> YAMLMark {
    var cursor = Cursor(Array(text[..<offset]))
    cursor.advance(to: offset)
    return cursor.mark
  }
}
