/// Integers in blocks, each as its least value and the distances from it in as few bits as the block needs
/// (Goldstein, Ramakrishnan and Shaft, "Compressing Relations and Indexes", ICDE 1998).
///
/// All arithmetic wraps, so any integers come back. The size of the blocks is the one that takes the fewest bits: a
/// level column is one block.
struct FrameOfReference {
  private static let smallestBlock = 32
  private static let scaleWidth = 4

  private let values: [Int64]
  private var scale = 0
  private var blocks: [Extent] = []
  private(set) var bitCount = Int.max

  init(_ values: [Int64]) {
    self.values = values
    var blocks: [Extent] = []
    for start in stride(from: 0, to: values.count, by: Self.smallestBlock) {
      blocks.append(Extent(values[start..<min(start + Self.smallestBlock, values.count)]))
    }
    for scale in 0..<1 << Self.scaleWidth {
      let bitCount = bitCount(blocks)
      if bitCount < self.bitCount { (self.scale, self.blocks, self.bitCount) = (scale, blocks, bitCount) }
      guard blocks.count > 1 else { return }
      blocks = stride(from: 0, to: blocks.count, by: 2).map { index in
        index + 1 < blocks.count ? blocks[index].merging(blocks[index + 1]) : blocks[index]
      }
    }
  }

  private func bitCount(_ blocks: [Extent]) -> Int {
    var last: Int64 = 0
    return blocks.reduce(Self.scaleWidth) { sum, block in
      defer { last = block.least }
      return sum + (block.least &- last).codedBitCount + 7 + block.width * block.count
    }
  }

  func write(to writer: inout BitWriter) {
    writer.bits(UInt64(scale), width: Self.scaleWidth)
    var last: Int64 = 0
    var start = 0
    for block in blocks {
      writer.integer(block.least &- last)
      writer.bits(UInt64(block.width), width: 7)
      let width = block.width
      if width > 0 {
        for value in values[start..<start + block.count] {
          writer.bits(UInt64(bitPattern: value &- block.least), width: width)
        }
      }
      last = block.least
      start += block.count
    }
  }

  /// Appends `count` integers; false if they cannot be read.
  static func read(from reader: inout BitReader, count: Int, into values: inout [Int64]) -> Bool {
    guard let scale = reader.bits(scaleWidth) else { return false }
    var left = count
    var least: Int64 = 0
    while left > 0 {
      let block = min(smallestBlock << Int(scale), left)
      guard let step = reader.integer(), let width = reader.bits(7), width <= 64 else { return false }
      least &+= step
      for _ in 0..<block {
        guard let distance = reader.bits(Int(width)) else { return false }
        values.append(least &+ Int64(bitPattern: distance))
      }
      left -= block
    }
    return true
  }
}

/// How many values a block has, and between which bounds they lie.
private struct Extent {
  var count: Int
  var least: Int64
  var greatest: Int64

  init(_ values: ArraySlice<Int64>) {
    count = values.count
    (least, greatest) = (.max, .min)
    for value in values {
      least = min(least, value)
      greatest = max(greatest, value)
    }
  }

  /// The bits that the farthest from the least needs.
  var width: Int { UInt64(bitPattern: greatest &- least).bitWidthUsed }

  func merging(_ next: Extent) -> Extent {
    var merged = self
    merged.count += next.count
    merged.least = min(least, next.least)
    merged.greatest = max(greatest, next.greatest)
    return merged
  }
}
