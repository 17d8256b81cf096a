import Testing

@testable import CalibraxAnalysis

/// The generator is the published one, so that intervals are the same on every machine.
@Suite struct Xoshiro256Tests {
  @Test func drawsWhatItsAuthorsDraw() {
    var generator = Xoshiro256(state: (1, 2, 3, 4))
    let drawn = (0..<5).map { _ in generator.next() }
    #expect(drawn == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360])
  }

  @Test func itsStateIsFilledBySplitMix64() {
    var filler = SplitMix64(seed: 1_234_567)
    let filled = (0..<4).map { _ in filler.next() }
    #expect(
      filled == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      ])
    var (seeded, stated) = (
      Xoshiro256(seed: 1_234_567), Xoshiro256(state: (filled[0], filled[1], filled[2], filled[3]))
    )
    for _ in 0..<5 {
      let (one, other) = (seeded.next(), stated.next())
      #expect(one == other)
    }
  }

  @Test(arguments: [1, 2, 3, 7, 1_000] as [UInt64])
  func indicesAreAllEquallyLikely(_ bound: UInt64) {
    var generator = Xoshiro256(seed: 1)
    var counts = [Int](repeating: 0, count: Int(bound))
    let draws = 20_000 * Int(bound) / max(1, Int(bound) / 10)
    for _ in 0..<draws { counts[Int(generator.index(below: bound))] += 1 }
    let expected = Double(draws) / Double(bound)
    // Five standard deviations of a count.
    #expect(counts.allSatisfy { abs(Double($0) - expected) <= 5 * expected.squareRoot() })
  }
}
