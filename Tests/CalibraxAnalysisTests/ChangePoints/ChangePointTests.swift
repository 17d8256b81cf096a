import CalibraxAnalysis
import CalibraxModel
import CalibraxTestSupport
import Testing

@Suite("What is said of change points")
struct ChangePointTests {
  @Test("a shift has the levels beside it, its effect with an interval, and how sure it is")
  func shift() throws {
    var series = NoisySeries(seed: 1)
    let values = series.values(steady(100, 50) + steady(90, 70))
    let points = changePoints(in: values)
    let point = try #require(points.first)
    #expect(points.count == 1)
    #expect(point.index == 50 && point.kind == .shift)
    #expect(point.countBefore == 50 && point.countAfter == 70)
    #expect(abs(point.before - 100) < 1 && abs(point.after - 90) < 1)
    let effect = try #require(point.effect)
    #expect(effect == (point.after - point.before) / point.before)
    let (lower, upper) = (try #require(point.effectLower), try #require(point.effectUpper))
    #expect(lower < -0.1 && -0.1 < upper && upper - lower < 0.03)
    #expect(point.pValue < 1e-20)
  }

  @Test("the interval of 95 % covers the real effect in some 95 of 100 series", arguments: [0, 0.5])
  func coverage(autocorrelation: Double) {
    var (covered, count) = (0, 0)
    for seed in 0..<120 as Range<UInt64> {
      var series = NoisySeries(seed: seed)
      let values = series.values(steady(100, 40) + steady(115, 40), autocorrelation: autocorrelation)
      guard let point = changePoints(in: values).first(where: { $0.kind == .shift }), point.index == 40,
        let lower = point.effectLower, let upper = point.effectUpper
      else { continue }
      count += 1
      if lower <= 0.15 && 0.15 <= upper { covered += 1 }
    }
    #expect(count > 60)
    #expect((0.9...0.99).contains(Double(covered) / Double(count)), "\(covered) of \(count)")
  }

  @Test("one value or two far off are a spike, and the newest value is none yet")
  func spike() throws {
    var series = NoisySeries(seed: 4)
    var values = series.values(steady(10, 40))
    values[20] = 14
    (values[30], values[31]) = (6, 6.2)
    let points = changePoints(in: values)
    #expect(points.map(\.kind) == [.spike, .spike])
    #expect(points.map(\.index) == [20, 30])
    #expect(points.map(\.countAfter) == [1, 2])
    #expect(points[0].after == 14 && abs(points[0].before - 10) < 0.2)
    let effect = try #require(points[0].effect)
    #expect(abs(effect - 0.4) < 0.03)
    #expect(changePoints(in: Array(values[...20])) == [])
  }

  @Test("a spread that changes around the same level is a change of noise, and no shift")
  func noise() {
    var series = NoisySeries(seed: 2)
    let values = series.values(steady(100, 60), noise: 0.01) + series.values(steady(100, 60), noise: 0.04)
    let points = changePoints(in: values).filter { $0.kind != .spike }
    #expect(points.map(\.kind) == [.noiseChanged])
    #expect(abs((points.first?.index ?? 0) - 60) <= 5)
    #expect(abs((points.first?.before ?? 0) - 1) < 0.4 && abs((points.first?.after ?? 0) - 4) < 1.6)
  }

  @Test("where the level before is 0 there is no relative effect")
  func fromZero() {
    let points = changePoints(in: steady(0, 20) + steady(5, 20))
    #expect(points.map(\.index) == [20])
    #expect(points.first?.effect == nil && points.first?.effectLower == nil)
    #expect(points.first?.after == 5)
  }

  @Test("each method finds a plain step, and fewer than six values have none", arguments: ChangePointMethod.allCases)
  func methods(method: ChangePointMethod) {
    var series = NoisySeries(seed: 9)
    let points = changePoints(in: series.values(steady(100, 40) + steady(120, 40)), method: method)
    #expect(points.contains { $0.index == 40 && $0.kind == .shift })
    #expect(changePoints(in: [1, 1, 1, 9, 9], method: method) == [])
    #expect(changePoints(in: [], method: method) == [])
  }

  @Test("any finite numbers are described by numbers")
  func anyNumbers() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let few: [Double] = [0, -1, 1e300, -1e300, .leastNonzeroMagnitude, 1e-300, 3]
      let values = (0..<40).flatMap { _ in
        Array(repeating: few.randomElement(using: &generator) ?? 0, count: .random(in: 1..<9, using: &generator))
      }
      for method in ChangePointMethod.allCases {
        for point in changePoints(in: values, method: method) {
          #expect(values.indices.contains(point.index))
          #expect((0...1).contains(point.pValue))
          #expect(point.before.isFinite && point.after.isFinite)
          for number in [point.effect, point.effectLower, point.effectUpper] { #expect(number?.isFinite ?? true) }
        }
      }
    }
  }
}
