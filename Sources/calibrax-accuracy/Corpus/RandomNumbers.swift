import CalibraxAnalysis

extension Xoshiro256 {
  /// The generator of one of many samples of a seed, independent of how many there are.
  init(seed: UInt64, stream: Int...) {
    var mixed = seed
    for number in stream {
      var generator = SplitMix64(seed: mixed ^ UInt64(truncatingIfNeeded: number))
      mixed = generator.next()
    }
    self.init(seed: mixed)
  }

  /// A number between 0 and 1, neither of them.
  mutating func fraction() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A number of a range, all equally likely.
  mutating func integer(in range: Range<Int>) -> Int {
    range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
  }

  /// One of some, all equally likely.
  mutating func choice<Element>(of elements: [Element]) -> Element { elements[integer(in: elements.indices)] }

  /// A number of the standard normal distribution.
  mutating func normal() -> Double { NormalDistribution.quantile(fraction()) }

  /// A number of Student's t distribution with three degrees of freedom.
  mutating func studentOfThree() -> Double {
    let (x, y, z) = (normal(), normal(), normal())
    return normal() / ((x * x + y * y + z * z) / 3).squareRoot()
  }
}
