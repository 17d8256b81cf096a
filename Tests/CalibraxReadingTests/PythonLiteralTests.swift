import CalibraxJSON
import Testing

@testable import CalibraxReading

/// Metadata that Python has printed.
@Suite struct PythonLiteralTests {
  static let literals: [(String, JSON)] = [
    ("{'a': 1, \"b\": 2.5e3}", ["a": 1, "b": 2500]), ("[True, False, None,]", [true, false, JSON.null]),
    ("('x', (1,))", ["x", [1]]), ("'it\\'s \"so\"'", "it's \"so\""), ("\"it's\"", "it's"),
    ("'a, ]\\\\'", "a, ]\\"), ("'tab\\t \\x41 \\d'", "tab\t A \\d"), ("{'True': 'None'}", ["True": "None"]),
    ("{}", [:]), ("[ ]", []),
  ]

  @Test(arguments: literals)
  func literalsAreReadAsPythonReadsThem(_ text: String, _ json: JSON) {
    #expect(JSON(pythonLiteral: text) == json)
  }

  @Test(arguments: ["", "'", "'a", "'a\\", "{'a'}", "{a: 1}", "set()", "[1", "1]", ")", "'\\xZZ'"])
  func anythingElseIsNone(_ text: String) {
    #expect(JSON(pythonLiteral: text) == nil)
  }
}
