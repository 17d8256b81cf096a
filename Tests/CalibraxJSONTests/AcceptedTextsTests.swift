import CalibraxJSON
import Testing

/// Texts that are JSON, each checked by how its tree is written back.
@Suite("Accepted texts")
struct AcceptedTextsTests {
  private func rewritten(_ text: String) throws -> String {
    try rewritten(Array(text.utf8))
  }

  private func rewritten(_ bytes: [UInt8]) throws -> String {
    String(decoding: JSONWriter.bytes(of: try JSON(parsing: bytes)), as: UTF8.self)
  }

  @Test("Any value may be the whole text", arguments: ["null", "true", "false", "0", "-1", "2.5", #""a""#, "[]", "{}"])
  func scalar(text: String) throws {
    #expect(try rewritten(text) == text)
  }

  @Test(
    "Containers hold values of every kind",
    arguments: [
      "[[]]", "[{}]", "[null]", "[false]", "[true]", "[1]", #"[""]"#, #"["asd"]"#, #"["asd","sdf"]"#,
      "[null,1,\"1\",{}]", "[1,null,null,null,2]", "[[],[[]],[[],[]]]", #"{"a":[]}"#, #"{"a":{"b":{"c":null}}}"#,
      #"{"":0}"#, #"{"asd":"sdf","dfg":"fgh"}"#, #"{"min":-1.0e+28,"max":1.0e+28}"#,
      #"{"x":[{"id":"xxxx"}],"id":"xxxx"}"#,
      #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13,"n":14}"#,
    ])
  func container(text: String) throws {
    #expect(try rewritten(text) == text)
  }

  @Test(
    "Numbers come back as they were written",
    arguments: [
      "0", "-0", "-1", "-123", "123", "10", "0e1", "0e+1", "0E-1", "1E22", "1e-2", "1e+2", "123e45", "123.456e78",
      "1E+2", "0.1", "-0.0", "1.000000000000000005", "123.456789", "20e1", "1.50", "1e00002",
      "-0.000000000000000000000000000000000000000000000000000000000000000000000000000001",
      "123456789012345678901234567890", "-9223372036854775809", "18446744073709551616",
      "3.14159265358979323846264338327950288419716939937510",
    ])
  func number(text: String) throws {
    #expect(try rewritten("[\(text)]") == "[\(text)]")
  }

  @Test(
    "Strings of plain characters come back byte for byte",
    arguments: [
      "", " ", "a", "a/*b*/c/*d//e", "'", "%", "\u{7F}", "a\u{7F}a", "seven b", "eight by", "nine byte", "é", "ß",
      "€", "中文", "\u{2028}", "\u{2029}", "\u{FFFF}", "\u{FFFE}", "\u{10FFFF}", "\u{1FFFE}", "😀", "𝄞", "⍂㈴⍂",
      "\u{E000}", "\u{D7FF}", "\u{80}", "\u{7FF}", "\u{800}", "\u{10000}", "\u{FEFF}", "e\u{301}", "\u{200D}",
    ])
  func plainString(text: String) throws {
    let bytes = Array("[\"\(text)\"]".utf8)
    #expect(JSONWriter.bytes(of: try JSON(parsing: bytes)) == bytes)
    #expect(try JSON(parsing: bytes)[0]?.string == text)
  }

  @Test(
    "Escapes stand for their characters",
    arguments: [
      (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{C}"), (#"\n"#, "\n"),
      (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\\u0000"#, "\\u0000"),
      (#"\\n"#, "\\n"), (#"\\\""#, "\\\""), (#"\u0000"#, "\u{0}"), (#"\u001f"#, "\u{1F}"), (#"\u0022"#, "\""),
      (#"\u005C"#, "\\"), (#"\u0060\u012a\u12AB"#, "\u{60}\u{12A}\u{12AB}"), (#"\u00e9"#, "é"),
      (#"\uABCD\uabcd"#, "\u{ABCD}\u{ABCD}"), (#"\uA66D"#, "\u{A66D}"), (#"\u200B"#, "\u{200B}"),
      (#"\u2064"#, "\u{2064}"), (#"\uFFFE"#, "\u{FFFE}"), (#"\uFFFF"#, "\u{FFFF}"), (#"\uD834\uDD1E"#, "𝄞"),
      (#"\ud83d\ude00"#, "😀"), (#"\uD801\udc37"#, "\u{10437}"), (#"\uDBFF\uDFFF"#, "\u{10FFFF}"),
      (#"\uD83F\uDFFE"#, "\u{1FFFE}"), (#"\uD800\uDC00"#, "\u{10000}"), (#"\uD7FF\uE000"#, "\u{D7FF}\u{E000}"),
      (#"a\u0062c\u0064e"#, "abcde"), (#"é\u00e9\n€"#, "éé\n€"), (#"twelve bytes\tmore"#, "twelve bytes\tmore"),
    ])
  func escape(text: String, meaning: String) throws {
    let string = try JSON(parsing: Array("\"\(text)\"".utf8)).string
    #expect(string.map { Array($0.utf8) } == Array(meaning.utf8))
  }

  @Test("Characters that are reserved for internal use are characters")
  func noncharacter() throws {
    let written = Array("\"".utf8) + [0xEF, 0xB7, 0x90] + Array("\"".utf8)
    #expect(JSONWriter.bytes(of: try JSON(parsing: Array(#""\uFDD0""#.utf8))) == written)
    #expect(JSONWriter.bytes(of: try JSON(parsing: written)) == written)
  }

  @Test(
    "White space stands around any token",
    arguments: [
      (" 1", "1"), ("1 ", "1"), ("\t\n\r 1\r\n\t ", "1"), (" [] ", "[]"), ("[ ]", "[]"), ("{ }", "{}"),
      ("[\n\n1\n,2 ,\r3\t]", "[1,2,3]"), (" { \"a\" : 1 , \"b\" : [ ] } ", #"{"a":1,"b":[]}"#),
      ("{\"a\":\n\"b\"\n}", #"{"a":"b"}"#), ("  \"a\"\n", #""a""#),
    ])
  func whiteSpace(text: String, compact: String) throws {
    #expect(try rewritten(text) == compact)
  }

  @Test(
    "Of repeated keys the last counts, in the place of the first",
    arguments: [
      (#"{"a":"b","a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b","a":"b"}"#, #"{"a":"b"}"#),
      (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#), (#"{"a":1,"\u0061":2}"#, #"{"a":2}"#),
      (#"{"":1,"":null}"#, #"{"":null}"#),
    ])
  func repeatedKey(text: String, kept: String) throws {
    #expect(try rewritten(text) == kept)
  }

  @Test("Keys are the same only when their bytes are")
  func keysThatLookAlike() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    #expect(try Array(rewritten(text).utf8) == Array(text.utf8))
  }

  @Test(
    "Escaped keys are resolved", arguments: [(#"{"foo\u0000bar":42}"#, "foo\u{0}bar"), (#"{"\u00e9\n":42}"#, "é\n")])
  func escapedKey(text: String, key: String) throws {
    #expect(try JSON(parsing: Array(text.utf8))[key] == 42)
  }

  @Test(
    "NaN and the infinities stand where a number may, and are written as null",
    arguments: [
      ("NaN", "null"), ("Infinity", "null"), ("-Infinity", "null"), ("[NaN]", "[null]"),
      ("[ Infinity , -Infinity ]", "[null,null]"), (#"{"a":NaN}"#, #"{"a":null}"#),
    ])
  func notFinite(text: String, writtenBack: String) throws {
    #expect(try rewritten(text) == writtenBack)
  }

  @Test(
    "Numbers beyond a double are accepted and kept",
    arguments: [
      "0.4e00669999999999999999999999999999", "1e9999", "-1e9999", "1.5e+9999", "-123123e100000", "123e-10000000",
    ])
  func implementationDefinedNumber(text: String) throws {
    #expect(try rewritten(text) == text)
  }

  @Test("Containers nest to the limit", arguments: [1, 127, 128])
  func nesting(depth: Int) throws {
    let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try rewritten(arrays) == arrays)
    let objects = String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    #expect(try rewritten(objects) == objects)
  }

  @Test("Containers beside one another do not add to the depth")
  func width() throws {
    let text = "[" + Array(repeating: "[[]]", count: 1000).joined(separator: ",") + "]"
    #expect(try rewritten(text) == text)
  }

  @Test("A text may hold as many values and keys as the limit says")
  func values() throws {
    var limits = JSONParser.Limits()
    limits.values = 7
    let json = try JSON(parsing: Array(#"{"a":[1,2],"b":3}"#.utf8), limits: limits)
    #expect(json == ["a": [1, 2], "b": 3])
  }
}
