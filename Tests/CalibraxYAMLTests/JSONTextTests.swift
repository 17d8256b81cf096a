import CalibraxJSON
import CalibraxTestSupport
import CalibraxYAML
import Testing

@Suite("Texts of JSON")
struct JSONTextTests {
  @Test(
    "What is JSON from end to end is read as that",
    arguments: [
      #"{"a":1e3,"b":[1E-5,-0,1.5e3,true,null]}"#, "\t{\n\t\"a\"\n\t:\n\t[\t]\t}\n\t", #"{"a":"\/\ud83d\ude00\u0000"}"#,
      "[\"\u{7F}\u{85}\u{2028} \u{FEFF}\"]", "{\"\(String(repeating: "k", count: 2000))\":1}",
      "[99999999999999999999999]", "[]", "{}",
      #"{"<<":{"a":1},"=":2,"yes":"no"}"#, #"{"a":"x: y #z","1":[[],{}]}"#,
    ])
  func json(text: String) throws {
    #expect(try read(text) == JSON(parsing: Array(text.utf8)))
    #expect(try read("\u{FEFF}" + text) == JSON(parsing: Array(text.utf8)))
  }

  @Test("Places are told in it, too")
  func marks() throws {
    let node = try YAML.document(Array("{\"ä\": \"é\",\r\n \"b\": [1, {}]}".utf8))
    #expect(node["ä"]?.mark == YAMLMark(line: 1, column: 7))
    #expect(node["b"]?.mark == YAMLMark(line: 2, column: 7))
    #expect(node["ä"]?.scalar == "é")
  }

  @Test("Keys given twice are refused there as well")
  func duplicates() {
    #expect(
      refusal(of: "{\"a\": 1,\n \"a\": 2}")
        == "line 2, column 2: the key `a` is given twice, first in line 1 and again in line 2; remove one of them")
  }

  @Test("What is not JSON is YAML")
  func yaml() throws {
    #expect(try read("[1e3, NaN, a]") == ["1e3", "NaN", "a"])
    #expect(try read("[1e3]") == [1000.0])
    #expect(try read("[NaN, 1]") == ["NaN", 1])
    #expect(try read("1e3") == "1e3")
    #expect(refusal(of: "{\"a\": 1") == "line 1, column 1: the `{` opened here is not closed; add `}`")
  }
}
