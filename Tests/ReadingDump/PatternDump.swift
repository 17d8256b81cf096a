import CalibraxJSON
import CalibraxReading

/// What a pattern finds in a text: `{"spans":[[start,end],[start,end]]}` with all of it and its first group in bytes, the
/// group `null` where there is none; `{"spans":null}` where it is not found; or `{"error":"…"}`.
enum PatternDump {
  static func line(_ pattern: [UInt8], in text: [UInt8]) -> JSON {
    let text = String(decoding: text, as: UTF8.self)
    do throws(Pattern.Fault) {
      let pattern = try Pattern(String(decoding: pattern, as: UTF8.self))
      guard let match = pattern.firstMatch(in: text) else {
        return pattern.isFound(in: text) ? ["error": "found, and not found"] : ["spans": .null]
      }
      guard pattern.isFound(in: text) else { return ["error": "not found, and found"] }
      return ["spans": [span(match.whole), match.group.map(span) ?? .null]]
    } catch {
      return ["error": .string(error.message)]
    }
  }

  private static func span(_ range: Range<Int>) -> JSON {
    [.number(JSONNumber(range.lowerBound)), .number(JSONNumber(range.upperBound))]
  }
}
