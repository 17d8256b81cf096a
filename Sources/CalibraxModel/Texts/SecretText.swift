/// Finds secrets in a text by what they look like: `token=…`, `--api-key …`, `Bearer …`, `sk-…`, private keys, addresses.
///
/// One pass over the bytes, for texts are long and may be hostile: at each `=`, `:`, comma and white space the name is
/// looked for backwards, where no other name is.
struct SecretText {
  let bytes: [UInt8]
  private var ranges: [Range<Int>] = []

  /// `jwt=x` is the shortest text with a secret in it.
  static let shortest = 5

  /// Where secrets stand, in order.
  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    guard bytes.count >= shortest else { return [] }
    var text = SecretText(bytes: bytes)
    text.find()
    return text.ranges
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func find() {
    var addresses = SecretAddress(bytes)
    var position = 0
    while position < bytes.count {
      let end: Int?
      switch bytes[position] {
      case UInt8(ascii: ":") where byte(position + 1) == UInt8(ascii: "/") && byte(position + 2) == UInt8(ascii: "/"):
        let address = addresses.secret(behind: position + 3)
        if let address { ranges.append(address) }
        end = address?.upperBound
      case UInt8(ascii: "="), UInt8(ascii: ":"): end = named(at: position)
      case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        end = following(position)
      case UInt8(ascii: "-"): end = privateKey(at: position)
      default: end = token(at: position)
      }
      position = max(end ?? 0, position + 1)
    }
  }

  private func byte(_ position: Int) -> UInt8 { bytes.indices.contains(position) ? bytes[position] : 0 }

  // MARK: Names with values

  /// The value behind `token=`, `"password": ` and the like; its end.
  private mutating func named(at separator: Int) -> Int? {
    let range = name(before: separator)
    let name = bytes[range]
    let isParameter = [UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";")].contains(byte(range.lowerBound - 1))
    let secrecy = SecretName.secrecy(of: name)
    if secrecy == .open, !isParameter || !SecretName.isSignature(name) && !isKey(name, behind: separator) { return nil }
    var start = separator + 1
    if byte(start) == UInt8(ascii: "=") || byte(start) == UInt8(ascii: ">") { start += 1 }
    let isPhrase = bytes[separator] == UInt8(ascii: ":") && byte(start).isBlank && SecretName.isPhrase(name)
    while byte(start).isBlank { start += 1 }
    if let scheme = scheme(at: start) { start = scheme }
    let value = value(at: start, isPhrase: isPhrase, isCookie: isPhrase && SecretName.isCookie(name))
    let text = bytes[value]
    // A number or `true` is no secret, but of a password, an option or an address.
    let mayBePlain = isParameter || name.first == UInt8(ascii: "-")
    if !mayBePlain, Self.isPlain(text), secrecy != .password || !Self.isNumber(text) { return value.upperBound }
    return take(value)
  }

  /// Whether a parameter of an address is a `key` that looks like one.
  private func isKey(_ name: ArraySlice<UInt8>, behind separator: Int) -> Bool {
    guard SecretName.isKey(name) else { return false }
    let value = bytes[(separator + 1)...].prefix(200).prefix { $0.isNameByte || "+/=%~".utf8.contains($0) }
    return Self.isCredential(String(decoding: value, as: UTF8.self))
  }

  /// What follows `--api-key`, `Bearer` and `password is`; its end.
  private mutating func following(_ separator: Int) -> Int? {
    guard separator > 0, !bytes[separator - 1].isWhiteSpace else { return nil }
    let range = name(before: separator)
    let name = bytes[range]
    guard let first = name.first else { return nil }
    if first == UInt8(ascii: "-") {
      guard SecretName.secrecy(of: name) != .open else { return nil }
      var start = separator
      if bytes[start] == UInt8(ascii: ",") { start += 1 }
      while byte(start).isWhiteSpace { start += 1 }
      if byte(start) == UInt8(ascii: ",") { start += 1 }
      let value = value(at: start)
      return byte(value.lowerBound) == UInt8(ascii: "-") ? nil : take(value)
    }
    guard bytes[separator].isBlank else { return nil }
    var start = separator
    while byte(start).isBlank { start += 1 }
    if name.count == 6 || name.count == 5, let scheme = String(decoding: name, as: UTF8.self).scheme {
      var end = start
      while byte(end).isNameByte || "+/=~".utf8.contains(byte(end)) { end += 1 }
      // "Basic information" is prose.
      let isProse = scheme == "basic" && !bytes[start..<end].contains { $0.isDigit || $0 == UInt8(ascii: "=") }
      return end - start < 8 || isProse ? nil : take(start..<end)
    }
    guard byte(start) == UInt8(ascii: "i"), byte(start + 1) == UInt8(ascii: "s"), byte(start + 2).isBlank,
      SecretName.secrecy(of: name) == .password
    else { return nil }
    let value = value(at: start + 3)
    // "The password is wrong" is prose.
    return bytes[value].contains { $0.isDigit || $0.isCapital } ? take(value) : nil
  }

  /// Takes a value for a secret, unless it was taken out already; its end.
  private mutating func take(_ value: Range<Int>) -> Int? {
    if value.isEmpty { return nil }
    if !bytes[value.lowerBound...].starts(with: Redaction.mark.utf8) { ranges.append(value) }
    return value.upperBound
  }

  /// The name that ends before white space, a quote and a separator.
  private func name(before separator: Int) -> Range<Int> {
    var end = separator
    if bytes[separator] != UInt8(ascii: ",") { while end > 0, bytes[end - 1].isBlank { end -= 1 } }
    if end > 0, bytes[end - 1].isQuote {
      end -= 1
      while end > 0, separator - end < 64, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    var start = end
    // The end of a name says what it is.
    while start > 0, end - start < 128, bytes[start - 1].isNameByte { start -= 1 }
    return start..<end
  }

  /// A value, without the quotes around it; in a string they are escaped as its own are.
  private func value(at position: Int, isPhrase: Bool = false, isCookie: Bool = false) -> Range<Int> {
    var start = position
    while byte(start) == UInt8(ascii: "\\"), start - position < 8 { start += 1 }
    guard byte(start).isQuote else {
      let end = endOfWords(from: position, isPhrase: isPhrase, isCookie: isCookie)
      return position..<end
    }
    let quote = bytes[start]
    let depth = start - position
    start += 1
    var end = start
    var escapes = 0
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      // In quotes that are not escaped a backslash escapes; a quote with as many or fewer before it ends the others.
      if bytes[end] == quote, depth == 0 ? escapes.isMultiple(of: 2) : escapes <= depth {
        return start..<(depth == 0 ? end : end - escapes)
      }
      escapes = bytes[end] == UInt8(ascii: "\\") ? escapes + 1 : 0
      end += 1
    }
    return start..<end
  }

  private func endOfWords(from start: Int, isPhrase: Bool, isCookie: Bool) -> Int {
    var end = start
    // What is made of more is taken apart itself.
    if byte(start) == UInt8(ascii: "{") || byte(start) == UInt8(ascii: "[") { return start }
    scan: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "}"), UInt8(ascii: "]"),
        UInt8(ascii: ")"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        break scan
      case UInt8(ascii: "\\") where byte(end + 1).isQuote: break scan
      case UInt8(ascii: ","): if !isPhrase || byte(end + 1).isWhiteSpace { break scan }
      case UInt8(ascii: ";"): if !isCookie, !isPhrase || byte(end + 1).isWhiteSpace { break scan }
      case UInt8(ascii: "&"), UInt8(ascii: " "), UInt8(ascii: "\t"): if !isPhrase { break scan }
      default: if bytes[end].isWhiteSpace { break scan }
      }
      end += 1
    }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return end
  }

  /// Where the secret behind `Bearer ` begins.
  private func scheme(at start: Int) -> Int? {
    var end = start
    while end - start < 7, byte(end).isNameByte { end += 1 }
    guard byte(end).isBlank, String(decoding: bytes[start..<end], as: UTF8.self).scheme != nil else { return nil }
    while byte(end).isBlank { end += 1 }
    return end
  }

  // MARK: Keys

  private static let beginnings: [[UInt8]] = [
    "sk-", "hf_", "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-",
    "npm_", "pypi-", "AKIA", "AIza", "eyJ",
  ].map { Array($0.utf8) }

  /// A key that begins as those of a service do; its end.
  private mutating func token(at start: Int) -> Int? {
    switch bytes[start] {
    case UInt8(ascii: "s"), UInt8(ascii: "h"), UInt8(ascii: "g"), UInt8(ascii: "x"), UInt8(ascii: "n"),
      UInt8(ascii: "p"), UInt8(ascii: "A"), UInt8(ascii: "e"):
      break
    default: return nil
    }
    let before = byte(start - 1)
    guard !before.isNameByte || "-.".utf8.contains(before),
      let beginning = Self.beginnings.first(where: { bytes[start...].starts(with: $0) })
    else { return nil }
    var end = start + beginning.count
    var isVaried = false
    while byte(end).isNameByte {
      isVaried = isVaried || bytes[end].isDigit || bytes[end].isCapital
      end += 1
    }
    // `sk-learn-something-else` is none.
    if isVaried, end - start - beginning.count >= 12 { ranges.append(start..<end) }
    return end
  }

  /// What is between `-----BEGIN PRIVATE KEY-----` and the end of it; its end.
  private mutating func privateKey(at start: Int) -> Int? {
    guard bytes[start...].starts(with: "-----BEGIN ".utf8) else { return nil }
    let label = start + 11
    var end = label
    while byte(end).isCapital || byte(end) == UInt8(ascii: " ") { end += 1 }
    guard bytes[label..<end].suffix(11).elementsEqual("PRIVATE KEY".utf8), bytes[end...].starts(with: "-----".utf8)
    else { return end }
    end += 5
    let body = end
    while end < bytes.count, !(bytes[end] == UInt8(ascii: "-") && bytes[end...].starts(with: "-----END".utf8)) {
      end += 1
    }
    return take(body..<end)
  }

  // MARK: Values

  /// Whether a text looks like a key that a program was given: long, without spaces, letters and digits in it.
  static func isCredential(_ text: String) -> Bool {
    guard text.utf8.count >= 12, text.utf8.count <= 8_192, !text.contains(where: \.isWhitespace) else { return false }
    return text.contains(where: \.isLetter) && text.contains(where: \.isNumber)
  }

  /// Whether a text is numbers, or a word for true, false or nothing.
  static func isPlain(_ text: some Collection<UInt8>) -> Bool {
    if isNumber(text) { return true }
    guard text.count <= 5 else { return false }
    return ["true", "false", "yes", "no", "on", "off", "null", "none", "nil"]
      .contains(String(decoding: text, as: UTF8.self).lowercased())
  }

  private static func isNumber(_ text: some Collection<UInt8>) -> Bool {
    text.contains(where: \.isDigit) && text.allSatisfy { $0.isDigit || "+-.,:e".utf8.contains($0) }
  }
}

extension String {
  /// How somebody says who they are, where this is the word for it.
  fileprivate var scheme: String? {
    let word = lowercased()
    return word == "bearer" || word == "basic" ? word : nil
  }
}

extension UInt8 {
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isWhiteSpace: Bool { self == UInt8(ascii: " ") || (0x09...0x0D).contains(self) }
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  /// Letters, digits, `_`, `-` and `.`.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
