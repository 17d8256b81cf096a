import CalibraxAPI
package import CalibraxJSON
import CalibraxRPC
import Foundation

/// A conversation as it stands in Protocol/transcripts: what is sent on which connection and what must come back.
package struct Transcript: Sendable, CustomStringConvertible {
  package enum Step: Sendable {
    case send(connection: String, [UInt8])
    case expect(connection: String, JSON)
    /// Something that happens to the server: `disk full`, `disk failed`, `disk mended`; or, first of all, what it
    /// has: `tokens: ROLE TOKEN`, `config: {…}`.
    case event(String)
  }

  package let name: String
  package let steps: [(line: Int, step: Step)]
  package var description: String { name }

  package struct Malformed: Error { package let text: String }

  /// Every transcript of the protocol.
  package static func all() throws -> [Transcript] {
    let folder = Fixtures.repository("Protocol/transcripts")
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".transcript") }
      .map { try Transcript(name: $0, text: String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) }
  }

  package init(name: String, text: String) throws {
    self.name = name
    var steps: [(line: Int, step: Step)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      if trimmed.hasPrefix("@ ") {
        steps.append((index + 1, .event(String(trimmed.dropFirst(2)))))
      } else if let arrow = trimmed.range(of: "--> ") {
        steps.append(
          (index + 1, .send(connection: String(trimmed[..<arrow.lowerBound]), Array(trimmed[arrow.upperBound...].utf8)))
        )
      } else if let arrow = trimmed.range(of: "<-- ") {
        let json = try JSON(parsing: Array(trimmed[arrow.upperBound...].utf8))
        steps.append((index + 1, .expect(connection: String(trimmed[..<arrow.lowerBound]), json)))
      } else {
        throw Malformed(text: "\(name):\(index + 1): \(trimmed)")
      }
    }
    self.steps = steps
  }

  /// What the server's token file holds.
  package var tokens: String? { given("tokens: ") }

  /// What the server's config.json holds.
  package var configuration: String? { given("config: ") }

  private func given(_ name: String) -> String? {
    guard case .event(let text) = steps.first?.step, text.hasPrefix(name) else { return nil }
    return String(text.dropFirst(name.count))
  }

  /// Plays the transcript against a server of its own.
  package func play(through driver: Driver) throws -> (problems: [String], coverage: Coverage) {
    let directory = TemporaryDirectory()
    if let configuration { directory.write(configuration, to: "config.json") }
    return try play(on: driver.start(directory, tokens: tokens))
  }

  /// What a transcript showed: the methods that were answered, and the errors they were answered with.
  package struct Coverage: Sendable {
    package var succeeded: Set<String> = []
    package var failed: Set<String> = []

    package init() {}

    package static func key(_ method: String, _ code: Int) -> String { "\(method) \(code)" }

    package mutating func add(_ other: Coverage) {
      succeeded.formUnion(other.succeeded)
      failed.formUnion(other.failed)
    }
  }

  /// Plays the transcript against a server.
  ///
  /// - Returns: what differs from what is expected, and what was shown.
  package func play(on server: any Driven) throws -> (problems: [String], coverage: Coverage) {
    var problems: [String] = []
    var coverage = Coverage()
    var asked: [[UInt8]: String] = [:]
    var names: [String: String] = [:]
    for (line, step) in steps {
      switch step {
      case .event("disk full"): server.files.fillDisk()
      case .event("disk failed"): server.files.failDisk()
      case .event("disk mended"): server.files.fail(nil)
      case .event(let other) where other.hasPrefix("tokens: ") || other.hasPrefix("config: "): break
      case .event(let other): problems.append("\(name):\(line): unknown event \(other)")
      case .send(let connection, let line):
        let bytes = Matcher.filled(line, names)
        for request in (try? JSON(parsing: bytes)).map({ $0.elements ?? [$0] }) ?? [] {
          if let id = request["id"], let method = request["method"]?.string { asked[JSONWriter.bytes(of: id)] = method }
        }
        try server.send(bytes, on: connection)
      case .expect(let connection, let expected):
        let text = try server.receive(on: connection)
        let actual = try JSON(parsing: Array(text.utf8))
        Matcher.remember(actual, expected, &names)
        for problem in Matcher.problems(actual, expected) { problems.append("\(name):\(line): \(problem) in \(text)") }
        for response in actual.elements ?? [actual] {
          guard let id = response["id"], let method = asked[JSONWriter.bytes(of: id)] else { continue }
          problems += Self.invalid(response, method).map { "\(name):\(line): \($0)" }
          if let code = response["error"]?["code"]?.double {
            coverage.failed.insert(Coverage.key(method, Int(code)))
          } else {
            coverage.succeeded.insert(method)
          }
        }
      }
    }
    return (problems, coverage)
  }

  /// Where a response is not what the method's schema, or the shape of errors, says.
  private static func invalid(_ response: JSON, _ name: String) -> [String] {
    if let error = response["error"] {
      let isWhole =
        error["code"]?.double != nil && error["message"]?.string != nil && error["data"]?["kind"]?.string != nil
      return isWhole ? [] : ["the error lacks code, message or data.kind"]
    }
    guard let method = allMethods.first(where: { $0.name == name }), let result = response["result"] else {
      return ["neither result nor error of a known method"]
    }
    return SchemaValidator.problems(result, resultSchema(of: method))
  }

  private static func resultSchema<M: CalibraxRPC.Method>(of method: M.Type) -> JSON { M.Result.schema }
}

/// Compares a value with an expected one in which strings that begin with `$` are matchers.
package enum Matcher {
  /// What a matcher begins with that gives the string a name, for lines that are sent later.
  private static let namedString = "$string:"

  /// Remembers the strings that are given a name.
  static func remember(_ actual: JSON?, _ expected: JSON, _ names: inout [String: String]) {
    switch expected {
    case .string(let matcher) where matcher.hasPrefix(namedString):
      names[String(matcher.dropFirst(namedString.count))] = actual?.string
    case .object(let members): for member in members { remember(actual?[member.key], member.value, &names) }
    case .array(let elements):
      for (index, element) in elements.enumerated() { remember(actual?[index], element, &names) }
    default: break
    }
  }

  /// A line to be sent with the strings that were given names.
  static func filled(_ line: [UInt8], _ names: [String: String]) -> [UInt8] {
    var text = String(decoding: line, as: UTF8.self)
    for (name, value) in names { text = text.replacing("\"$\(name)\"", with: "\"\(value)\"") }
    return names.isEmpty ? line : Array(text.utf8)
  }

  /// Where the value is not as expected.
  package static func problems(_ actual: JSON?, _ expected: JSON, at path: String = "$") -> [String] {
    guard let actual else { return ["\(path) is missing"] }
    switch (actual, expected) {
    case (_, "$any"): return []
    case (.string, "$string"), (.number, "$number"), (.bool, "$boolean"), (.array, "$array"), (.object, "$object"):
      return []
    case (.string, .string(let name)) where name.hasPrefix(namedString): return []
    case (.object(let members), .object(let wanted)):
      // A member `...` stands for members that do not matter.
      let isOpen = wanted["..."] != nil
      let unexpected = members.keys.filter { wanted[$0] == nil && !isOpen }.map { "\(path).\($0) is unexpected" }
      return unexpected
        + wanted.filter { $0.key != "..." }.flatMap { problems(members[$0.key], $0.value, at: "\(path).\($0.key)") }
    case (.array(let elements), .array(let wanted)):
      guard elements.count == wanted.count else {
        return ["\(path) has \(elements.count) elements, not \(wanted.count)"]
      }
      return zip(elements, wanted).enumerated().flatMap { problems($1.0, $1.1, at: "\(path)[\($0)]") }
    default: return actual == expected ? [] : ["\(path) is not \(expected)"]
    }
  }
}
