/// One column of doubles as bytes: a byte that says which encoding is the smallest, and that encoding.
///
/// Any doubles come back bit for bit and in their order, in at most one byte more than they take in memory.
enum ColumnCodec {
  private enum Tag: UInt64, CaseIterable {
    case raw, decimal, pattern, exclusiveOr

    var encoding: any ColumnEncoding.Type {
      switch self {
      case .raw: RawColumn.self
      case .decimal: DecimalColumn.self
      case .pattern: PatternColumn.self
      case .exclusiveOr: ExclusiveOrColumn.self
      }
    }
  }

  private static let tagWidth = 8

  /// Appends a column.
  static func encode(_ values: [Double], into bytes: inout [UInt8]) {
    var least: (tag: Tag, encoding: any ColumnEncoding) = (.raw, RawColumn(values: values))
    func consider(_ tag: Tag, _ encoding: (any ColumnEncoding)?) {
      if let encoding, encoding.bitCount < least.encoding.bitCount { least = (tag, encoding) }
    }
    consider(.decimal, DecimalColumn(values))
    consider(.pattern, PatternColumn(values))
    consider(.exclusiveOr, ExclusiveOrColumn(values, limit: least.encoding.bitCount))
    var writer = BitWriter(bitCapacity: tagWidth + least.encoding.bitCount)
    writer.bits(least.tag.rawValue, width: tagWidth)
    least.encoding.write(to: &writer)
    writer.append(to: &bytes)
  }

  /// The `count` doubles of a column that is all of the bytes, or `nil` if it is not.
  ///
  /// Few bytes can hold many doubles: the count is for the caller to bound.
  static func decode(_ bytes: Span<UInt8>, count: Int) -> [Double]? {
    var reader = BitReader(bytes)
    guard count >= 0, let tag = reader.bits(tagWidth).flatMap(Tag.init),
      let values = tag.encoding.read(from: &reader, count: count), reader.isAtEnd
    else { return nil }
    return values
  }
}
