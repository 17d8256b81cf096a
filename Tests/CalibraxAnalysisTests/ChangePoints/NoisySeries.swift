import CalibraxAnalysis
import CalibraxTestSupport
import Glibc

/// Series of a level with noise, the same for the same seed.
struct NoisySeries {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func normal() -> Double {
    NormalDistribution.quantile(Double.random(in: 1e-12..<1, using: &generator))
  }

  /// Normal noise around levels, a part of it carried over to the next value.
  ///
  /// - Parameters:
  ///   - levels: The level of each value.
  ///   - noise: The standard deviation of a value, relative to its level.
  ///   - autocorrelation: Of neighbouring values.
  mutating func values(_ levels: [Double], noise: Double = 0.02, autocorrelation: Double = 0) -> [Double] {
    var state = normal()
    return levels.map { level in
      defer { state = autocorrelation * state + (1 - autocorrelation * autocorrelation).squareRoot() * normal() }
      return level * (1 + noise * state)
    }
  }
}

/// A level for so many values.
func steady(_ value: Double, _ count: Int) -> [Double] { Array(repeating: value, count: count) }
