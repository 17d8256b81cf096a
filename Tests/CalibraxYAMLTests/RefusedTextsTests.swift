import CalibraxYAML
import Testing

/// Texts that are not YAML, or doubtful, each with what is said of them.
@Suite("Refused texts")
struct RefusedTextsTests {
  @Test(
    "Indentation",
    arguments: [
      ("a:\n\tb: 1", "line 2, column 1: a tab in the indentation; use spaces"),
      ("a: 1\n\tb: 2", "line 2, column 1: a tab in the indentation; use spaces"),
      ("a:\n  b: 1\n \t c: 2", "line 3, column 2: a tab in the indentation; use spaces"),
      ("-\ta", "line 1, column 2: a tab in the indentation; use spaces"),
      ("a: |\n\ttext", "line 2, column 1: a tab in the indentation; use spaces"),
      ("a: |\n\t# text", "line 2, column 1: a tab in the indentation; use spaces"),
      ("a:\n  b: 1\n c: 2", "line 3, column 2: indented by 1, and what it could belong to by 0; indent both alike"),
      ("- a: 1\n b: 2", "line 2, column 2: indented by 1, and what it could belong to by 0; indent both alike"),
      (
        "a:\n  b: 1\n    c: 2",
        "line 3, column 6: a `: ` in the text that began in line 2; indent this line as the keys it belongs to, or quote the text"
      ),
      (
        "- a\nb: c",
        "line 2, column 1: expected another `- ` of the sequence, found `b`; write it, or indent the line further"
      ),
      (
        "a: 1\n- b",
        "line 2, column 1: a `- ` among the keys of a mapping; indent it further than the mapping, or less"
      ),
      (
        "  a: 1\nb: 2",
        "line 2, column 1: this belongs to nothing above it; indent it as what it belongs to, or begin a document with `---`"
      ),
      ("a: |\n     \n  b", "line 3, column 3: indented by 2, and what it could belong to by 0; indent both alike"),
      (
        "a:\n&x\n  b: 1", "line 2, column 1: an anchor or tag without a value; indent the line further than the mapping"
      ),
    ])
  func indentation(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }

  @Test(
    "Keys",
    arguments: [
      (
        "a: 1\nb: 2\na: 3",
        "line 3, column 1: the key `a` is given twice, first in line 1 and again in line 3; remove one of them"
      ),
      (
        "0x10: 1\n16: 2",
        "line 2, column 1: the key `16` is given twice, first in line 1, there as `0x10`, and again in line 2; remove one of them"
      ),
      (
        "{a: 1, 'a': 2}",
        "line 1, column 8: the key `a` is given twice, first in line 1 and again in line 1; remove one of them"
      ),
      (
        "{1: a, '1': b}",
        "line 1, column 8: the key `1` is given twice, first in line 1 and again in line 1; remove one of them"
      ),
      (
        "{yes: 1, true: 2}",
        "line 1, column 10: the key `true` is given twice, first in line 1, there as `yes`, and again in line 1; remove one of them"
      ),
      ("? [a]\n: b", "line 1, column 3: a key that is itself a collection; use a text as the key"),
      ("'a\n  b': 1", "line 1, column 1: a key that goes over several lines; put it in one, or begin it with `? `"),
      (
        "a: b: c",
        "line 1, column 5: a `: ` in the middle of a line, where no mapping can begin; quote the text, or begin the mapping on a "
          + "line of its own"
      ),
      (
        "a: 1\nb",
        "line 2, column 1: expected a key and `: `; write those, or indent the line further if it goes on the text above"
      ),
      (": a", "line 1, column 1: a `:` without a key before it; write the key, or quote the text"),
      ("a: 1\n: b", "line 2, column 1: a `:` without a key before it; write the key, or quote the text"),
    ])
  func keys(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }

  @Test("Keys given twice are found among many, with the lines of both")
  func manyKeys() {
    let lines = (0..<100).map { "key\($0): \($0)" } + ["key42: again"]
    #expect(
      refusal(of: lines.joined(separator: "\n"))
        == "line 101, column 1: the key `key42` is given twice, first in line 43 and again in line 101; remove one of them"
    )
  }

  @Test(
    "What is opened is closed",
    arguments: [
      ("a: 'b\nc: 1\n", "line 1, column 4: the quote opened here is not closed; add `'`"),
      ("a: \"b", "line 1, column 4: the quote opened here is not closed; add `\"`"),
      ("a: [b, {c", "line 1, column 8: the `{` opened here is not closed; add `}`"),
      ("a: [b\nc", "line 1, column 4: the `[` opened here is not closed; add `]`"),
      (
        "a: [1, 2\nb: 3\n",
        "line 2, column 2: expected `,` or `]` inside the `[` of line 1, column 4, found `:`; close the bracket, or quote the text"
      ),
      (
        "{a: [1}",
        "line 1, column 7: expected `,` or `]` inside the `[` of line 1, column 5, found `}`; close the bracket, or quote the text"
      ),
      (
        "[a,, b]",
        "line 1, column 4: expected a value inside the `[` of line 1, column 1, found `,`; write one, or quote the text"
      ),
      ("a: ]", "line 1, column 4: `]` outside of brackets; remove it, or quote the text"),
      ("a: [b]]", "line 1, column 7: expected the end of the line, found `]`; quote the text as a whole"),
    ])
  func closing(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }

  @Test(
    "Text",
    arguments: [
      ("a: @b", "line 1, column 4: a text cannot begin with `@`; quote it"),
      ("a: `b`", "line 1, column 4: a text cannot begin with a backtick; quote it"),
      ("a: %b", "line 1, column 4: a text cannot begin with `%`; quote it"),
      ("ä: 'b' c", "line 1, column 8: expected the end of the line, found `c`; quote the text as a whole"),
      (
        #"a: "C:\dir""#,
        #"line 1, column 7: the escape `\` with `d` means nothing; write `\\` for a backslash, or use single quotes"#
      ),
      (#""\x4""#, "line 1, column 2: expected 2 hexadecimal digits in the escape, found `\"`; write all of them"),
      (#""\ud83d""#, "line 1, column 2: this escape is no character; correct its number"),
      (#""\ud83d\u0041""#, "line 1, column 2: this escape is no character; correct its number"),
      (#""\U00110000""#, "line 1, column 2: this escape is no character; correct its number"),
      (
        "a: |x",
        "line 1, column 5: expected the end of the line after `|` or `>` and their indicators, found `x`; begin the text on the "
          + "next line, or quote it"
      ),
      (
        "a: - b",
        "line 1, column 4: `-` and a space cannot follow in this line; begin the sequence on a line of its own, or quote the text"
      ),
      ("[- a]", "line 1, column 2: a `- ` inside of brackets; separate what is in them by commas, or quote the text"),
      ("[|]", "line 1, column 2: `|` begins a block of text, which cannot stand here; quote the text"),
    ])
  func text(_ text: String, message: String) {
    #expect(refusal(of: text) == message)
  }

  @Test(
    "Characters",
    arguments: [
      (
        "a: b\u{0}",
        "line 1, column 5: a control character, U+0000; remove it, or write it as an escape in double quotes"
      ),
      (
        "ä\n é\u{1B}",
        "line 2, column 3: a control character, U+001B; remove it, or write it as an escape in double quotes"
      ),
      ("\u{7F}", "line 1, column 1: a control character, U+007F; remove it, or write it as an escape in double quotes"),
      (
        "'\u{9F}'",
        "line 1, column 2: a control character, U+009F; remove it, or write it as an escape in double quotes"
      ),
      (
        "\u{FFFE}",
        "line 1, column 1: a control character, U+FFFE; remove it, or write it as an escape in double quotes"
      ),
      ("a: 1\n\u{FEFF}b: 2", "line 2, column 1: a byte order mark inside of the text; remove it"),
    ])
  func characters(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }

  @Test("Bytes")
  func bytes() {
    #expect(
      refusal(of: Array("é: 1\nb: ".utf8) + [0xFF])
        == "line 2, column 4: these bytes are not UTF-8; save the text as UTF-8")
    #expect(refusal(of: [0x61, 0xC3]) == "line 1, column 2: these bytes are not UTF-8; save the text as UTF-8")
    #expect(refusal(of: [0xED, 0xA0, 0x80]) == "line 1, column 1: these bytes are not UTF-8; save the text as UTF-8")
    #expect(refusal(of: [0xFF, 0xFE, 0x61, 0x00]) == "line 1, column 1: the text is UTF-16; save it as UTF-8")
  }
}
