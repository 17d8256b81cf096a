/// The end of a text that comes in parts.
struct TextTail {
  /// How many bytes are kept.
  static let limit = 4_096
  private var bytes: [UInt8] = []
  private var isCut = false

  /// Takes what came next.
  mutating func append(_ part: some Collection<UInt8>) {
    bytes += part
    guard bytes.count > Self.limit else { return }
    bytes.removeFirst(bytes.count - Self.limit)
    isCut = true
  }

  /// What is kept, from the first whole character on.
  var text: String {
    // A character of UTF-8 has up to three bytes behind its first.
    let torn = isCut ? bytes.prefix(3).prefix { $0 & 0xC0 == 0x80 }.count : 0
    return String(decoding: bytes.dropFirst(torn), as: UTF8.self)
  }
}
