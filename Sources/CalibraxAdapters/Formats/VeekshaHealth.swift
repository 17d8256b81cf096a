import CalibraxJSON
import CalibraxReading

/// What `health_check_results.txt` says: whether the benchmark did to the server what it was to do.
struct VeekshaHealth {
  /// A check: its name, whether it passed where that is known, and what was found, by the titles there.
  struct Check {
    var name: String
    var passed: Bool?
    var details = OrderedMap<JSON>()
    /// Why it failed.
    var explanation: String?
  }

  /// The file.
  let file: String
  private(set) var checks: [Check] = []

  /// How wide the column of names is.
  private static let column = 30

  /// - Parameter file: Empty where nothing was answered.
  init(reading file: inout SourceFile) throws(AdapterError) {
    self.file = file.name
    var isHeading = false
    var section: String?
    let bytes = try file.rest()
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.endsLine) {
      if line.allSatisfy({ $0 == "=" }) {
        isHeading.toggle()
      } else if isHeading {
        checks.append(Check(name: line.trimmed))
        section = nil
      } else if let last = checks.indices.last {
        take(line, &checks[last], &section)
      }
    }
  }

  private func take(_ line: Substring, _ check: inout Check, _ section: inout String?) {
    if let result = line.firstMatch(of: /^Result:\s*(PASSED|FAILED)\s*$/) {
      check.passed = result.1 == "PASSED"
    } else if line.first?.isWhitespace != true, line.trimmed.hasSuffix(":") {
      section = String(line.trimmed.dropLast())
    } else if let section, line.first?.isWhitespace == true, !line.trimmed.isEmpty {
      let text = line.dropFirst(2)
      let isWide = text.count > Self.column && text.dropFirst(Self.column).first?.isWhitespace == true
      let key = isWide ? text.prefix(Self.column).trimmed : text.trimmed.prefix { $0 != "\t" }.trimmed
      let value = isWide ? text.dropFirst(Self.column).trimmed : ""
      var members = check.details[section]?.members ?? [:]
      members[key] = .string(value)
      check.details[section] = .object(members)
      if key == "Explanation" { check.explanation = value }
    }
  }

  /// The checks as metadata: `{"passed", "checks": [{"name", "passed", "details": {title: {name: value}}}]}`.
  var json: JSON {
    var members = OrderedMap<JSON>()
    if !checks.isEmpty { members["passed"] = .bool(checks.allSatisfy { $0.passed == true }) }
    members["checks"] = .array(
      checks.map { check in
        [
          "name": .string(check.name), "passed": check.passed.map { .bool($0) } ?? .null,
          "details": .object(check.details),
        ]
      })
    return .object(members)
  }
}
