import CalibraxJSON
import CalibraxYAML

/// What is read of YAML: `{"value":[…]}` with its documents, or `{"error":"…"}`.
///
/// In documents every key keeps its type and place, `{"mapping":[[key,value],…]}`, and every tag, `{"tag":"!x","of":…}`;
/// numbers that are not finite are `{"number":"inf"}`.
enum YAMLDump {
  static func line(_ text: [UInt8]) -> JSON {
    do throws(YAMLError) {
      return ["value": .array(try YAML.documents(text).map(dump))]
    } catch {
      return ["error": .string(error.description)]
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
