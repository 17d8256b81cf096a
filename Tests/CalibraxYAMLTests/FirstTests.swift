import CalibraxJSON
import CalibraxYAML
import Testing

@Suite struct FirstTests {
  @Test func first() throws {
    #expect(try YAML.document(Array("a: [1, b]".utf8)).json == ["a": [1, "b"]])
  }
}
