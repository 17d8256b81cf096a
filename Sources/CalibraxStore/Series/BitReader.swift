/// Reads what ``BitWriter`` wrote; every read is `nil` past the end.
struct BitReader: ~Escapable {
  private let bytes: Span<UInt8>
  private var position = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  /// Nothing is left but the zeros that fill the last byte.
  var isAtEnd: Bool {
    guard (position + 7) / 8 == bytes.count else { return false }
    return position & 7 == 0 || bytes[position / 8] >> UInt8(position & 7) == 0
  }

  /// The next `width` bits, 0...64.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func bits(_ width: Int) -> UInt64? {
    let (byte, skipped) = (position >> 3, position & 7)
    guard width <= bytes.count * 8 - position else { return nil }
    position += width
    var word =
      byte + 8 <= bytes.count
      ? UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: byte, as: UInt64.self))
      : lastWord(byte)
    word &>>= UInt64(truncatingIfNeeded: skipped)
    if skipped + width > 64 { word |= UInt64(bytes[byte + 8]) &<< UInt64(truncatingIfNeeded: 64 - skipped) }
    return width == 0 ? 0 : word & (.max &>> UInt64(truncatingIfNeeded: 64 - width))
  }

  /// The fewer than eight bytes from an offset on.
  @inline(never)
  private func lastWord(_ start: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in start..<bytes.count { word |= UInt64(bytes[index]) << UInt64((index - start) * 8) }
    return word
  }

  /// What ``BitWriter/integer(_:)`` wrote.
  @_lifetime(self: copy self)
  mutating func integer() -> Int64? {
    guard let width = bits(7), width <= 64, let value = bits(Int(width)) else { return nil }
    return Int64(zigzag: value)
  }
}
