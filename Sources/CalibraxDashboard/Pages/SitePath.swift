import CalibraxModel

/// Where a page is: its file below the root of the site, the same in a report and in the Studio.
public struct SitePath: Hashable, Sendable {
  /// What it is made of: texts of any kind.
  public let parts: [String]

  /// The longest part that is a name of a file as it is.
  private static let limit = 180
  private static let ending = ".html"

  /// A page.
  public init(_ parts: String...) {
    self.parts = parts
  }

  /// A page.
  public init(parts: [String]) {
    self.parts = parts
  }

  /// The page of a file as ``file`` has it; `nil` when that is no page.
  public init?(file: String) {
    guard file.hasSuffix(Self.ending) else { return nil }
    self.init(name: file.dropLast(Self.ending.count))
  }

  /// The page with a name as ``name`` has it; `nil` when that is none.
  public init?(name: Substring) {
    var parts: [String] = []
    for part in name.split(separator: "/", omittingEmptySubsequences: false) {
      guard let text = Self.decoded(part) else { return nil }
      parts.append(text)
    }
    self.parts = parts
  }

  /// Its file: letters, digits and `-._~` alone, so that it can stand in an address as it is.
  public var file: String { name + Self.ending }

  /// Its file without what it ends with.
  public var name: String { parts.map { Self.encoded($0) }.joined(separator: "/") }

  /// What leads from the page to the root of the site.
  public var root: String { String(repeating: "../", count: parts.count - 1) }

  /// What leads from the page to another.
  func link(to other: SitePath) -> String { root + other.file }

  /// A text as a part of a file's name: other bytes as `~2F`, nothing as `~`.
  static func encoded(_ text: String) -> String {
    if text.isEmpty { return "~" }
    var result = ""
    for (place, byte) in text.utf8.enumerated() {
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || byte == 0x2D)
      if isPlain || byte == 0x5F || byte == 0x2E && place > 0 {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "~" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    // A file's name has an end, which a hash tells from others that begin alike.
    guard result.utf8.count > limit else { return result }
    return result.prefix(limit - 20) + "~~" + String(fnv1a(text.utf8), radix: 16)
  }

  private static func decoded(_ part: Substring) -> String? {
    if part == "~" { return "" }
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
