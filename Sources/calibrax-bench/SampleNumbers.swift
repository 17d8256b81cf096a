import CalibraxAnalysis

extension SplitMix64 {
  /// A number of four decimals.
  mutating func value(below limit: Int) -> Double {
    Double(next() % UInt64(limit * 10_000)) / 10_000
  }

  /// A number from 0 to below 1 with all its digits.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
