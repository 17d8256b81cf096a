/// A small generator of numbers (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of four decimals.
  mutating func value(below limit: Int) -> Double {
    Double(next() % UInt64(limit * 10_000)) / 10_000
  }

  /// A number from 0 to below 1 with all its digits.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
