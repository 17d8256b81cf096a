public import CalibraxJSON

/// Writes plain data as YAML in block style, which reads back as the same data.
public struct YAMLWriter {
  private var bytes: [UInt8] = []

  /// The text of documents, with `---` between them.
  public static func bytes(of documents: [JSON]) -> [UInt8] {
    var writer = YAMLWriter()
    for (index, document) in documents.enumerated() {
      if index > 0 { writer.text("---\n") }
      writer.block(document, indent: 0)
    }
    return writer.bytes
  }

  private mutating func text(_ text: String) { bytes += text.utf8 }

  private mutating func indent(_ count: Int) { bytes += repeatElement(UInt8(ascii: " "), count: count) }

  /// A value whose first line begins where the writer is, and the others with an indentation.
  private mutating func block(_ json: JSON, indent: Int) {
    switch json {
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        if index > 0 { self.indent(indent) }
        text("- ")
        block(element, indent: indent + 2)
      }
    case .object(let members) where !members.isEmpty:
      for (index, member) in members.enumerated() {
        if index > 0 { self.indent(indent) }
        add(member.key, member.value, indent: indent)
      }
    default: text(Self.scalar(json) + "\n")
    }
  }

  private mutating func add(_ key: String, _ value: JSON, indent: Int) {
    let key = Self.scalar(.string(key))
    // A key of more characters needs a mark of its own.
    let isLong = key.unicodeScalars.count > 1_000
    text(isLong ? "? \(key)\n" : key)
    if isLong { self.indent(indent) }
    text(":")
    guard value.isBlock else {
      text(" ")
      return block(value, indent: indent)
    }
    text("\n")
    self.indent(indent + 2)
    block(value, indent: indent + 2)
  }

  private static func scalar(_ json: JSON) -> String {
    switch json {
    case .null: "null"
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .number(let number): self.number(number)
    case .string(let text): isPlain(text) ? text : quoted(text)
    case .array: "[]"
    case .object: "{}"
    }
  }

  /// YAML 1.1 has exponents only behind a point, with a sign.
  private static func number(_ number: JSONNumber) -> String {
    if !number.double.isFinite {
      return number.double.isNaN ? ".nan" : number.double < 0 ? "-.inf" : ".inf"
    }
    let parts = number.text.lowercased().split(separator: "e")
    guard parts.count == 2 else { return number.text }
    let mantissa = parts[0].contains(".") ? parts[0] : parts[0] + ".0"
    return mantissa + "e" + (parts[1].first == "-" || parts[1].first == "+" ? "" : "+") + parts[1]
  }

  /// Whether a text without quotes is this text.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 200 else { return false }
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"),
      UInt8(ascii: "_"), UInt8(ascii: "<"):
      break
    default: return false
    }
    guard last != UInt8(ascii: " "), last != UInt8(ascii: ":"), text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }),
      !text.contains(": "), !text.contains(" #"), case .content(.text) = Resolver.meaning(of: text)
    else { return false }
    return true
  }

  /// A text as JSON has it, with escapes for what YAML does not print or takes for a line's end.
  private static func quoted(_ text: String) -> String {
    var result = ""
    for scalar in String(decoding: JSONWriter.bytes(of: JSON.string(text)), as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension JSON {
  /// Whether it takes lines of its own.
  fileprivate var isBlock: Bool { elements?.isEmpty == false || members?.isEmpty == false }
}
