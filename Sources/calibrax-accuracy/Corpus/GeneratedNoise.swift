import CalibraxAnalysis

/// How values of one level are spread, around 100.
enum GeneratedNoise: String, CaseIterable, Sendable {
  /// Normal, with a standard deviation of 2 %.
  case gauss
  /// Never below the level: 1.5 % |t| above it, t Student's with three degrees of freedom, and one in 25 is 1.2 to 2 times
  /// as much.
  case heavy
  /// Normal with 2 %, each value half like the one before.
  case ar1
  /// Two modes 4 % apart, two of three values in the lower one, with 0.5 % around them.
  case bimodal

  func values(count: Int, using generator: inout Xoshiro256) -> [Double] {
    var previous = generator.normal()
    return (0..<count).map { _ in
      switch self {
      case .gauss: return 100 + 2 * generator.normal()
      case .heavy:
        let spike = generator.fraction() < 0.04 ? 1.2 + 0.8 * generator.fraction() : 1
        return (100 + 1.5 * abs(generator.studentOfThree())) * spike
      case .ar1:
        previous = 0.5 * previous + 0.75.squareRoot() * generator.normal()
        return 100 + 2 * previous
      case .bimodal: return (generator.integer(in: 0..<3) == 0 ? 104 : 100) + 0.5 * generator.normal()
      }
    }
  }
}
