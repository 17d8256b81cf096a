import CalibraxAnalysis
import CalibraxTestSupport
import Testing

@Suite("The shifts of a series")
struct ShiftDetectorTests {
  @Test("a step is found where it is, whatever the unit", arguments: [1e-9, 1, 1e12])
  func step(unit: Double) {
    for seed in 0..<20 as Range<UInt64> {
      var series = NoisySeries(seed: seed)
      let values = series.values(steady(100, 60) + steady(110, 60)).map { $0 * unit }
      let shifts = ShiftDetector(values).shifts
      #expect(shifts.count == 1 && abs(shifts[0] - 60) <= 2, "seed \(seed): \(shifts)")
    }
  }

  @Test("several steps up and down are all found")
  func severalSteps() {
    var series = NoisySeries(seed: 1)
    let values = series.values(steady(100, 30) + steady(92, 25) + steady(100, 20) + steady(106, 40))
    let shifts = ShiftDetector(values).shifts
    #expect(shifts.count == 3)
    for (found, real) in zip(shifts, [30, 55, 75]) { #expect(abs(found - real) <= 2) }
  }

  @Test("unchanged series have none, be their noise normal, autocorrelated, of two modes or with spikes")
  func unchanged() {
    var (count, found) = (0, 0)
    for seed in 0..<25 as Range<UInt64> {
      var series = NoisySeries(seed: seed)
      let independent = series.values(steady(100, 120))
      let autocorrelated = series.values(steady(100, 120), autocorrelation: 0.5)
      let modes = series.values((0..<120).map { _ in series.normal() < 0 ? 100 : 104 }, noise: 0.01)
      let spiked = series.values((0..<120).map { _ in series.normal() < -1.75 ? 130 : 100 })
      for values in [independent, autocorrelated, modes, spiked] {
        count += values.count
        found += ShiftDetector(values).shifts.count
      }
    }
    #expect(Double(found) / Double(count) <= 1.5e-3)
  }

  @Test("a shift needs three values")
  func threeValues() {
    var series = NoisySeries(seed: 7)
    let values = series.values(steady(100, 60) + steady(130, 3))
    #expect(ShiftDetector(values.dropLast()).shifts == [])
    #expect(ShiftDetector(values).shifts == [60])
  }

  @Test("without any noise a change of two thousandths is one, and one of half a thousandth is not")
  func withoutNoise() {
    #expect(ShiftDetector(steady(1_000_000, 20) + steady(1_002_000, 20)).shifts == [20])
    #expect(ShiftDetector(steady(1_000_000, 20) + steady(1_000_500, 20)).shifts == [])
    #expect(ShiftDetector(steady(5, 100)).shifts == [])
  }

  @Test("values that are negative or 0 shift too")
  func negative() {
    var series = NoisySeries(seed: 3)
    let values = series.values(steady(1, 50) + steady(1.5, 50)).map { $0 - 1 }
    let shifts = ShiftDetector(values).shifts
    #expect(shifts.count == 1 && abs(shifts[0] - 50) <= 1)
  }

  @Test("the answer after any number of values is the same however they came, and what is settled stays")
  func grows() {
    var series = NoisySeries(seed: 11)
    var levels: [Double] = []
    for step in 0..<16 { levels += steady(step % 2 == 0 ? 100 : 108, 97) }
    let values = series.values(levels)
    var detector = ShiftDetector()
    var last: [Int] = []
    for (place, value) in values.enumerated() {
      detector.append(value)
      guard place % 50 == 49 else { continue }
      let shifts = detector.shifts
      #expect(shifts == ShiftDetector(values[...place]).shifts)
      let settled = last.filter { $0 < place - 700 }
      #expect(Array(shifts.prefix(settled.count)) == settled)
      last = shifts
    }
    #expect(last.count == 15)
    for (found, real) in zip(last, stride(from: 97, to: 1_552, by: 97)) { #expect(abs(found - real) <= 3) }
  }

  @Test("a shift just before values are settled is found once")
  func nearTheSeam() {
    for place in stride(from: 280, through: 320, by: 4) {
      var series = NoisySeries(seed: UInt64(place))
      let shifts = ShiftDetector(series.values(steady(100, place) + steady(107, 1_000 - place))).shifts
      #expect(shifts.count == 1 && abs((shifts.first ?? 0) - place) <= 3, "at \(place): \(shifts)")
    }
  }

  @Test("any finite numbers are a series")
  func anyNumbers() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let count = Int.random(in: 0..<80, using: &generator)
      let few: [Double] = [0, -0.0, 1, -1, 1e300, -1e300, .leastNonzeroMagnitude, 1e-300, 3]
      let values = (0..<count).map { _ in
        Bool.random(using: &generator)
          ? few.randomElement(using: &generator) ?? 0
          : Double(sign: .plus, exponent: .random(in: -900..<900, using: &generator), significand: 1.5)
      }
      let shifts = ShiftDetector(values).shifts
      #expect(shifts == shifts.sorted() && shifts.allSatisfy { $0 >= 3 && $0 <= values.count - 3 })
    }
  }
}
