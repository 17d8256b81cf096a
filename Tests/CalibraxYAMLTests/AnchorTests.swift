import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Anchors, aliases and merges")
struct AnchorTests {
  @Test("An alias stands for what is anchored")
  func aliases() throws {
    #expect(try read("a: &x 1\nb: *x\nc: [&y [2], *y, *x]\n*x : d") == ["a": 1, "b": 1, "c": [[2], [2], 1], "1": "d"])
    #expect(try read("&k a: &v b\n*v : *k") == ["a": "b", "b": "a"])
    #expect(try read("a: &x\nb: *x\nc: &y\n  d: 1\ne: *y") == ["a": .null, "b": .null, "c": ["d": 1], "e": ["d": 1]])
  }

  @Test("An anchor above a mapping is the mapping's, and one beside a key the key's")
  func places() throws {
    #expect(try read("a: &x\n  b: 1\nc: *x") == ["a": ["b": 1], "c": ["b": 1]])
    #expect(try read("a:\n  &x b: 1\nc: *x") == ["a": ["b": 1], "c": "b"])
    #expect(try read("a: &x\n- 1\nc: *x") == ["a": [1], "c": [1]])
    #expect(try read("&x\n&y a: *y") == ["a": "a"])
  }

  @Test("Own keys win over merged ones wherever they stand, and earlier members of a list")
  func merges() throws {
    #expect(
      try read("a: &a {x: 1, y: 2}\nb: {x: 3, <<: *a}\nc: {<<: *a, x: 3}") == [
        "a": ["x": 1, "y": 2], "b": ["x": 3, "y": 2], "c": ["x": 3, "y": 2],
      ])
    #expect(try read("<<: [{x: 1}, {x: 2, y: 3}]\nz: 4") == ["x": 1, "y": 3, "z": 4])
    #expect(try read("<<: {x: 1}\n<<: {x: 2}") == ["x": 2])
    #expect(try read("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}")["c"] == ["x": 1, "y": 2, "z": 3])
    #expect(try read("<<: {}\na: 1") == ["a": 1])
  }

  @Test("Merged keys come first")
  func order() throws {
    #expect(try read("z: 1\n<<: {a: 2, z: 3}\nb: 4").members?.keys == ["a", "z", "b"])
    #expect(try read("<<: [{a: 1, b: 2}, {c: 3, a: 4}]").members?.keys == ["c", "a", "b"])
  }

  @Test(
    "What aliases nothing is refused",
    arguments: [
      ("a: *x", "line 1, column 4: the alias `*x` stands for nothing; anchor a value before it with `&x`"),
      ("*x : &x 1", "line 1, column 1: the alias `*x` stands for nothing; anchor a value before it with `&x`"),
      ("--- &x 1\n--- *x", "line 2, column 5: the alias `*x` stands for nothing; anchor a value before it with `&x`"),
      ("&x [*x]", "line 1, column 5: the alias `*x` stands inside of what it stands for (line 1, column 1); remove it"),
      (
        "a: &x\n  b: *x",
        "line 2, column 6: the alias `*x` stands inside of what it stands for (line 1, column 4); remove it"
      ),
      ("a: &x 1\nb: &x 2", "line 2, column 4: the anchor `&x` is given twice, first in line 1; rename one of them"),
      ("&x &y a", "line 1, column 4: a second anchor of one value; remove it"),
      ("&x *y", "line 1, column 4: an alias with an anchor or tag; remove one of them"),
      (
        "- *",
        "line 1, column 4: the end of the text in the name of an anchor; use letters, digits, `-` and `_`, or quote a "
          + "text that begins with `*`"
      ),
      (
        "<<: 1",
        "line 1, column 5: `<<` merges a mapping or a sequence of mappings, and this is neither; give it one, or quote "
          + "the key"
      ),
      (
        "<<: [{a: 1}, b]",
        "line 1, column 14: `<<` merges a mapping or a sequence of mappings, and this is neither; give it one, "
          + "or quote the key"
      ),
    ])
  func refused(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }
}
