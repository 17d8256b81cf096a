package import CalibraxJSON

/// Validates a value against the part of JSON Schema that the project's schemas use.
package enum SchemaValidator {
  /// What is wrong, each with its place; empty when the value is valid.
  package static func problems(_ value: JSON, _ schema: JSON, at path: String = "$") -> [String] {
    var problems: [String] = []
    if let types = schema["type"].map({ $0.elements ?? [$0] })?.compactMap(\.string) {
      if !types.contains(where: { matches(value, $0) }) { problems.append("\(path) is not \(types)") }
    }
    if let names = schema["enum"]?.elements, !names.contains(value) {
      problems.append("\(path) is none of \(names)")
    }
    if let minimum = schema["minimum"]?.double, let number = value.double, number < minimum {
      problems.append("\(path) is below \(minimum)")
    }
    if let maximum = schema["maximum"]?.double, let number = value.double, number > maximum {
      problems.append("\(path) is above \(maximum)")
    }
    if case .object(let members) = value {
      for case .string(let name) in schema["required"]?.elements ?? [] where members[name] == nil {
        problems.append("\(path).\(name) is missing")
      }
      for member in members {
        let place = "\(path).\(member.key)"
        if let property = schema["properties"]?[member.key] {
          problems += Self.problems(member.value, property, at: place)
        } else if let additional = schema["additionalProperties"] {
          if additional == false { problems.append("\(place) is not known") }
          if case .object = additional { problems += Self.problems(member.value, additional, at: place) }
        }
      }
    }
    if case .array(let elements) = value, let items = schema["items"] {
      for (index, element) in elements.enumerated() {
        problems += Self.problems(element, items, at: "\(path)[\(index)]")
      }
    }
    return problems
  }

  private static func matches(_ value: JSON, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      true
    case (.number(let number), "integer"): number.double == number.double.rounded()
    default: false
    }
  }
}
