/// A line of the line protocol, read as InfluxDB does.
struct InfluxLineReader {
  struct Malformed: Error { let line: String }

  private(set) var measurement = ""
  private(set) var tags: [String: String] = [:]
  private(set) var fields: [String: String] = [:]
  private(set) var time: Int64 = 0
  private var rest: Substring.UnicodeScalarView
  private let line: String

  init(_ line: String) throws {
    self.line = line
    rest = line[...].unicodeScalars
    guard rest.first != "#" else { throw Malformed(line: line) }
    measurement = try name(until: [",", " "], escaped: [",", " "])
    while rest.first == "," {
      rest.removeFirst()
      let key = try name(until: ["="], escaped: [",", "=", " "])
      rest.removeFirst()
      let value = try name(until: [",", " "], escaped: [",", "=", " "])
      guard tags.updateValue(value, forKey: key) == nil, !key.hasPrefix("_") else { throw Malformed(line: line) }
    }
    repeat {
      rest.removeFirst()
      let key = try name(until: ["="], escaped: [",", "=", " "])
      rest.removeFirst()
      let value = try rest.first == "\"" ? string() : name(until: [",", " "], escaped: [])
      guard fields.updateValue(value, forKey: key) == nil, tags[key] == nil else { throw Malformed(line: line) }
    } while rest.first == ","
    guard rest.popFirst() == " ", let time = Int64(String(rest)) else { throw Malformed(line: line) }
    self.time = time
  }

  /// A text up to one of some characters that no backslash stands before; it is not empty.
  private mutating func name(until ends: Set<Unicode.Scalar>, escaped: Set<Unicode.Scalar>) throws -> String {
    var name = String.UnicodeScalarView()
    while let scalar = rest.first, !ends.contains(scalar) {
      rest.removeFirst()
      guard scalar == "\\", let next = rest.first else {
        name.append(scalar)
        continue
      }
      // Two backslashes are read as one by some and as two by others.
      guard next != "\\" else { throw Malformed(line: line) }
      if escaped.contains(next) {
        name.append(next)
        rest.removeFirst()
      } else {
        name.append(scalar)
      }
    }
    guard !name.isEmpty, !rest.isEmpty else { throw Malformed(line: line) }
    return String(name)
  }

  private mutating func string() throws -> String {
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      if scalar == "\\", let next = rest.popFirst() { text.append(next) } else { text.append(scalar) }
    }
    return String(text)
  }
}
