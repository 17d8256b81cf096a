/// OpenMetrics text, read strictly: every line has the form that the specification gives it, and no series comes twice.
struct OpenMetrics {
  /// What is wrong with a text.
  struct Malformed: Error { let line: String }

  private(set) var types: [String: String] = [:]
  /// The values by name and labels, the labels in order.
  private(set) var samples: [String: Double] = [:]

  init(_ text: String) throws {
    // The last line may be ended or not.
    let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
    let lines = body.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    guard lines.last == "# EOF" else { throw Malformed(line: lines.last ?? "") }
    var family = ""
    for line in lines.dropLast() {
      if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) gauge/) {
        family = String(match.1)
        guard types.updateValue("gauge", forKey: family) == nil else { throw Malformed(line: line) }
      } else if line.wholeMatch(of: /# HELP ([a-z_]+) [A-Za-z .]+/)?.1 != family[...] {
        try readSample(line, of: family)
      }
    }
  }

  private mutating func readSample(_ line: String, of family: String) throws {
    var rest = line.unicodeScalars[...]
    func take(_ text: String) -> Bool {
      guard rest.starts(with: text.unicodeScalars) else { return false }
      rest = rest.dropFirst(text.unicodeScalars.count)
      return true
    }
    guard !family.isEmpty, take(family) else { throw Malformed(line: line) }
    var labels: [String: String] = [:]
    if take("{") {
      repeat {
        let name = String(rest.prefix { $0 != "=" })
        rest = rest.dropFirst(name.unicodeScalars.count)
        guard name.wholeMatch(of: /[a-zA-Z_][a-zA-Z0-9_]*/) != nil, !name.hasPrefix("__"), take("=\"") else {
          throw Malformed(line: line)
        }
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != "\"" {
          guard scalar == "\\" else {
            value.append(scalar)
            continue
          }
          switch rest.popFirst() {
          case "n": value.append("\n")
          case let escaped? where escaped == "\\" || escaped == "\"": value.append(escaped)
          default: throw Malformed(line: line)
          }
        }
        guard labels.updateValue(String(value), forKey: name) == nil else { throw Malformed(line: line) }
      } while take(",")
      guard take("}") else { throw Malformed(line: line) }
    }
    guard take(" "), let value = Double(String(rest)) else { throw Malformed(line: line) }
    let series = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    guard samples.updateValue(value, forKey: "\(family){\(series)}") == nil else { throw Malformed(line: line) }
  }
}
