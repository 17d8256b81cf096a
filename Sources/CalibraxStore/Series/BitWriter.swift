/// Bits one after the other, the lowest of every word first.
struct BitWriter {
  private var words: [UInt64] = []
  private var word: UInt64 = 0
  private(set) var bitCount = 0

  init(bitCapacity: Int) {
    words.reserveCapacity(bitCapacity / 64 + 1)
  }

  /// The low `width` bits of a value that has no others, 0...64.
  @inline(__always)
  mutating func bits(_ value: UInt64, width: Int) {
    let filled = bitCount & 63
    bitCount += width
    word |= value &<< UInt64(truncatingIfNeeded: filled)
    guard filled + width >= 64 else { return }
    words.append(word)
    word = filled == 0 ? 0 : value &>> UInt64(truncatingIfNeeded: 64 - filled)
  }

  /// An integer of any size: seven bits say how many follow.
  mutating func integer(_ value: Int64) {
    bits(UInt64(value.zigzag.bitWidthUsed), width: 7)
    bits(value.zigzag, width: value.zigzag.bitWidthUsed)
  }

  /// Everything that another has written.
  mutating func bits(of other: BitWriter) {
    for word in other.words { bits(word, width: 64) }
    bits(other.word, width: other.bitCount & 63)
  }

  /// Appends what was written, filled up to a whole byte with zeros.
  func append(to bytes: inout [UInt8]) {
    var left = (bitCount + 7) / 8
    bytes.reserveCapacity(bytes.count + left)
    for word in words + [word] {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0.prefix(left)) }
      left = max(0, left - 8)
    }
  }
}

extension Int64 {
  /// Small magnitudes of either sign as small numbers: 0, -1, 1, -2, …
  @inline(__always)
  var zigzag: UInt64 { UInt64(bitPattern: self &<< 1 ^ self &>> 63) }

  @inline(__always)
  init(zigzag: UInt64) {
    self = Int64(bitPattern: zigzag &>> 1) ^ -Int64(bitPattern: zigzag & 1)
  }

  /// How many bits ``BitWriter/integer(_:)`` takes for it.
  var codedBitCount: Int { 7 + zigzag.bitWidthUsed }
}

extension UInt64 {
  /// The bits up to the highest that is set.
  @inline(__always)
  var bitWidthUsed: Int { 64 - leadingZeroBitCount }
}
