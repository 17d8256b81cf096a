/// Doubles as the bits in which each differs from the one before (Gorilla: Pelkonen et al., VLDB 2015, section 4.1.2).
///
/// What repeats takes one bit wherever it stands, which no packing in blocks can do.
struct ExclusiveOrColumn {
  private static let leadingWidth = 5
  private static let lengthWidth = 6

  private var written: BitWriter

  /// The column, unless it takes `limit` bits or more.
  init?(_ values: [Double], limit: Int) {
    written = BitWriter(bitCapacity: limit + 128)
    var last: UInt64 = 0
    var (leading, trailing) = (64, 0)
    for value in values {
      let difference = value.bitPattern ^ last
      last = value.bitPattern
      guard difference != 0 else {
        written.bits(0, width: 1)
        continue
      }
      if difference.leadingZeroBitCount >= leading, difference.trailingZeroBitCount >= trailing {
        written.bits(0b01, width: 2)
      } else {
        leading = min(difference.leadingZeroBitCount, 31)
        trailing = difference.trailingZeroBitCount
        written.bits(0b11, width: 2)
        written.bits(UInt64(leading), width: Self.leadingWidth)
        written.bits(UInt64(63 - leading - trailing), width: Self.lengthWidth)
      }
      written.bits(difference >> UInt64(trailing), width: 64 - leading - trailing)
      guard written.bitCount < limit else { return nil }
    }
    guard written.bitCount < limit else { return nil }
  }
}

extension ExclusiveOrColumn: ColumnEncoding {
  var bitCount: Int { written.bitCount }

  func write(to writer: inout BitWriter) { writer.bits(of: written) }

  static func read(from reader: inout BitReader, count: Int) -> [Double]? {
    var values: [Double] = []
    values.reserveCapacity(count)
    var last: UInt64 = 0
    var (leading, length) = (64, 0)
    while values.count < count {
      guard let differs = reader.bits(1) else { return nil }
      if differs == 1 {
        guard let isNewWindow = reader.bits(1) else { return nil }
        if isNewWindow == 1 {
          guard let first = reader.bits(leadingWidth), let second = reader.bits(lengthWidth) else { return nil }
          (leading, length) = (Int(first), Int(second) + 1)
        }
        guard leading + length <= 64, length > 0, let difference = reader.bits(length) else { return nil }
        last ^= difference << UInt64(64 - leading - length)
      }
      values.append(Double(bitPattern: last))
    }
    return values
  }
}
