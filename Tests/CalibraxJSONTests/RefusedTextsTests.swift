import CalibraxJSON
import Testing

/// Texts that are not JSON, each with the offset at which that shows.
@Suite("Refused texts")
struct RefusedTextsTests {
  private func expectRefusal(
    of bytes: [UInt8], at offset: Int, _ message: String, kind: JSONSyntaxError.Kind = .syntax,
    limits: JSONParser.Limits = JSONParser.Limits(), location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: JSONSyntaxError.self, sourceLocation: location) {
      try JSON(parsing: bytes, limits: limits)
    }
    guard let error else { return }
    #expect((0...bytes.count).contains(error.offset), sourceLocation: location)
    #expect(error.offset == offset, sourceLocation: location)
    #expect(error.kind == kind, sourceLocation: location)
    #expect(error.message == message, sourceLocation: location)
  }

  private func expectRefusal(
    of text: String, at offset: Int, _ message: String, location: SourceLocation = #_sourceLocation
  ) {
    expectRefusal(of: Array(text.utf8), at: offset, message, location: location)
  }

  @Test(
    "A text that ends early says what it lacks",
    arguments: [
      ("", "a value"), (" ", "a value"), ("\n\t", "a value"), ("[1,", "a value"), ("[", "a value"), ("[ ", "a value"),
      ("[1,\n1\n,1", "',' or ']'"), ("{\"a\":", "a value"), ("{\"a\": ", "a value"),
      ("[\"a\",\n4\n,1,1", "',' or ']'"), ("[1", "',' or ']'"), ("[\"a\"", "',' or ']'"), ("[[1]", "',' or ']'"),
      ("[{}", "',' or ']'"), ("{\"a\":1", "',' or '}'"), ("{\"a\":1 ", "',' or '}'"), ("{\"a\":[]", "',' or '}'"),
      ("{\"a\":{}", "',' or '}'"), ("{", "a key in double quotes"), ("{ ", "a key in double quotes"),
      ("{\"a\":1,", "a key in double quotes"), ("{\"a\"", "':' after a key"),
    ])
  func endsEarly(text: String, missing: String) {
    expectRefusal(of: text, at: text.utf8.count, "text ends early: expected \(missing)")
  }

  @Test(
    "A value must stand where one is due",
    arguments: [
      ("]", 0), ("}", 0), (",", 0), (":", 0), ("*", 0), ("<.>", 0), ("[<null>]", 1), ("a", 0), ("å", 0), ("[,]", 1),
      ("[,1]", 1), ("[1,,2]", 3), ("[1,]", 3), ("[1,,]", 3), ("[,", 1), ("[}", 1), ("[*]", 1), ("[a]", 1),
      ("[\u{B}]", 1), ("[\u{C}]", 1), ("[\\u000A\"\"]", 1), ("[\\n]", 1), ("['a']", 1), ("'a'", 0), ("{\"a\":}", 5),
      ("{\"a\":,}", 5), ("{\"a\"::\"b\"}", 5), ("{\"a\":'b'}", 5), ("{\"a\":\"b\",\"c\":}", 13), ("{\"a\":a}", 5),
      ("\u{FEFF}", 0), ("\u{FEFF}{}", 0), ("\u{2060}[]", 0), ("[\u{A0}1]", 1), ("[\u{0}]", 1), ("\u{0}", 0),
      ("/**/1", 0), ("//a\n1", 0), ("#a\n1", 0), ("[1,/*a*/2]", 3), ("(1)", 0), ("+1", 0), ("++1", 0),
      ("+Infinity", 0), (".5", 0), ("[.2e-3]", 1), (".", 0), ("{\"a\":/", 5), ("`1`", 0),
    ])
  func missingValue(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected a value")
  }

  @Test(
    "Words are spelled in full and in lower case",
    arguments: [
      ("nul", 0), ("tru", 0), ("fals", 0), ("n", 0), ("[nul]", 1), ("[tru]", 1), ("[fals]", 1), ("[True]", 1),
      ("TRUE", 0), ("Null", 0), ("[nulL]", 1), ("undefined", 0), ("nan", 0), ("[nan]", 1), ("NAN", 0), ("Nan", 0),
      ("Na", 0), ("inf", 0), ("Inf", 0), ("INF", 0), ("infinity", 0), ("Infinit", 0), ("-Inf", 0), ("[-Infinit]", 1),
      ("[-I]", 1), ("None", 0), ("[\u{FF54}rue]", 1),
    ])
  func misspelledWord(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected a value")
  }

  @Test(
    "A digit must follow a sign, a point and an exponent mark",
    arguments: [
      ("-", 1), ("[-]", 2), ("[- 1]", 2), ("--1", 1), ("-a", 1), ("-NaN", 1), ("-.5", 1), ("-\u{0}", 1), ("1.", 2),
      ("[1.]", 3), ("[0.]", 3), ("[0.e1]", 3), ("[2.e3]", 3), ("[2.e+3]", 3), ("[-2.]", 4), ("1..2", 2), ("0.-1", 2),
      ("1e", 2), ("1E", 2), ("[0e]", 3), ("[0e+]", 4), ("[0E-]", 4), ("[1.0e]", 5), ("[1.0e-]", 6), ("[1e+-2]", 4),
      ("[9.e+]", 3), ("[1ea]", 3), ("[1ee2]", 3), ("[1eE2]", 3), ("[1e.5]", 3), ("[1.a]", 3), ("[-\u{FF11}]", 2),
    ])
  func missingDigit(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected a digit")
  }

  @Test(
    "A number ends where the grammar ends it",
    arguments: [
      ("[01]", 2), ("[-01]", 3), ("[012]", 2), ("[-012]", 3), ("[00]", 2), ("[0x1]", 2), ("[0x42]", 2),
      ("[1 000]", 3), ("[1_000]", 2), ("[1+2]", 2), ("[1.2.3]", 4), ("[0.1.2]", 4), ("[0.3e5.1]", 6), ("[1e5e3]", 4),
      ("[1a]", 2), ("[1.2a-3]", 4), ("[1.8011670033376514H-308]", 19), ("[1f]", 2), ("[123abc]", 4),
      ("[-123.123foo]", 9), ("[0\u{661}]", 2), ("[NaNa]", 4), ("[Infinity1]", 9), ("[3[4]]", 2), ("[1\u{0}]", 2),
      ("[true1]", 5), ("[nullnull]", 5), ("[1 true]", 3), ("[1:2]", 2), ("[\"\":1]", 3), ("[\"a\" \"b\"]", 5),
      ("[1}", 2), ("[[]}", 3), ("[\"a\"}", 4), ("[1;2]", 2), ("[1\u{A0}]", 2), ("[1//a\n]", 2),
    ])
  func missingCommaInArray(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected ',' or ']'")
  }

  @Test(
    "Members are parted by commas",
    arguments: [
      ("{\"a\":1]", 6), ("{\"a\":1 \"b\":2}", 7), ("{\"a\":true \"b\"}", 10), ("{\"a\":\"b\"#}", 8),
      ("{\"a\":\"b\"/**/}", 8), ("{\"a\":\"b\"//\n}", 8), ("{\"a\":1;\"b\":2}", 6), ("{\"a\":01}", 6),
      ("{\"a\":1:2}", 6), ("{\"a\":\"a\" 123}", 9),
    ])
  func missingCommaInObject(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected ',' or '}'")
  }

  @Test(
    "A key is a string in double quotes",
    arguments: [
      ("{,}", 1), ("{:1}", 1), ("{]", 1), ("{[", 1), ("{a:1}", 1), ("{'a':1}", 1), ("{1:1}", 1), ("{9999E9999:1}", 1),
      ("{null:1}", 1), ("{true:1}", 1), ("{\u{1F1E8}\u{1F1ED}}", 1), ("{[]:1}", 1), ("{{}:1}", 1), ("{\"a\":1,}", 7),
      ("{\"a\":1,,}", 7), ("{\"a\":1,,\"b\":2}", 7), ("{\"a\":1,b:2}", 7), ("{\"a\":1,'b':2}", 7), ("{\"a\":1,]", 7),
      ("{/**/}", 1), ("{NaN:1}", 1), ("{\u{0}}", 1),
    ])
  func missingKey(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected a key in double quotes")
  }

  @Test(
    "A colon follows a key",
    arguments: [
      ("{\"a\"}", 4), ("{\"a\" \"b\"}", 5), ("{\"a\",\"b\"}", 4), ("{\"a\" b}", 5), ("{\"a\"=1}", 4),
      ("{\"a\":1,\"b\"}", 10),
    ])
  func missingColon(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected ':' after a key")
  }

  @Test(
    "Nothing follows the value but white space",
    arguments: [
      ("[1]x", 3), ("1 2", 2), ("[]]", 2), ("{}}", 2), ("[][]", 2), ("{}{}", 2), ("[1],", 3), ("\"a\"\"b\"", 3),
      ("null null", 5), ("truex", 4), ("01", 1), ("-01", 2), ("0x1", 1), ("NaN5", 3), ("{}#", 2), ("{}//a", 2),
      ("{}/**/", 2), ("[]\u{0}", 2), ("1\u{0}", 1), ("[]\u{B}", 2), ("1\u{C}", 1), ("[]\u{FEFF}", 2),
      ("1\u{2028}", 1),
    ])
  func trailing(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "text goes on after its value")
  }

  @Test(
    "A string ends with a quote",
    arguments: [
      ("\"", 1), ("\"a", 2), ("[\"a", 3), ("{\"a", 3), ("[\"a\",\"", 6), ("\"\\\"", 3), ("\"é", 3),
      ("\"sixteen bytes on", 17),
    ])
  func unclosedString(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "string has no closing quote")
  }

  @Test("Every control character in a string is refused", arguments: UInt8(0)..<0x20)
  func controlCharacter(byte: UInt8) {
    let message = "control character in a string must be escaped"
    expectRefusal(of: [0x5B, 0x22, byte, 0x22, 0x5D], at: 2, message)
    for plain in 0..<17 {
      let bytes = [0x22] + Array(repeating: UInt8(ascii: "a"), count: plain) + [byte] + Array("bcdefghij\"".utf8)
      expectRefusal(of: bytes, at: 1 + plain, message)
    }
  }

  @Test(
    "Escapes are those of the grammar",
    arguments: [
      #"\a"#, #"\v"#, #"\0"#, #"\1"#, #"\x00"#, #"\'"#, #"\ "#, #"\U0041"#, #"\N"#, #"\é"#, #"\😀"#, "\\\n", "\\\t",
      "\\\u{0}", #"\e"#, #"\?"#,
    ])
  func unknownEscape(text: String) {
    expectRefusal(of: "[\"ab\(text)\"]", at: 4, "unknown escape in a string")
  }

  @Test("A backslash ends no text")
  func loneBackslash() {
    expectRefusal(of: "\"\\", at: 1, "unknown escape in a string")
  }

  @Test(
    "Four hexadecimal digits follow \\u",
    arguments: [
      (#""\u"#, 3), (#""\u""#, 3), (#""\u1""#, 4), (#""\u00A""#, 6), (#""\u00A"#, 6), (#""\uqqqq""#, 3),
      (#""\u00g0""#, 5), (#""\u 123""#, 3), (#""\u{41}""#, 3), (#""\u+041""#, 3), (#""\u-041""#, 3),
      (#""\u0x41""#, 4), (#""\uD800\u""#, 9), (#""\uD800\u1""#, 10), (#""\uD800\u1x""#, 10), (#""\uD834\uDd""#, 11),
      ("\"\\u00\u{FF11}\"", 5),
    ])
  func hexadecimalDigits(text: String, offset: Int) {
    expectRefusal(of: text, at: offset, "expected four hexadecimal digits after \\u")
  }

  @Test(
    "Surrogates come in pairs, high before low",
    arguments: [
      #"\uD800"#, #"\uDBFF"#, #"\uDC00"#, #"\uDFFF"#, #"\udfaa"#, #"\uDADA"#, #"\uD888\u1234"#, #"\uD800\uD800"#,
      #"\uD800\uD800\n"#, #"\uD800\n"#, #"\uD800abc"#, #"\uDd1ea"#, #"\uDd1e\uD834"#, #"\uDC00\uDC00"#,
      #"\uD834\uD834\uDD1E"#, #"\uD834\\uDD1E"#, #"\uD834 \uDD1E"#, #"\uD83D\/"#,
    ])
  func loneSurrogate(text: String) {
    expectRefusal(of: "[\"\(text)\"]", at: 2, "lone surrogate in a string")
    expectRefusal(of: "{\"\(text)\":0}", at: 2, "lone surrogate in a string")
  }

  @Test(
    "Strings are well-formed UTF-8",
    arguments: [
      // Continuation bytes without a first byte.
      [0x80], [0xBF], [0x81, 0x80], [0xE9], [0xE5],
      // Sequences cut short, by the quote or by another character.
      [0xC2], [0xC3, 0x28], [0xE0], [0xE0, 0xA0], [0xE0, 0xFF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28],
      [0xF0], [0xF0, 0x90], [0xF0, 0x90, 0x80], [0xF0, 0x28, 0x8C, 0xBC], [0xF0, 0x90, 0x28, 0xBC],
      [0xF0, 0x90, 0x8C, 0x28], [0xF4, 0x8F, 0xBF],
      // A second first byte.
      [0xC2, 0xC2], [0xE2, 0x82, 0xC2], [0xF0, 0x90, 0x80, 0xF0],
      // Overlong forms.
      [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF],
      // Surrogates.
      [0xED, 0xA0, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
      [0xED, 0xA0, 0xB4, 0xED, 0xB4, 0x9E],
      // Beyond U+10FFFF, five and six bytes, bytes that never occur.
      [0xF4, 0x90, 0x80, 0x80], [0xF4, 0xBF, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xFE, 0xFF],
      [0xFF, 0xFE],
    ] as [[UInt8]])
  func malformedUTF8(sequence: [UInt8]) {
    let message = "invalid UTF-8 in a string"
    expectRefusal(of: [0x5B, 0x22] + sequence + [0x22, 0x5D], at: 2, message)
    expectRefusal(of: Array("{\"abcdefgh é".utf8) + sequence + Array("\":0}".utf8), at: 13, message)
    expectRefusal(of: Array("\"\\n".utf8) + sequence, at: 3, message)
  }

  @Test(
    "Other encodings, and bytes outside strings, are not JSON",
    arguments: [
      ([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], 0), ([0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D], 0),
      ([0x00, 0x5B, 0x00, 0x5D], 0), ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], 0), ([0xEF, 0xBB, 0x7B, 0x7D], 0),
      ([0x5B, 0xE9, 0x5D], 1), ([0x5B, 0xFF, 0x5D], 1), ([0x80], 0), ([0x2D, 0xC2, 0xB9], 1),
    ] as [([UInt8], Int)])
  func foreignEncoding(bytes: [UInt8], offset: Int) {
    expectRefusal(of: bytes, at: offset, bytes[0] == UInt8(ascii: "-") ? "expected a digit" : "expected a value")
  }

  @Test("UTF-16 without a mark shows at its first zero byte")
  func littleEndianUTF16() {
    expectRefusal(of: [0x31, 0x00], at: 1, "text goes on after its value")
    expectRefusal(of: [0x5B, 0x00, 0x5D, 0x00], at: 1, "expected a value")
  }

  @Test("Containers nest no deeper than the limit", arguments: [129, 500, 100_000])
  func nesting(depth: Int) {
    let message = "nested deeper than 128 levels"
    expectRefusal(of: Array(repeating: UInt8(ascii: "["), count: depth), at: 128, message, kind: .depth)
    let objects = Array(String(repeating: #"{"":"#, count: depth).utf8)
    expectRefusal(of: objects, at: 128 * 4, message, kind: .depth)
    let mixed = Array(String(repeating: #"[{"":"#, count: depth).utf8)
    expectRefusal(of: mixed, at: 64 * 5, message, kind: .depth)
  }

  @Test(
    "A text holds no more values and keys than the limit",
    arguments: [("[1,2,3]", 5), (#"{"a":1,"b":2}"#, 7), ("[[],[],[]]", 7)])
  func values(text: String, offset: Int) {
    var limits = JSONParser.Limits()
    limits.values = 3
    let bytes = Array(text.utf8)
    expectRefusal(of: bytes, at: offset, "more than 3 values", kind: .size, limits: limits)
  }

  @Test("Every text cut short is refused at its end or at the word cut")
  func truncation() {
    let text = Array(#"{"key":[1,-2.5,true,null,NaN,{"é\u00e9\ud83d\ude00":"text"}],"b":{}}"#.utf8)
    for length in 0..<text.count {
      let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: Array(text[..<length])) }
      guard let error else { continue }
      #expect((max(0, length - 8)...length).contains(error.offset))
    }
  }

  @Test("A parser reads the next text after one it refused")
  func recovery() throws {
    var parser = JSONParser()
    #expect(throws: JSONError("not JSON: text ends early: expected a value at byte 3")) {
      try parser.decode([Int].self, from: Array("[1,".utf8))
    }
    #expect(try parser.decode([Int].self, from: Array("[4,5]".utf8)) == [4, 5])
  }

  @Test("An error tells its place in words")
  func description() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: Array("[1 2]".utf8)) }
    #expect(error.map(String.init(describing:)) == "expected ',' or ']' at byte 3")
  }
}
