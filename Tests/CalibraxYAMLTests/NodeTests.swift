import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Nodes")
struct NodeTests {
  @Test("A node knows where it begins, in characters")
  func marks() throws {
    let node = try YAML.document(Array("# ü\nä: [€, b]\nc: &x\n  - d\n  - !t e\nf:\n".utf8))
    #expect(node.mark == YAMLMark(line: 2, column: 1))
    guard case .sequence(let elements)? = node["ä"]?.content else { return }
    #expect(elements.map(\.mark) == [YAMLMark(line: 2, column: 5), YAMLMark(line: 2, column: 8)])
    #expect(node["c"]?.mark == YAMLMark(line: 3, column: 4))
    guard case .sequence(let others)? = node["c"]?.content else { return }
    #expect(others.map(\.mark) == [YAMLMark(line: 4, column: 5), YAMLMark(line: 5, column: 5)])
    #expect(node["f"]?.mark == YAMLMark(line: 6, column: 3))
    guard case .mapping(let entries) = node.content else { return }
    #expect(entries.map { $0.key.mark?.line } == [2, 3, 6])
  }

  @Test("A scalar keeps its characters")
  func scalars() throws {
    let node = try YAML.document(
      Array("[0x10, yes, 2024-06-01, 1.50, \"a\\tb\", ~, !x 7, [a]]".utf8))
    guard case .sequence(let elements) = node.content else { return }
    #expect(elements.map(\.scalar) == ["0x10", "yes", "2024-06-01", "1.50", "a\tb", "~", "7", nil])
    #expect(node.scalar == nil)
    #expect(try YAML.document([]).scalar == "")
  }

  @Test("A member is found by how its key is written")
  func members() throws {
    let node = try YAML.document(Array("a: 1\n0x10: 2\nyes: 3".utf8))
    #expect(node["a"]?.json == 1)
    #expect(node["0x10"]?.json == 2)
    #expect(node["16"] == nil)
    #expect(node["yes"]?.json == 3)
    #expect(node["a"]?["b"] == nil)
  }

  @Test("A node is made of JSON")
  func json() throws {
    let json = try JSON(
      parsing: Array(#"{"z":[1,-0,1.50,1e3,99999999999999999999],"a":{"b":null,"c":true,"d":"x"}}"#.utf8))
    let node = YAMLNode(json)
    #expect(node.json == json)
    #expect(node.json.members?.keys == ["z", "a"])
    guard case .sequence(let numbers)? = node["z"]?.content else { return }
    #expect(numbers.map(\.scalar) == ["1", "-0", "1.50", "1e3", "99999999999999999999"])
    let integers = numbers.map { number in if case .integer = number.content { true } else { false } }
    #expect(integers == [true, true, false, false, false])
    #expect(node["a"]?["c"]?.scalar == "true")
    #expect(node.mark == nil && node["z"]?.mark == nil)
  }

  @Test("An error tells its place first")
  func error() {
    let error = YAMLError("a tab; use spaces", at: YAMLMark(line: 3, column: 7))
    #expect(error.description == "line 3, column 7: a tab; use spaces")
    #expect("\(error)" == error.description)
  }
}
