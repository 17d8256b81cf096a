package import CalibraxJSON

/// What another program answered to an input.
package struct GoldenCase: Sendable, CustomStringConvertible {
  package let input: JSON
  package let expected: JSON

  /// The cases of a file in Tests/Fixtures, one a line.
  package static func all(_ file: String) throws -> [GoldenCase] {
    try Fixtures.lines(file).map { line in
      let json = try JSON(parsing: Array(line.utf8))
      return GoldenCase(input: json["input"] ?? .null, expected: json["expected"] ?? .null)
    }
  }

  /// A list of numbers of the input.
  package func numbers(_ name: String) -> [Double] {
    (input[name]?.elements ?? []).compactMap(\.double)
  }

  package var description: String { String(decoding: JSONWriter.bytes(of: input).prefix(200), as: UTF8.self) }

  /// Whether every member of what was expected is there, numbers within a relative error.
  package static func isClose(_ actual: JSON?, _ expected: JSON, within relative: Double = 1e-9) -> Bool {
    switch (actual, expected) {
    case (.number(let left), .number(let right)): abs(left.double - right.double) <= relative * abs(right.double)
    case (.object(let members), .object(let wanted)):
      wanted.members.allSatisfy { isClose(members[$0.key], $0.value, within: relative) }
    case (.array(let elements), .array(let wanted)):
      elements.count == wanted.count && zip(elements, wanted).allSatisfy { isClose($0, $1, within: relative) }
    default: actual == expected
    }
  }
}
