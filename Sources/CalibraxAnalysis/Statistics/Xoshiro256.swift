/// Pseudorandom numbers that are the same on every machine: xoshiro256** 1.0 (Blackman and Vigna, ACM TOMS 47, 2021), its
/// state filled from the seed by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
public struct Xoshiro256: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A generator that begins with a state, not all 0.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// A generator of a seed, any.
  public init(seed: UInt64) {
    var filler = SplitMix64(seed: seed)
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  /// A whole number from 0 to below a bound, all equally likely (Lemire, ACM TOMACS 29, 2019). The standard library's may
  /// be another in another version.
  mutating func index(below bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let least = (0 &- bound) % bound
      while product.low < least { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  private static func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
  }
}
