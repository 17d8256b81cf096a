/// CRC-32C (Castagnoli; RFC 3720, appendix B.4), eight bytes a step.
enum Checksum {
  private static let tables: [[UInt32]] = {
    var first = [UInt32](repeating: 0, count: 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1 }
      first[byte] = value
    }
    var tables = [first]
    for _ in 1..<8 {
      let last = tables[tables.count - 1]
      tables.append(last.map { ($0 >> 8) ^ first[Int($0 & 0xFF)] })
    }
    return tables
  }()

  /// The checksum of bytes.
  static func crc32c(_ bytes: Span<UInt8>) -> UInt32 {
    let tables = tables
    var value: UInt32 = .max
    var position = 0
    while position + 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self) ^ UInt64(value)
      value = 0
      for place in 0..<8 { value ^= tables[7 - place][Int((word >> (UInt64(place) * 8)) & 0xFF)] }
      position += 8
    }
    while position < bytes.count {
      value = (value >> 8) ^ tables[0][Int((value ^ UInt32(bytes[position])) & 0xFF)]
      position += 1
    }
    return ~value
  }
}
