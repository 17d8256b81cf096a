import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// A line of OpenMetrics: `name{label="v"} value [timestamp] [# exemplar]`.
struct OpenMetricsSample {
  var name: String
  var labels = OrderedMap<String>()
  var value: Double
  var time: Timestamp?

  /// `nil` for a line that is none.
  init?(_ line: String) {
    var rest = line[...]
    let name = rest.prefix { $0 != "{" && !$0.isWhitespace }
    guard Self.isName(name, with: "_:") else { return nil }
    rest = rest.dropFirst(name.count)
    if rest.first == "{" {
      rest.removeFirst()
      guard let labels = Self.labels(&rest) else { return nil }
      self.labels = labels
    }
    let words = rest.prefix { $0 != "#" }.split { $0.isWhitespace }
    guard words.count == 1 || words.count == 2, let value = Double(lenient: words[0]) else { return nil }
    self.name = String(name)
    self.value = value
    if words.count == 2 {
      guard let time = Double(lenient: words[1]) else { return nil }
      self.time = Timestamp(unix: time)
    }
  }

  /// Whether a text is made of letters, marks and, behind the first of them, digits.
  private static func isName(_ text: some StringProtocol, with marks: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) || marks.utf8.contains(byte) }
    return text.utf8.first.map(isLetter) == true
      && text.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Reads labels up to the brace behind them.
  private static func labels(_ rest: inout Substring) -> OrderedMap<String>? {
    var labels = OrderedMap<String>()
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      if rest.first == "}" {
        rest.removeFirst()
        return labels
      }
      guard let sign = rest.firstIndex(of: "=") else { return nil }
      let name = rest[..<sign].trimmed
      rest = rest[rest.index(after: sign)...].drop { $0.isWhitespace }
      guard isName(name, with: "_"), labels[name] == nil, rest.popFirst() == "\"" else { return nil }
      var value = ""
      while let character = rest.first, character != "\"" {
        value.append(character)
        rest.removeFirst()
        if character == "\\" {
          guard let escaped = rest.popFirst() else { return nil }
          value.append(escaped)
        }
      }
      guard rest.popFirst() == "\"" else { return nil }
      labels[name] = unescaped(value)
    }
  }

  /// A text with what `\\`, `\"` and `\n` stand for.
  static func unescaped(_ text: some StringProtocol) -> String {
    guard text.contains("\\") else { return String(text) }
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result +=
          character == "n" ? "\n" : character == "\\" || character == "\"" ? String(character) : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return isEscaped ? result + "\\" : result
  }
}
