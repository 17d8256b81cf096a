import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Block collections")
struct BlockTests {
  @Test("A mapping and a sequence, one inside the other")
  func nested() throws {
    #expect(
      try read("a:\n  b: 1\n  c:\n    - x\n    - y: 2\n      z: 3\nd: 4\n") == [
        "a": ["b": 1, "c": ["x", ["y": 2, "z": 3]]], "d": 4,
      ])
  }

  @Test("A sequence may be indented as its key is")
  func indentless() throws {
    #expect(
      try read("a:\n- 1\n- - 2\n  - 3\nb:\n-\n- c: d\n  e: f\n") == [
        "a": [1, [2, 3]], "b": [.null, ["c": "d", "e": "f"]],
      ])
  }

  @Test("What is not there is null")
  func empty() throws {
    #expect(
      try read("a:\nb: # nothing\nc:\n  - \n  -\n  - x\n") == ["a": .null, "b": .null, "c": [.null, .null, "x"]])
  }

  @Test("A value stands on the next line, indented further")
  func nextLine() throws {
    #expect(
      try read("a:\n  text\nb:\n\n  # a comment\n  [1]\nc: &x\n  d: 1\n") == ["a": "text", "b": [1], "c": ["d": 1]])
  }

  @Test("An explicit key is anything before its colon")
  func explicitKeys() throws {
    #expect(
      try read("? a\n: 1\n? b\n? |\n  block\n: - x\n  - y\nc: 2\n? ''\n: - z\n") == [
        "a": 1, "b": .null, "block\n": ["x", "y"], "c": 2, "": ["z"],
      ])
    #expect(try read("?\n: - x\n") == ["": ["x"]])
  }

  @Test("Keys are of any scalar")
  func keys() throws {
    #expect(
      try read("'a b': 1\n\"c\\td\": 2\ne f : 3\n1.50: 4\n~: 5\nyes: 6") == [
        "a b": 1, "c\td": 2, "e f": 3, "1.50": 4, "~": 5, "yes": 6,
      ])
    #expect(try read("a:b: c\nhttp://x: y") == ["a:b": "c", "http://x": "y"])
  }

  @Test("A key may be as long as 1024 characters, whatever their bytes")
  func longKeys() throws {
    let key = String(repeating: "ü", count: 1024)
    #expect(try read(key + ": 1") == [key: 1])
    #expect(
      refusal(of: key + "x: 1")
        == "line 1, column 1: a key of more than 1024 characters; shorten it, or begin it with `? `")
    #expect(try read("? " + key + "x\n: 1") == [key + "x": 1])
  }

  @Test("Members keep their order")
  func order() throws {
    #expect(try read("z: 1\na: 2\nm: 3").members?.keys == ["z", "a", "m"])
  }

  @Test("Lines end in any of three ways", arguments: ["\n", "\r\n", "\r"])
  func lineBreaks(_ lineBreak: String) throws {
    let text = "a: |\n  x\n  y\nb: c\n  d\n\n# comment\ne: 'f\n\n  g'\n".replacing("\n", with: lineBreak)
    #expect(try read(text) == ["a": "x\ny\n", "b": "c d", "e": "f\ng"])
    #expect(refusal(of: text + "h: [") == "line 11, column 4: the `[` opened here is not closed; add `]`")
  }

  @Test("A byte order mark is not part of the text")
  func byteOrderMark() throws {
    #expect(try read("\u{FEFF}a: 1\nb: 2") == ["a": 1, "b": 2])
    #expect(refusal(of: "\u{FEFF}a: ]")?.hasPrefix("line 1, column 4: ") == true)
  }

  @Test("Comments begin after white space")
  func comments() throws {
    #expect(
      try read("# first\na: b#c # d\n  # e\nf: [1, # g\n  2] # h\n'i': 'j' # k\n#l") == [
        "a": "b#c", "f": [1, 2], "i": "j",
      ])
  }
}
