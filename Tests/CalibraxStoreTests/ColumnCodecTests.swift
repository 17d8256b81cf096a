import CalibraxTestSupport
import Testing

@testable import CalibraxStore

/// Columns come back bit for bit, take as little as they should, and bytes that are none are refused.
@Suite struct ColumnCodecTests {
  @Test(arguments: Column.every)
  func everyColumnComesBack(_ column: Column) {
    #expect(comesBack(column.values))
    #expect(encoded(column.values).count <= 1 + 8 * column.values.count)
  }

  @Test(arguments: Column.every)
  func theBeginningOfAColumnComesBack(_ column: Column) {
    for count in [0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 200].filter({ $0 <= column.values.count }) {
      #expect(comesBack(Array(column.values[..<count])))
    }
  }

  @Test func mixedColumnsComeBack() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let sources = Column.every.filter { !$0.values.isEmpty }
      var values: [Double] = []
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        guard let source = sources.randomElement(using: &generator)?.values else { continue }
        let start = Int.random(in: 0..<source.count, using: &generator)
        values += source[start..<min(source.count, start + Int.random(in: 1...150, using: &generator))]
      }
      #expect(comesBack(values))
    }
  }

  @Test func everyEncodingIsTheSmallestSomewhere() {
    #expect(Set(Column.every.map { encoded($0.values)[0] }) == [0, 1, 2, 3])
  }

  @Test func aColumnIsAppended() {
    var bytes: [UInt8] = [1, 2, 3]
    ColumnCodec.encode([4, 5, 6], into: &bytes)
    #expect(bytes == [1, 2, 3] + encoded([4, 5, 6]))
  }

  @Test(arguments: [
    (Column.steps, 0.01), (.tens, 0.01), (.constant, 0.01), (.centiseconds, 0.5), (.microseconds, 1.35), (.clock, 1.9),
    (.floats, 2.8), (.fourDecimals, 1.6), (.negativeZeros, 1.6), (.fewExceptions, 1.8), (.stairs, 0.4), (.bits, 8.01),
    (.unitInterval, 7.1),
  ])
  func aSampleTakesFewBytes(_ column: Column, _ budget: Double) {
    #expect(Double(encoded(column.values).count) / Double(column.values.count) <= budget)
  }

  @Test(arguments: [Column.steps, .centiseconds, .microseconds])
  func aTrainingCurveTakesFourBytesASample(_ at: Column) {
    let count = encoded(at.values).count + encoded(Column.floats.values).count
    #expect(Double(count) / Double(at.values.count) <= 4)
  }

  @Test func aCurveOfFourDecimalsTakesTwoBytesASample() {
    let count = encoded(Column.steps.values).count + encoded(Column.fourDecimals.values).count
    #expect(Double(count) / Double(Column.steps.values.count) <= 2)
  }

  @Test(arguments: Column.every)
  func whatIsCutOffIsRefused(_ column: Column) {
    let values = Array(column.values.prefix(300))
    let bytes = encoded(values)
    for length in bytes.indices {
      #expect(decoded(Array(bytes[..<length]), count: values.count) == nil)
    }
    #expect(decoded(bytes + [0], count: values.count) == nil)
  }

  @Test(arguments: Column.every)
  func flippedBitsGiveNoOtherCount(_ column: Column) {
    var generator = SeededGenerator(seed: 12)
    let values = Array(column.values.prefix(300))
    let intact = encoded(values)
    for _ in 0..<400 {
      var bytes = intact
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        // Half of the time where the headers are.
        let end = Bool.random(using: &generator) ? bytes.count : min(bytes.count, 16)
        bytes[Int.random(in: 0..<end, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
      }
      let decoded = decoded(bytes, count: values.count)
      #expect(decoded == nil || decoded?.count == values.count)
    }
  }

  @Test func randomBytesGiveNoOtherCount() {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<20_000 {
      var bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      if !bytes.isEmpty { bytes[0] &= 3 }
      let count = Int.random(in: 0...100, using: &generator)
      let decoded = decoded(bytes, count: count)
      #expect(decoded == nil || decoded?.count == count)
    }
  }

  @Test func aCountBelowZeroIsRefused() {
    #expect(decoded(encoded([1]), count: -1) == nil)
  }

  private func encoded(_ values: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    ColumnCodec.encode(values, into: &bytes)
    return bytes
  }

  private func decoded(_ bytes: [UInt8], count: Int) -> [Double]? {
    ColumnCodec.decode(bytes.span, count: count)
  }

  private func comesBack(_ values: [Double]) -> Bool {
    decoded(encoded(values), count: values.count)?.map(\.bitPattern) == values.map(\.bitPattern)
  }
}
