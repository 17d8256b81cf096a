import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Scalars")
struct ScalarTests {
  @Test(
    "Text without quotes ends at a comment, a key and the indentation",
    arguments: [
      ("a: b c", "b c"), ("a:   b   ", "b"), ("a: b #c", "b"), ("a: b#c", "b#c"), ("a: b:c", "b:c"), ("a: -b", "-b"),
      ("a: ?b", "?b"), ("a: :b", ":b"), ("a: it's \"so\"", "it's \"so\""), ("a: b, [c] {d}", "b, [c] {d}"),
      ("a: b\n  c\n   d", "b c d"), ("a: b\n\n\n  c", "b\n\nc"), ("a: b\n  # c", "b"), ("a: b  \n  c", "b c"),
      ("a: b\n\n# c\n", "b"), ("a: b & c * d ! e | f", "b & c * d ! e | f"), ("a: x\ty", "x\ty"), ("a: --- b", "--- b"),
      ("a: b\n  - c", "b - c"), ("a: ünïcödé €😀", "ünïcödé €😀"), ("a: b\n\t\n  c", "b\nc"), ("a: 50%", "50%"),
    ])
  func plain(text: String, value: String) throws {
    #expect(try read(text) == ["a": .string(value)])
  }

  @Test(
    "Single quotes keep everything but line breaks",
    arguments: [
      ("''", ""), ("'a'", "a"), ("'it''s'", "it's"), ("''''", "'"), (#"'\n'"#, #"\n"#), ("'a: #b'", "a: #b"),
      ("' a '", " a "),
      ("'a\n  b'", "a b"), ("'a  \n\n\n  b'", "a\n\nb"), ("'\n  a\n'", " a "), ("'a''\n  ''b'", "a' 'b"),
      ("'\t'", "\t"),
      ("'a\u{2028}b'", "a\u{2028}b"), ("'a\u{85}b'", "a b"),
    ])
  func singleQuoted(text: String, value: String) throws {
    #expect(try read(text) == .string(value))
  }

  @Test(
    "Double quotes have escapes",
    arguments: [
      (
        #""\0\a\b\t\n\v\f\r\e\ \"\/\\\N\_\L\P""#, "\0\u{7}\u{8}\t\n\u{B}\u{C}\r\u{1B} \"/\\\u{85}\u{A0}\u{2028}\u{2029}"
      ),
      (#""\x41\u00e9\u20AC\U0001F600""#, "Aé€😀"), (#""\ud83d\ude00""#, "😀"), ("\"\\\t\"", "\t"), ("\"a\n  b\"", "a b"),
      ("\"a\\\n  b\"", "ab"), ("\"a \\\n  \\ b\"", "a  b"), ("\"a\\n\n\n  b\"", "a\n\nb"), ("\"a \n \n b\"", "a\nb"),
      ("\"it's\"", "it's"),
      (#""\\""#, "\\"), (#""ü\u00fc""#, "üü"),
    ])
  func doubleQuoted(text: String, value: String) throws {
    #expect(try read(text) == .string(value))
  }

  @Test(
    "Blocks keep their lines, or fold them",
    arguments: [
      ("|\n  a\n  b\n", "a\nb\n"), ("|\n  a\n", "a\n"), ("|\n  a", "a"), ("|-\n  a\n\n", "a"),
      ("|+\n  a\n\n\n", "a\n\n\n"),
      ("|\n  a\n\n\n", "a\n"), ("|\n\n  a\n", "\na\n"), ("|\n  a\n   b\n", "a\n b\n"), ("|2\n   a\n", " a\n"),
      ("|1-\n  a\n", " a"), ("|-1\n  a\n", " a"), ("|+1\n  a\n\n", " a\n\n"), ("| # c\n  # a\n", "# a\n"), ("|\n", ""),
      ("|+\n\n", "\n"),
      (">\n  a\n  b\n", "a b\n"), (">\n  a\n\n  b\n", "a\nb\n"), (">\n  a\n   b\n  c\n", "a\n b\nc\n"),
      (">\n  a\n\n   b\n\n  c\n", "a\n\n b\n\nc\n"), (">-\n  a\n  b\n\n", "a b"), (">+\n  a\n\n", "a\n\n"),
      (">\n\n\n  a\n", "\n\na\n"), ("|\n  a\n  \tb\n", "a\n\tb\n"), ("|\n  a: [\n", "a: [\n"),
    ])
  func blocks(text: String, value: String) throws {
    #expect(try read("--- " + text) == .string(value))
  }

  @Test("A block ends where the text is indented less")
  func endOfBlock() throws {
    #expect(
      try read("a:\n  b: |\n    x\n   # comment\n  c: >-\n   y\n   z\nd: |+\n  w\n\ne: 1") == [
        "a": ["b": "x\n", "c": "y z"], "d": "w\n\n", "e": 1,
      ])
    #expect(try read("- |\n a\n- >\n b\n") == ["a\n", "b\n"])
    #expect(try read("a: |\nb: 1\n") == ["a": "", "b": 1])
  }
}
