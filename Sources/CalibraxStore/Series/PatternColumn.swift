/// Doubles as the integers of their bit patterns, without the low bits that none of them uses.
///
/// The patterns of doubles of one sign are in the order of the doubles (IEEE 754), so values that are near pack small.
/// A double that was a 32-bit float leaves 29 bits unused, and so loses them here, as does one of any shorter format.
/// The sign is the lowest bit, and only there if the signs differ: values about zero stay near each other.
struct PatternColumn {
  private enum Signs: UInt64 {
    case plus, minus, both
  }

  private static let signsWidth = 2
  private static let shiftWidth = 6
  private static let sign: UInt64 = 1 << 63

  private let signs: Signs
  private let shift: Int
  private let packing: IntegerPacking

  init(_ values: [Double]) {
    var (every, some): (UInt64, UInt64) = (.max, 0)
    for value in values {
      every &= value.bitPattern
      some |= value.bitPattern
    }
    let signs: Signs = some & Self.sign == 0 ? .plus : every & Self.sign == 0 ? .both : .minus
    let shift = min((some & ~Self.sign).trailingZeroBitCount, 63)
    self.signs = signs
    self.shift = shift
    packing = IntegerPacking(
      values.map { value in
        let magnitude = (value.bitPattern & ~Self.sign) >> UInt64(shift)
        return Int64(bitPattern: signs == .both ? magnitude &<< 1 | value.bitPattern &>> 63 : magnitude)
      })
  }
}

extension PatternColumn: ColumnEncoding {
  var bitCount: Int { Self.signsWidth + Self.shiftWidth + packing.bitCount }

  func write(to writer: inout BitWriter) {
    writer.bits(signs.rawValue, width: Self.signsWidth)
    writer.bits(UInt64(shift), width: Self.shiftWidth)
    packing.write(to: &writer)
  }

  static func read(from reader: inout BitReader, count: Int) -> [Double]? {
    guard let signs = reader.bits(signsWidth).flatMap(Signs.init), let shift = reader.bits(shiftWidth),
      let integers = IntegerPacking.read(from: &reader, count: count)
    else { return nil }
    let hasSigns = signs == .both
    let commonSign = signs == .minus ? sign : 0
    return integers.map { integer in
      let pattern = UInt64(bitPattern: integer)
      let magnitude = (hasSigns ? pattern &>> 1 : pattern) &<< shift & ~sign
      return Double(bitPattern: magnitude | (hasSigns ? pattern &<< 63 : commonSign))
    }
  }
}
