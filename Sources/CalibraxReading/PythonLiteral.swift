public import CalibraxJSON

extension JSON {
  /// Reads a Python literal: `{'a': 1, "b": [True, None], 'c': (1, 2,)}`. `nil` for anything else.
  public init?(pythonLiteral text: String) {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard let string = Self.string(until: byte, &rest) else { return nil }
        bytes += string
      case UInt8(ascii: "("): bytes.append(UInt8(ascii: "["))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        // Python has commas behind last elements.
        if let last = bytes.lastIndex(where: { !isSpace($0) }), bytes[last] == UInt8(ascii: ",") {
          bytes.remove(at: last)
        }
        bytes.append(byte == UInt8(ascii: ")") ? UInt8(ascii: "]") : byte)
      case _ where Self.isLetter(byte):
        let letters = [byte] + rest.prefix(while: Self.isLetter)
        rest = rest.dropFirst(letters.count - 1)
        let word = String(decoding: letters, as: UTF8.self)
        bytes +=
          (["True": "true", "False": "false", "None": "null", "nan": "NaN", "inf": "Infinity"][word] ?? word).utf8
      default: bytes.append(byte)
      }
    }
    guard let json = try? JSON(parsing: bytes) else { return nil }
    self = json
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }

  /// The rest of a string as a string of JSON; `nil` when nothing ends it.
  private static func string(until quote: UInt8, _ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var string = [UInt8(ascii: "\"")]
    while let byte = rest.popFirst() {
      switch byte {
      case quote: return string + [UInt8(ascii: "\"")]
      case UInt8(ascii: "\""): string += Array("\\\"".utf8)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case UInt8(ascii: "'"): string.append(escaped)
        case UInt8(ascii: "x"): string += Array("\\u00".utf8)
        case _ where "\"\\nrtbfu".utf8.contains(escaped): string += [UInt8(ascii: "\\"), escaped]
        // What is no escape in Python stands for itself.
        default: string += Array("\\\\".utf8) + [escaped]
        }
      default: string.append(byte)
      }
    }
    return nil
  }
}
