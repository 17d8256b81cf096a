import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Collections in brackets")
struct FlowTests {
  @Test("They nest, go over several lines and end in a comma")
  func lines() throws {
    #expect(
      try read("a: [1, [2,], {b: c, d: [e],},\n# comment\n   f\n  g,\n]\nh: {\n}\ni: []") == [
        "a": [1, [2], ["b": "c", "d": ["e"]], "f g"], "h": [:], "i": [],
      ])
  }

  @Test("They may be indented as they like")
  func indentation() throws {
    #expect(try read("a:\n  b: [\n1,\n2\n]\n  c: {\nd: 1}") == ["a": ["b": [1, 2], "c": ["d": 1]]])
  }

  @Test("A pair in a sequence is a mapping")
  func pairs() throws {
    #expect(
      try read("[a: 1, ? b, ? c : 2, 'd':3]") == [
        ["a": 1], ["b": .null], ["c": 2], ["d": 3],
      ])
    #expect(try read("[a:, b: ]") == [["a": .null], ["b": .null]])
  }

  @Test("Keys in braces need no value, and those in quotes no space")
  func keys() throws {
    #expect(
      try read("{a, b:, c: 1, \"d\":2, ? e, ? f : 3, ? : 4, g:h: 5}") == [
        "a": .null, "b": .null, "c": 1, "d": 2, "e": .null, "f": 3, "": 4, "g:h": 5,
      ])
  }

  @Test("Text in brackets ends at what else may stand there")
  func plain() throws {
    #expect(try read("[a b, -1, -, http://x/y, 'z', c#d]") == ["a b", -1, "-", "http://x/y", "z", "c#d"])
    #expect(refusal(of: "[a?b]") != nil)
    #expect(refusal(of: "[a: b: c]") != nil)
    #expect(refusal(of: "[:a]") != nil)
  }

  @Test("They are keys of nothing and followed by nothing")
  func surroundings() {
    #expect(refusal(of: "[a]: b")?.hasPrefix("line 1, column 1: a key that is itself a collection") == true)
    #expect(refusal(of: "a: [b] c")?.hasPrefix("line 1, column 8: expected the end of the line") == true)
  }

  @Test("Tabs are white space there")
  func tabs() throws {
    #expect(try read("a: [1,\t2,\n\t{b:\t3}\t]\t# comment\nc:\td\t\n\t\n") == ["a": [1, 2, ["b": 3]], "c": "d"])
  }
}
