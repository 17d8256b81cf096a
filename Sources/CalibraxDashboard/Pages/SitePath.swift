public import CalibraxJSON
import CalibraxModel

/// Where a page is: its file below the root of the site, the same in a report and in the Studio.
public struct SitePath: Sendable {
  /// What it is made of: texts of any kind. A long one that was read from a name is as it is cut there.
  public let parts: [String]
  /// The tags that come behind, sorted by their keys, so that their order makes no other page.
  public let tags: OrderedMap<String>
  /// Its file without what it ends with.
  public let name: String

  /// The longest part that is a name of a file as it is; a tag has two of half its length.
  private static let limit = 180
  /// The longest of all, so that a folder has room before it.
  private static let wholeLimit = 1_000
  private static let ending = ".html"
  /// What stands between the beginning of a long part and its hash.
  private static let cut = "~~"

  /// A page.
  public init(_ parts: String...) {
    self.init(parts: parts)
  }

  /// A page.
  public init(parts: [String], tags: OrderedMap<String> = [:]) {
    self.parts = parts
    var sorted = OrderedMap<String>()
    for member in tags.members.sorted(by: { Self.encoded($0.key) < Self.encoded($1.key) }) {
      sorted[member.key] = member.value
    }
    self.tags = sorted
    name = Self.name(parts, sorted)
  }

  /// The page of a file as ``file`` has it; `nil` when that is no page, or does not say all of it.
  public init?(file: String) {
    guard file.hasSuffix(Self.ending) else { return nil }
    self.init(name: file.dropLast(Self.ending.count))
  }

  /// The page with a name as ``name`` has it; `nil` when that is none.
  public init?(name: Substring) {
    var parts: [String] = []
    var tags = OrderedMap<String>()
    for part in name.split(separator: "/", omittingEmptySubsequences: false) {
      let texts = part.split(separator: "=", omittingEmptySubsequences: false).map { Self.decoded($0) }
      guard let text = texts[0] else { return nil }
      if texts.count == 1, tags.isEmpty {
        parts.append(text)
      } else {
        guard texts.count == 2, let value = texts[1], tags[text] == nil else { return nil }
        tags[text] = value
      }
    }
    guard !parts.isEmpty else { return nil }
    self.init(parts: parts, tags: tags, name: String(name))
  }

  private init(parts: [String], tags: OrderedMap<String>, name: String) {
    (self.parts, self.tags, self.name) = (parts, tags, name)
  }

  /// Whether a part is a text, be it cut or not.
  public func names(_ text: String, at place: Int) -> Bool {
    let names = name.split(separator: "/")
    return names.indices.contains(place) && names[place] == Self.encoded(text)
  }

  /// Its file: letters, digits and `-._~=/` alone, so that it can stand in an address as it is.
  public var file: String { name + Self.ending }

  /// Whether its file says all of it: where it is long, its end is a hash.
  public var isWhole: Bool { !name.contains(Self.cut) }

  /// What leads from the page to the root of the site.
  public var root: String { String(repeating: "../", count: name.utf8.count { $0 == UInt8(ascii: "/") }) }

  /// What leads from the page to another.
  func link(to other: SitePath) -> String { root + other.file }

  /// What leads from the page to another, with names and values behind the question mark.
  func link(to other: SitePath, _ query: [(name: String, value: String)]) -> String {
    link(to: other) + "?" + query.map { Self.inQuery($0.name) + "=" + Self.inQuery($0.value) }.joined(separator: "&")
  }

  private static func inQuery(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let scalar = Unicode.Scalar(byte)
      if isPlain(byte) || "_.".unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%" + hexadecimal(byte)
      }
    }
  }

  private static func encoded(_ tag: OrderedMap<String>.Member) -> String {
    encoded(tag.key, limit: limit / 2) + "=" + encoded(tag.value, limit: limit / 2)
  }

  private static func name(_ parts: [String], _ tags: OrderedMap<String>) -> String {
    let whole = (parts.map { encoded($0) } + tags.members.map { encoded($0) }).joined(separator: "/")
    guard whole.utf8.count > wholeLimit else { return whole }
    let kept = whole.prefix(wholeLimit)
    return kept[..<(kept.lastIndex(of: "/") ?? kept.endIndex)] + "/" + cut + String(fnv1a(whole.utf8), radix: 16)
  }

  /// A text as a part of a file's name: other bytes as `~2F`, nothing as `~`.
  static func encoded(_ text: String, limit: Int = limit) -> String {
    if text.isEmpty { return "~" }
    var result = ""
    // A folder that ends like a file may be in the way of that.
    let lastDot = text.hasSuffix(".html") || text.hasSuffix(".js") ? text.utf8.lastIndex(of: 0x2E) : nil
    for place in text.utf8.indices {
      let byte = text.utf8[place]
      if isPlain(byte) || byte == 0x5F || byte == 0x2E && place != text.startIndex && place != lastDot {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "~" + hexadecimal(byte)
      }
    }
    // A file's name has an end, which a hash tells from others that begin alike.
    guard result.utf8.count > limit else { return result }
    return result.prefix(limit - 20) + cut + String(fnv1a(text.utf8), radix: 16)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80 && (Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte) || byte == 0x2D)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }

  private static func decoded(_ part: Substring) -> String? {
    if part == "~" { return "" }
    if part.contains(cut) { return String(part) }
    guard !part.isEmpty else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension SitePath: Hashable {
  /// Paths are the same when their files are.
  public static func == (left: SitePath, right: SitePath) -> Bool { left.name == right.name }

  /// Hashes the file.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
