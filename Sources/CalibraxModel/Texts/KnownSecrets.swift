import CalibraxJSON

/// Finds secrets that are known in texts, as they are and as they are written in addresses, JSON and HTML.
struct KnownSecrets: Sendable {
  /// The secrets, each of at least eight bytes.
  let texts: Set<String>
  /// How they may be written, by their first eight bytes.
  private var spellings: [UInt64: [[UInt8]]] = [:]
  /// A bit for each of these beginnings, so that a long text needs few look-ups.
  private var beginnings: [Bool]

  init(_ texts: Set<String>) {
    self.texts = texts
    beginnings = texts.isEmpty ? [] : Array(repeating: false, count: 1 << 16)
    for spelling in texts.reduce(into: Set<[UInt8]>(), { $0.formUnion(Self.spellings(of: $1)) }) {
      let beginning = spelling.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      spellings[beginning, default: []].append(spelling)
      beginnings[Self.place(of: beginning)] = true
    }
  }

  private static func place(of beginning: UInt64) -> Int {
    Int(truncatingIfNeeded: (beginning &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }

  /// Where they stand. One look at each byte, whatever number of secrets there is.
  func ranges(in text: [UInt8]) -> [Range<Int>] {
    guard !texts.isEmpty, text.count >= 8 else { return [] }
    var ranges: [Range<Int>] = []
    var beginning: UInt64 = 0
    var end = 0
    for byte in text {
      beginning = beginning << 8 | UInt64(byte)
      end += 1
      guard beginnings[Self.place(of: beginning)], end >= 8, let spellings = spellings[beginning] else { continue }
      let start = end - 8
      for spelling in spellings where text[start...].starts(with: spelling) {
        ranges.append(start..<start + spelling.count)
      }
    }
    return ranges
  }

  /// What a secret value makes known: itself, of several lines the long ones, of `Bearer …` what follows.
  static func parts(of value: String) -> [String] {
    let lines = value.split(whereSeparator: \.isNewline).map(trimmed)
    var parts = [trimmed(value[...])]
    if lines.count > 1 { parts += lines.filter { $0.utf8.count >= 16 && !$0.hasPrefix("-----") } }
    for part in parts {
      let words = part.split(separator: " ", maxSplits: 1)
      if words.count == 2, ["bearer", "basic", "token"].contains(words[0].lowercased()) {
        parts.append(trimmed(words[1]))
      }
    }
    return parts.filter { part in
      part.utf8.count >= 8 && !SecretText.isPlain(part.utf8) && !part.contains(Redaction.mark)
        && !commonWords.contains(part.lowercased())
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// What stands under secret names and is none, or is one that everybody has.
  private static let commonWords: Set<String> = [
    "anonymous", "application", "automatic", "benchmark", "changeme", "completion", "completions", "disabled",
    "document", "encrypted", "environment", "external", "internal", "kerberos", "localhost", "metadata", "optional",
    "password", "passwords", "plaintext", "postgres", "redacted", "required", "standard", "tokenizer", "undefined",
    "unlimited", "username",
  ]

  private static func spellings(of text: String) -> [[UInt8]] {
    let json = JSONWriter.bytes(of: JSON.string(text)).dropFirst().dropLast()
    let markup = markupText(text)
    return [
      Array(text.utf8), Array(json), escapedSlashes(json), Array(markup.utf8),
      Array(markup.replacing("&#39;", with: "&#x27;").utf8),
      percentEncoded(text, keeping: "", digits: "0123456789ABCDEF"),
      percentEncoded(text, keeping: "", digits: "0123456789abcdef"),
      percentEncoded(text, keeping: "/", digits: "0123456789ABCDEF"),
    ]
  }

  private static func escapedSlashes(_ json: ArraySlice<UInt8>) -> [UInt8] {
    json.flatMap { $0 == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), $0] : [$0] }
  }

  private static func percentEncoded(_ text: String, keeping kept: String, digits: String) -> [UInt8] {
    let digits = Array(digits.utf8)
    return text.utf8.flatMap { byte -> [UInt8] in
      if byte.isNameByte || byte == UInt8(ascii: "~") || kept.utf8.contains(byte) { return [byte] }
      return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
    }
  }
}
