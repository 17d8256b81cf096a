import CalibraxTestSupport

/// Makes series with noise, steps, spikes and gaps, the same in every run.
struct SeededSeries {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func series() -> [Double?] {
    var level = Double.random(in: -50...150, using: &generator)
    let noise = element(of: [0, 0.01, 0.05]) * abs(level)
    return (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      if isRare() { level *= element(of: [0.5, 0.9, 1.1, 2]) }
      if isRare() { return element(of: [nil, .nan, level * 10, 0]) }
      let value = level + Double.random(in: -noise...noise, using: &generator)
      return element(of: [value, value.rounded()])
    }
  }

  /// Whether this is one of twelve times.
  mutating func isRare() -> Bool { Int.random(in: 0..<12, using: &generator) == 0 }

  mutating func element<Value>(of values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
}
