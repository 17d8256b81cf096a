import CalibraxJSON
import CalibraxYAML
import Testing

/// What is written is what is read.
@Suite struct WriterTests {
  private func text(_ documents: JSON...) -> String { String(decoding: YAMLWriter.bytes(of: documents), as: UTF8.self) }

  @Test func collectionsAreBlocks() {
    let json: JSON = [
      "client": ["api_key": "<redacted>", "tags": ["a", "b c"], "none": .null, "empty": [:], "list": []],
      "rows": [[1, 2.5], ["x": true, "y": ["z": "yes"]]],
    ]
    #expect(
      text(json) == """
        client:
          api_key: <redacted>
          tags:
            - a
            - b c
          none: null
          empty: {}
          list: []
        rows:
          - - 1
            - 2.5
          - x: true
            y:
              z: "yes"

        """)
  }

  @Test func documentsAreApart() throws {
    let documents = try YAML.documents(Array(text(["a": 1], "b", .null).utf8))
    #expect(documents.map(\.json) == [["a": 1], "b", .null])
  }

  @Test(arguments: [
    "", " ", "a", "a b", "a: b", "a #b", "a:", "#a", "- a", "---", "...", "? a", "*a", "&a", "!a", "|", ">", "@a", "`a",
    "%a", "'a'", "\"a\"", "{a", "[a]", "<<", "=", "~", "null", "yes", "NO", "12", "1.5", "1:30", "0x1F", ".inf",
    "2024-01-01", "a\nb", "a\r\nb\t", "\u{0}\u{1B}\u{7F}\u{85}\u{9F}\u{2028}\u{FEFF}", "é ☃ 𝄞", "\\", "<redacted>",
    "a, b", "/tmp/x", "x ", String(repeating: "long ", count: 400),
  ])
  func aTextIsReadBack(_ value: String) throws {
    let json: JSON = .object([value: .string(value), "in": [.string(value), .object([value: [.string(value)]])]])
    #expect(try read(text(json)) == json)
    #expect(try read(text(.string(value))) == .string(value))
  }

  @Test(arguments: ["0", "-1", "1.5", "1e3", "1E-7", "-2.5e+20", "123456789012345678901234567890", "NaN", "-Infinity"])
  func aNumberIsReadBack(_ number: String) throws {
    let json = try JSON(parsing: Array("[\(number)]".utf8))
    let back = try read(text(json))
    #expect(back[0]?.double?.description == json[0]?.double?.description)
  }
}
