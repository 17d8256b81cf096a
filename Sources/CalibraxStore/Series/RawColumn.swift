/// Doubles as they lie in memory, eight bytes each.
struct RawColumn: ColumnEncoding {
  let values: [Double]

  var bitCount: Int { values.count * 64 }

  func write(to writer: inout BitWriter) {
    for value in values { writer.bits(value.bitPattern, width: 64) }
  }

  static func read(from reader: inout BitReader, count: Int) -> [Double]? {
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let pattern = reader.bits(64) else { return nil }
      values.append(Double(bitPattern: pattern))
    }
    return values
  }
}
