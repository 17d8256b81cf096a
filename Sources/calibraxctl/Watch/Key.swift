/// What is typed to a live view.
enum Key: Equatable {
  case up, down, pageUp, pageDown, top, bottom, redraw, quit

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "q"): .quit, UInt8(ascii: "k"): .up, UInt8(ascii: "j"): .down, UInt8(ascii: " "): .pageDown,
    UInt8(ascii: "b"): .pageUp, UInt8(ascii: "g"): .top, UInt8(ascii: "G"): .bottom, 0x0C: .redraw,
  ]

  /// What a terminal sends behind an escape character and `[` or `O`.
  private static let sequences: [(bytes: String, key: Key)] = [
    ("A", .up), ("B", .down), ("5~", .pageUp), ("6~", .pageDown), ("H", .top), ("1~", .top), ("F", .bottom),
    ("4~", .bottom),
  ]

  /// The keys of what was typed; anything else is passed over.
  static func keys(in bytes: [UInt8]) -> [Key] {
    var keys: [Key] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == 0x1B, let bracket = rest.first, [UInt8(ascii: "["), UInt8(ascii: "O")].contains(bracket) {
        rest.removeFirst()
        let sequence = sequences.first { rest.starts(with: $0.bytes.utf8) }
        if let sequence { keys.append(sequence.key) }
        // It ends with a letter or ~.
        let end = rest.firstIndex { (0x40...0x7E).contains($0) }
        rest = end.map { rest[($0 + 1)...] } ?? []
      } else if let key = letters[byte] {
        keys.append(key)
      }
    }
    return keys
  }
}
