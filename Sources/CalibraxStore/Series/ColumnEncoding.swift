/// A column of doubles in one of the ways ``ColumnCodec`` can write it, its size known before.
protocol ColumnEncoding {
  var bitCount: Int { get }
  func write(to writer: inout BitWriter)
  static func read(from reader: inout BitReader, count: Int) -> [Double]?
}
