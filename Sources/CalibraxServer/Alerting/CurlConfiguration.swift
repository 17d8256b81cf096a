/// Options as curl reads them from a file: a line an option, its value in quotes.
struct CurlConfiguration: Sendable {
  /// Bytes a line may have: curl before 8.2 takes 100 KiB.
  static let lineLimit = 100_000

  private(set) var bytes: [UInt8] = []

  mutating func turnOn(_ option: StaticString) {
    bytes += Array("\(option)\n".utf8)
  }

  mutating func set(_ option: StaticString, _ value: String) {
    bytes += Array("\(option) = ".utf8)
    bytes += Self.quoted(value.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Sets what is sent, a JSON text, in pieces if it is too long for a line.
  mutating func setBody(_ json: [UInt8]) {
    let quoted = Self.quoted(json)
    if quoted.count + 20 <= Self.lineLimit {
      bytes += Array("data-raw = ".utf8) + quoted + [UInt8(ascii: "\n")]
      return
    }
    // A byte in quotes is two at most.
    let size = Self.lineLimit / 2 - 20
    for start in stride(from: 0, to: json.count, by: size) {
      var piece = json[start..<min(start + size, json.count)]
      // At the beginning it would name a file to send. In JSON it only stands in strings, and may be spelled otherwise.
      if piece.first == UInt8(ascii: "@") { piece.replaceSubrange(start...start, with: #"\u0040"#.utf8) }
      bytes += Array("json = ".utf8) + Self.quoted(piece) + [UInt8(ascii: "\n")]
    }
  }

  /// A text in quotes, with backslashes where curl needs them.
  private static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result = [UInt8(ascii: "\"")]
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\t"): result += Array(#"\t"#.utf8)
      case UInt8(ascii: "\n"): result += Array(#"\n"#.utf8)
      case 0x0B: result += Array(#"\v"#.utf8)
      case UInt8(ascii: "\r"): result += Array(#"\r"#.utf8)
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
    return result
  }
}
