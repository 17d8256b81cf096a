/// The columns that a terminal gives a text: two for a wide character, as those of Chinese and emoji are.
func columnWidth(_ text: String) -> Int {
  text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + columnWidth($1) }
}

private let wideScalars: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
]

private func columnWidth(_ character: Character) -> Int {
  // What follows the first scalar is combined with it.
  guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return 1 }
  return scalar.properties.isEmojiPresentation || wideScalars.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// A text that takes so many columns at most, with `…` at its end when it was cut.
///
/// - Parameter isCut: Whether more follows that is left out, so that it gets its `…` even if it fits.
func shortened(_ text: String, to limit: Int, isCut: Bool = false) -> String {
  if columnWidth(text) <= limit, !isCut { return text }
  var result = ""
  var room = limit - 1
  for character in text {
    room -= columnWidth(character)
    if room < 0 { break }
    result.append(character)
  }
  return limit > 0 ? result + "…" : ""
}
