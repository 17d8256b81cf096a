import CalibraxTestSupport
import Testing

/// A column of doubles of one kind, the same in every run.
struct Column: CustomTestStringConvertible {
  let testDescription: String
  let values: [Double]

  init(_ name: String, _ values: [Double]) {
    testDescription = name
    self.values = values
  }

  /// 4,096 values that a function of their index and a random source gives.
  private init(_ name: String, _ value: (Int, inout SeededGenerator) -> Double) {
    var generator = SeededGenerator(seed: 7)
    self.init(name, (0..<4096).map { value($0, &generator) })
  }

  static let every = [
    steps, tens, centiseconds, microseconds, clock, constant, floats, signedFloats, doubles, fourDecimals,
    negativeZeros,
    fewExceptions, stairs, bits, unitInterval, integers, extremes, anyExtremes,
    Column("nothing", []), Column("one", [1]), Column("π", [.pi]), Column("-0", [-0.0]), Column("zeros", [0, 0, 0]),
    Column("negative zeros", [-0.0, -0.0, -0.0]), Column("both zeros", [0, -0.0, 0, -0.0]),
  ]

  static let steps = Column("steps") { index, _ in Double(index) }
  static let tens = Column("every tenth step") { index, _ in Double(index * 10) }
  static let constant = Column("constant") { _, _ in .pi }
  static let centiseconds = seconds("centiseconds", start: 0, jitter: 0.002, unit: 100)
  static let microseconds = seconds("microseconds", start: 0, jitter: 0.0001, unit: 1e6)
  static let clock = seconds("clock", start: 1.75e9, jitter: 0.001, unit: 0x1p22)
  static let floats = Column("32-bit losses") { index, generator in Double(Float(loss(index, &generator))) }
  static let doubles = Column("losses") { index, generator in loss(index, &generator) }
  static let signedFloats = Column("32-bit floats of both signs") { _, generator in Double(Float(noise(&generator))) }
  static let fourDecimals = Column("four decimals") { index, generator in rounded(loss(index, &generator)) }
  static let negativeZeros = Column("decimals about zero") { _, generator in rounded(noise(&generator) * 0.01) }
  static let fewExceptions = Column("decimals but for one in a hundred") { index, generator in
    index % 100 == 50 ? loss(index, &generator) : rounded(loss(index, &generator))
  }
  static let stairs = Column("stairs") { index, _ in 1 / Double(index / 50 + 3) }
  static let bits = Column("random bits") { _, generator in
    // Without the exponent of infinities and of what is no number.
    Double(bitPattern: generator.next() & ~(1 << 62))
  }
  static let unitInterval = Column("random") { _, generator in .random(in: 0..<1, using: &generator) }
  static let integers = Column("integers about the limits") { _, generator in
    Double(Int64.random(in: -(1 << 54)...1 << 54, using: &generator) >> Int64.random(in: 0...54, using: &generator))
  }
  static let extremes = Column("extremes", greatest)
  static let anyExtremes = Column("extremes in any order") { index, _ in greatest[index * index % greatest.count] }

  private static let greatest: [Double] = [
    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude, -.leastNormalMagnitude, -0.0, 0, 1, -1, .leastNormalMagnitude.nextDown, 0.1, 0.1 + 0.2, 1e22,
    0x1p51, 0x1p51 - 0.5, -0x1p51, 0x1p53, 0x1p53 + 2, 0x1p63, -0x1p63, 0x1p64, 1e-15, 1e-16,
  ]

  private static func seconds(_ name: String, start: Double, jitter: Double, unit: Double) -> Column {
    var now = start
    return Column(name) { _, generator in
      now += 0.1 + jitter * noise(&generator)
      return (now * unit).rounded() / unit
    }
  }

  /// A loss that decays to a tenth, with noise of 5 %.
  private static func loss(_ index: Int, _ generator: inout SeededGenerator) -> Double {
    (0.25 + 2.25 / (1 + Double(index) / 400)) * (1 + 0.05 * noise(&generator))
  }

  /// Nearly a standard normal number: twelve uniform ones have a variance of one.
  private static func noise(_ generator: inout SeededGenerator) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + .random(in: 0..<1, using: &generator) }
  }

  private static func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
}
