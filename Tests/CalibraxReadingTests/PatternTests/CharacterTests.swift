import CalibraxReading
import Testing

@Suite("Characters in patterns")
struct CharacterTests {
  /// All characters of a text that a pattern takes.
  private func taken(by pattern: String, of text: String) throws -> String {
    let pattern = try Pattern(pattern)
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { pattern.isFound(in: String($0)) }))
  }

  @Test(
    "Classes take what they list",
    arguments: [
      ("[ac]", "ac"), ("[^ac]", "bde-]1é"), ("[a-c]", "abc"), ("[a-cé]", "abcé"), ("[]a]", "a]"), ("[^]a]", "bcde-1é"),
      ("[a-]", "a-"), ("[-a]", "a-"), (#"[a\-c]"#, "ac-"), (#"[\]a]"#, "a]"), (#"[\d]"#, "1"), (#"[^\W_]"#, "abcde1é"),
      (#"[\Wa]"#, "a-]"), (#"[\w-]"#, "abcde-1é"), ("[à-ÿ]", "é"), ("[^\\x00-\\x7f]", "é"), ("[a-e-1]", "abcde-1"),
      (".", "abcde-]1é"),
    ])
  func classes(pattern: String, expected: String) throws {
    #expect(try taken(by: pattern, of: "abcde-]1é") == expected)
  }

  @Test(
    "Escapes stand for characters",
    arguments: [
      (#"\t\n\r\f\v\a\0"#, "\t\n\r\u{C}\u{B}\u{7}\0"), (#"\x41\u00e9\U0001F600"#, "Aé😀"),
      (#"\.\*\[\\\-\ \_\é"#, ".*[\\- _é"),
      (#"\012\101"#, "\nA"), (#"[\b][\101][\0]"#, "\u{8}A\0"), (#"]}{,"#, "]}{,"),
    ])
  func escapes(pattern: String, text: String) throws {
    #expect(try Pattern("^(?:\(pattern))\\Z").isFound(in: text))
  }

  @Test(
    "Kinds are those of Unicode",
    arguments: [
      (#"\d"#, "1٣९", "½²Ⅷa"), (#"\w"#, "aé_1٣½²Ⅷ中ªǅ", "\u{301}-…😀"),
      (#"\s"#, " \t\n\u{B}\u{C}\r\u{1C}\u{1F}\u{85}\u{A0}\u{2028}\u{3000}", "a\u{200B}\u{1B}"),
    ])
  func kinds(escape: String, within: String, without: String) throws {
    #expect(try taken(by: escape, of: within + without) == within)
    #expect(try taken(by: escape.uppercased(), of: within + without) == without)
    #expect(try taken(by: "[\(escape)]", of: within + without) == within)
    #expect(try taken(by: "[^\(escape)]", of: within + without) == without)
  }

  @Test(
    "Case is ignored as Unicode folds it, character by character",
    arguments: [
      ("k", "kK\u{212A}"), ("S", "Ssſ"), ("σ", "Σσς"), ("é", "Éé"), ("ß", "ßẞ"), ("İ", "Iiİı"), ("µ", "µμΜ"),
      ("ǆ", "Ǆǅǆ"),
      ("𐐀", "𐐀𐐨"), ("ﬅ", "ﬅﬆ"), ("[k-s]", "KSksſ\u{212A}"), ("[^k]", "SsſΣσςÉéßẞIiİıµμΜǄǅǆ𐐀𐐨ﬅﬆ1"), ("1", "1"),
      (#"\x6B"#, "kK\u{212A}"),
    ])
  func ignoredCase(pattern: String, expected: String) throws {
    let text = "KkSsſΣσςÉéßẞIiİıµμΜǄǅǆ𐐀𐐨ﬅﬆ1\u{212A}"
    #expect(try Set(taken(by: "(?i)" + pattern, of: text).unicodeScalars) == Set(expected.unicodeScalars))
  }
}
