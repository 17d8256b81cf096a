import CalibraxJSON
import CalibraxTestSupport
import Testing

@Suite("Round trip")
struct RoundTripTests {
  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private func indented(_ compact: String) -> String {
    text(JSONWriter.indented(Array(compact.utf8)))
  }

  @Test("Random trees are read back as they were written, indented or not", arguments: [UInt64(1), 2])
  func randomTrees(seed: UInt64) throws {
    var trees = RandomTree(seed: seed)
    for _ in 0..<1_000 {
      let tree = trees.next()
      let compact = JSONWriter.bytes(of: tree)
      let indented = JSONWriter.indented(compact)
      #expect(try JSON(parsing: compact) == tree)
      #expect(try JSON(parsing: indented) == tree)
      #expect(try JSONWriter.bytes(of: JSON(parsing: indented)) == compact)
    }
  }

  @Test("What is written of any text is written the same again")
  func randomTexts() throws {
    var texts = RandomText(seed: 3)
    for _ in 0..<1_000 {
      let tree = try JSON(parsing: Array(texts.next().utf8))
      let written = JSONWriter.bytes(of: tree)
      let again = try JSON(parsing: written)
      #expect(again == tree)
      #expect(JSONWriter.bytes(of: again) == written)
    }
  }

  @Test("Trees are written without white space, members in their order")
  func compact() {
    let tree: JSON = ["b": [1, 2.5, "x"], "a": ["c": true, "d": .null], "": [:], "e": []]
    #expect(text(JSONWriter.bytes(of: tree)) == #"{"b":[1,2.5,"x"],"a":{"c":true,"d":null},"":{},"e":[]}"#)
  }

  @Test(
    "Only quote, backslash and control characters are escaped",
    arguments: [
      ("", #""""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("a\u{8}\t\n\u{C}\rz", #""a\b\t\n\f\rz""#),
      ("\u{0}\u{1}\u{B}\u{F}\u{10}\u{1A}\u{1F}", #""\u0000\u0001\u000b\u000f\u0010\u001a\u001f""#),
      ("\u{7F}\u{80}é\u{2028}😀", "\"\u{7F}\u{80}é\u{2028}😀\""), ("\r\n", #""\r\n""#), ("\"\"x\"\"", #""\"\"x\"\"""#),
    ])
  func escapes(string: String, written: String) {
    #expect(text(JSONWriter.bytes(of: string)) == written)
    #expect(text(JSONWriter.bytes(of: JSON.string(string))) == written)
    #expect(text(JSONWriter.bytes(of: [string: 1] as OrderedMap)) == "{\(written):1}")
  }

  @Test("Every Unicode scalar is read back")
  func everyScalar() throws {
    var string = ""
    for value in UInt32(0)...0x10FFFF where value < 0x3000 || value % 61 == 0 || value > 0x10FF00 {
      if let scalar = Unicode.Scalar(value) { string.unicodeScalars.append(scalar) }
    }
    let back = try JSON(parsing: JSONWriter.bytes(of: string)).string
    #expect(back.map { Array($0.utf8) } == Array(string.utf8))
  }

  @Test(
    "Indented text has one member or element a line",
    arguments: [
      ("1", "1"), (#""a""#, #""a""#), ("[]", "[]"), ("{}", "{}"), ("[1]", "[\n  1\n]"),
      ("[[],{}]", "[\n  [],\n  {}\n]"), (#"{"a":{}}"#, "{\n  \"a\": {}\n}"),
      ("[[[1,2]]]", "[\n  [\n    [\n      1,\n      2\n    ]\n  ]\n]"),
    ])
  func indentedSmall(compact: String, expected: String) {
    #expect(indented(compact) == expected)
  }

  @Test("Indented text looks as Python writes it")
  func indentedSample() {
    let compact =
      #"{"name":"probe","empty":[],"none":{},"points":[1,2.5,-3,{"a":null,"b":[true,false]}],"#
      + #""text":"a\"b\\c, [d]: {e}","nested":[[[]],[{}]],"":""}"#
    let expected = #"""
      {
        "name": "probe",
        "empty": [],
        "none": {},
        "points": [
          1,
          2.5,
          -3,
          {
            "a": null,
            "b": [
              true,
              false
            ]
          }
        ],
        "text": "a\"b\\c, [d]: {e}",
        "nested": [
          [
            []
          ],
          [
            {}
          ]
        ],
        "": ""
      }
      """#
    #expect(indented(compact) == expected)
  }

  @Test(
    "Strings keep their punctuation when indented",
    arguments: [#""a,b:c{d}[e]""#, #""\"""#, #""\\""#, #""\\\",""#, #""{\"a\":[]}""#])
  func indentedString(string: String) {
    #expect(indented("[\(string)]") == "[\n  \(string)\n]")
    #expect(indented("{\(string):\(string)}") == "{\n  \(string): \(string)\n}")
  }
}

/// Random trees, numbers and strings of every kind in them.
private struct RandomTree {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> JSON {
    value(depth: 0)
  }

  private mutating func pick(_ count: Int) -> Int {
    Int.random(in: 0..<count, using: &generator)
  }

  private mutating func value(depth: Int) -> JSON {
    switch pick(depth < 5 ? 10 : 6) {
    case 0: return .null
    case 1: return .bool(pick(2) == 0)
    case 2, 3: return .string(string())
    case 4: return .number(JSONNumber(Int(truncatingIfNeeded: generator.next()) >> pick(64)))
    case 5:
      let double = Double(bitPattern: generator.next())
      return .number(JSONNumber(double.isFinite ? double : 0.5))
    case 6, 7:
      var elements: [JSON] = []
      for _ in 0..<pick(5) { elements.append(value(depth: depth + 1)) }
      return .array(elements)
    default:
      var members = OrderedMap<JSON>()
      for _ in 0..<pick(pick(8) == 0 ? 30 : 5) { members[string()] = value(depth: depth + 1) }
      return .object(members)
    }
  }

  private mutating func string() -> String {
    var string = ""
    for _ in 0..<pick(12) {
      let value = UInt32(pick([0x20, 0x80, 0x800, 0x10000, 0x110000][pick(5)]))
      string.unicodeScalars.append(Unicode.Scalar(value) ?? "\\")
    }
    return string
  }
}
