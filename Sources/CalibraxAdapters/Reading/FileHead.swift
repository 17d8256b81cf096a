import CalibraxReading

/// The beginning of a file, by which adapters know it.
public struct FileHead {
  /// The file's name or path.
  public let name: String
  /// The most that is known of where it is.
  let path: String
  /// The first lines, 64 KiB at most; each ends in `\n` however the file ends it.
  let text: String
  /// What a file begins with that is JSON.
  let json: Shape?

  /// The outermost value of a JSON text, as far as its beginning shows it.
  struct Shape {
    var isArray: Bool
    /// The keys of an object in their order; those of the first element of an array.
    var keys: [String]
  }

  init(name: String, path: String? = nil, bytes: ArraySlice<UInt8>) {
    self.name = name
    self.path = path ?? name
    text = Self.text(bytes)
    json = Shape(bytes)
  }

  /// The text, with `\n` for `\r\n`: that is one Character, and not equal to it.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\r")) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), plain.last == UInt8(ascii: "\r") { plain.removeLast() }
      plain.append(byte)
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The name without its folders.
  var fileName: Substring { name[(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)...] }

  /// The name without folders and what follows its last dot.
  var stem: String { fileName.lastIndex(of: ".").map { String(fileName[..<$0]) } ?? String(fileName) }

  /// The first lines.
  var lines: [Substring] { text.split(separator: "\n", maxSplits: 200, omittingEmptySubsequences: false) }

  /// The first line that is neither blank nor a comment; empty where there is none.
  var firstLine: Substring { lines.first { !$0.trimmed.isEmpty && !$0.trimmed.hasPrefix("#") } ?? "" }

  /// Whether it begins with an object that has these keys.
  func isObject(with keys: String...) -> Bool {
    json.map { shape in !shape.isArray && keys.allSatisfy(shape.keys.contains) } ?? false
  }

  /// Whether it begins with an array whose first element has these keys.
  func isArray(with keys: String...) -> Bool {
    json.map { shape in shape.isArray && keys.allSatisfy(shape.keys.contains) } ?? false
  }
}

extension FileHead.Shape {
  fileprivate init?(_ bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first(where: { !isSpace($0) }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    isArray = first == UInt8(ascii: "[")
    keys = []
    let level = isArray ? 2 : 1
    var depth = 0
    var place = bytes.startIndex
    while place < bytes.endIndex {
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth < level { return }
      case UInt8(ascii: "\""):
        let start = place + 1
        place = start
        while place < bytes.endIndex, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard place < bytes.endIndex else { return }
        let next = bytes[(place + 1)...].first { !isSpace($0) }
        if depth == level, next == UInt8(ascii: ":") {
          keys.append(String(decoding: bytes[start..<place], as: UTF8.self))
        }
      default: break
      }
      place += 1
    }
  }
}

extension Character {
  /// Whether it ends a line, as Unix or Windows write it.
  var endsLine: Bool { self == "\n" || self == "\r\n" }
}
