import CalibraxJSON
import CalibraxYAML
import Testing

/// Types of plain scalars, as PyYAML's `SafeLoader` tells them.
@Suite("Resolution")
struct ResolutionTests {
  private func content(_ text: String) throws -> YAMLNode.Content {
    try YAML.document(Array(text.utf8)).content
  }

  @Test("Null", arguments: ["~", "null", "Null", "NULL", "", "# nothing"])
  func null(text: String) throws {
    guard case .null = try content(text) else {
      Issue.record("\(text)")
      return
    }
  }

  @Test("True and false")
  func bools() throws {
    for (isTrue, words) in [(true, ["yes", "true", "on"]), (false, ["no", "false", "off"])] {
      for word in words {
        for spelling in [word, word.uppercased(), word.prefix(1).uppercased() + word.dropFirst()] {
          #expect(try read(spelling) == .bool(isTrue))
          #expect(try read("'\(spelling)'") == .string(spelling))
        }
      }
    }
  }

  @Test(
    "Integers",
    arguments: [
      ("0", 0), ("-0", 0), ("+7", 7), ("1_000", 1000), ("1__0_", 10), ("0b101", 5), ("-0b1_1", -3), ("0x1F", 31),
      ("+0xf_f", 255),
      ("017", 15), ("-0_17", -15), ("00", 0), ("0_", 0), ("1:30", 90), ("-1:30", -90), ("190:20:30", 685230),
      ("1_0:5", 605),
      ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("0x7fffffffffffffff", Int.max),
      ("-0x8000000000000000", Int.min),
    ])
  func integers(text: String, value: Int) throws {
    guard case .integer(let found) = try content(text) else {
      Issue.record("\(text) is no integer")
      return
    }
    #expect(found == value)
  }

  @Test(
    "Numbers with a point, and integers that are too large",
    arguments: [
      ("1.5", 1.5), ("1.", 1), ("-1.50", -1.5), (".5", 0.5), ("1_0.5_0", 10.5), ("1.5e+3", 1500), ("1.e-3", 0.001),
      (".5E+1", 5),
      ("1:30.5", 90.5), ("-1:30.5", -90.5), ("0:1.", 1), (".inf", .infinity), ("-.INF", -.infinity),
      ("+.Inf", .infinity),
      ("08.5", 8.5), ("-0.0", -0.0), ("9223372036854775808", 0x1p63),
      ("-9223372036854775809", -0x1p63),
      ("0xFFFFFFFFFFFFFFFFF", 0x1p68),
      ("0x10000000000000800000000000000001", 0x1p124.nextUp),
      ("0777777777777777777777777", 0x1p72), ("1.0e+400", .infinity),
      ("99999999999999999999:30", 5.99999999999999999997e21),
    ])
  func numbers(text: String, value: Double) throws {
    guard case .number(let found) = try content(text) else {
      Issue.record("\(text) is no number")
      return
    }
    #expect(found == value && found.sign == value.sign, "\(text)")
  }

  @Test("Not a number", arguments: [".nan", ".NaN", ".NAN"])
  func nan(text: String) throws {
    guard case .number(let value) = try content(text) else {
      Issue.record("\(text)")
      return
    }
    #expect(value.isNaN)
  }

  @Test(
    "Text",
    arguments: [
      "a", "y", "N", "nULL", "tRUE", "1e3", "1.5e3", "1.2.3", "08", "0o17", "0b", "0b2", "0x", "0xg", "1:60", "1:300",
      "0:30", "+.5",
      "-.5", "._5", ".", "+", "..", "+.nan", ".iNF", "_1", "1a", "2024-06-01", "2024-6-1 10:00:00 +02:00", "1-2",
      "0_8", "==", "<<<",
      ":1", "0x1.5", "1e+3", "0.1:30", "１",
    ])
  func text(_ text: String) throws {
    guard case .text(let found) = try content(text) else {
      Issue.record("\(text) is no text")
      return
    }
    #expect(found == text)
  }

  @Test("What merges and what stands for a value are so as keys only")
  func special() throws {
    #expect(try read("=: 1\n'<<': 2") == ["=": 1, "<<": 2])
    #expect(refusal(of: "a: <<") == "line 1, column 4: `<<` merges mappings and is a key, not a value; quote it")
    #expect(refusal(of: "[a, =]") == "line 1, column 5: `=` is a key, not a value; quote it")
    #expect(try read("a: '='\nb: \"<<\"") == ["a": "=", "b": "<<"])
  }

  @Test("Numbers come back as they are written, where that is JSON")
  func written() throws {
    let json = try read("[1.50, 0x10, 1_0, 1:30, 012, +1, 1., 12345678901234567890123, .5]")
    let written = json.elements?.map { element in if case .number(let number) = element { number.text } else { "" } }
    #expect(written == ["1.50", "16", "10", "90", "10", "1", "1.0", "12345678901234567890123", "0.5"])
  }
}
