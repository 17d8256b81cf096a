/// Integers as they are, as their differences, or as the differences of those (the delta of deltas of Gorilla:
/// Pelkonen et al., VLDB 2015), whichever ``FrameOfReference`` packs smallest.
struct IntegerPacking {
  private static let orderWidth = 2
  private static let greatestOrder = 2

  /// The first integer, the first difference, …: where summing up begins.
  private var starts: [Int64] = []
  private var packed: FrameOfReference
  private(set) var bitCount: Int

  init(_ integers: [Int64]) {
    packed = FrameOfReference(integers)
    bitCount = Self.orderWidth + packed.bitCount
    var differences = integers
    var starts: [Int64] = []
    for _ in 0..<Self.greatestOrder {
      guard let first = differences.first else { return }
      starts.append(first)
      differences = zip(differences, differences.dropFirst()).map { $1 &- $0 }
      let packed = FrameOfReference(differences)
      let bitCount = Self.orderWidth + starts.reduce(packed.bitCount) { $0 + $1.codedBitCount }
      if bitCount < self.bitCount { (self.starts, self.packed, self.bitCount) = (starts, packed, bitCount) }
    }
  }

  func write(to writer: inout BitWriter) {
    writer.bits(UInt64(starts.count), width: Self.orderWidth)
    for start in starts { writer.integer(start) }
    packed.write(to: &writer)
  }

  static func read(from reader: inout BitReader, count: Int) -> [Int64]? {
    guard let order = reader.bits(orderWidth), order <= greatestOrder, order <= count else { return nil }
    var integers: [Int64] = []
    integers.reserveCapacity(count)
    for _ in 0..<order {
      guard let start = reader.integer() else { return nil }
      integers.append(start)
    }
    guard FrameOfReference.read(from: &reader, count: count - Int(order), into: &integers) else { return nil }
    // Each start stands before the differences that it begins.
    for first in stride(from: Int(order), to: 0, by: -1) { sum(&integers, from: first) }
    return integers
  }

  private static func sum(_ integers: inout [Int64], from first: Int) {
    var sum = integers[first - 1]
    var span = integers.mutableSpan
    for index in first..<span.count {
      sum &+= span[index]
      span[index] = sum
    }
  }
}
