import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Documents")
struct DocumentTests {
  private func documents(_ text: String) throws -> [JSON] {
    try YAML.documents(Array(text.utf8)).map(\.json)
  }

  @Test("A text holds any number of documents")
  func several() throws {
    #expect(try documents("") == [])
    #expect(try documents("# only\n\n") == [])
    #expect(try documents("---") == [.null])
    #expect(
      try documents("a\n--- b\n---\n# nothing\n--- |\n c\n...\n...\n---\n- d\n...\n") == [
        "a", "b", .null, "c\n", ["d"],
      ])
    #expect(try documents("%YAML 1.2 # any\n---\na: 1\n...\n%TAG ! !x\n%UNKNOWN to us\n---\nb\n") == [["a": 1], "b"])
  }

  @Test("One document is asked for")
  func one() throws {
    #expect(try read("") == .null)
    #expect(try read("--- a\n...\n# end") == "a")
    let error = #expect(throws: YAMLError.self) { try YAML.document(Array("a: 1\n---\n\nb: 2".utf8)) }
    #expect(
      error?.description
        == "line 4, column 1: a second document begins; keep one and remove the others with their `---`")
  }

  @Test("What looks like a marker is text elsewhere")
  func markers() throws {
    #expect(try read("a: ---\nb: ---c\nd: |\n  ---\ne: '---'") == ["a": "---", "b": "---c", "d": "---\n", "e": "---"])
    #expect(try read("---a") == "---a")
  }

  @Test(
    "Refused",
    arguments: [
      (
        "a\n...\nb",
        "line 3, column 1: expected the `---` that begins a document, found `b`; write it on a line before this"
      ),
      (
        "%YAML 1.1\na",
        "line 2, column 1: expected the `---` that begins a document, found `a`; write it on a line before this"
      ),
      ("%YAML 2.0\n---", "line 1, column 1: YAML 2 is not supported; write `%YAML 1.1`"),
      ("%YAML 1.1\n%YAML 1.1\n---", "line 2, column 1: a second `%YAML`; remove it"),
      (
        "%YAML 1\n---",
        "line 1, column 8: expected a version, 1.1 in the directive, found the end of the line; correct it, or quote a text that "
          + "begins with `%`"
      ),
      ("%TAG !a! x\n%TAG !a! y\n---", "line 2, column 1: a second `%TAG` for `!a!`; remove it"),
      (
        "a: 'b\n---\nc'",
        "line 2, column 1: a document ends inside of the quotes opened in line 1, column 4; close them, or indent this line"
      ),
      (
        "a: [b\n--- c",
        "line 2, column 1: expected `]` inside the `[` of line 1, column 4, found `-`; close the bracket, or quote the text"
      ),
      (
        "--- a: b",
        "line 1, column 6: a `: ` in the middle of a line, where no mapping can begin; quote the text, or begin the mapping on a "
          + "line of its own"
      ),
    ])
  func refused(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }
}
