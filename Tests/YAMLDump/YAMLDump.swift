import CalibraxJSON
import CalibraxYAML
import Glibc

/// Reads texts from the standard input, each after a line with its length in bytes, and writes a line of JSON for each:
/// `{"value":[…]}` with its documents, or `{"error":"…"}`.
///
/// In documents every key keeps its type and place, `{"mapping":[[key,value],…]}`, and every tag, `{"tag":"!x","of":…}`;
/// numbers that are not finite are `{"number":"inf"}`.
/// With `--count`, only the number of documents is written.
@main
enum YAMLDump {
  static func main() {
    let input = standardInput()
    let counts = CommandLine.arguments.contains("--count")
    var output = JSONWriter()
    var position = 0
    while let end = input[position...].firstIndex(of: UInt8(ascii: "\n")),
      let length = Int(String(decoding: input[position..<end], as: UTF8.self))
    {
      position = end + 1 + length
      let line: JSON
      do throws(YAMLError) {
        let documents = try YAML.documents(Array(input[(end + 1)..<position]))
        line = counts ? ["count": .number(JSONNumber(documents.count))] : ["value": .array(documents.map(dump))]
      } catch {
        line = ["error": .string(error.description)]
      }
      line.write(to: &output)
      output.bytes.append(UInt8(ascii: "\n"))
    }
    var written = 0
    while written < output.bytes.count {
      let count = output.bytes[written...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { exit(1) }
      written += count
    }
  }

  private static func standardInput() -> [UInt8] {
    var input: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(0, &chunk, chunk.count)
      guard count > 0 else { return input }
      input += chunk[..<count]
    }
  }

  private static func dump(_ node: YAMLNode) -> JSON {
    let value: JSON =
      switch node.content {
      case .null: .null
      case .bool(let isTrue): .bool(isTrue)
      case .integer(let value): .number(JSONNumber(value))
      // JSON has no number that is not finite.
      case .number(let value): value.isFinite ? .number(JSONNumber(value)) : ["number": .string("\(value)")]
      case .text(let text): .string(text)
      case .sequence(let elements): .array(elements.map(dump))
      case .mapping(let entries): ["mapping": .array(entries.map { [dump($0.key), dump($0.value)] })]
      }
    return node.tag.map { ["tag": .string($0), "of": value] } ?? value
  }
}
