import CalibraxAnalysis
import CalibraxTestSupport
import Glibc
import Testing

/// PELT finds the levels that explain a series best.
@Suite struct PELTTests {
  @Test func theFirstDifferentValueIsTold() {
    let values = noise(around: [(10, 30), (12, 40), (9, 30)])
    #expect(peltChangePoints(in: values) == [30, 70])
  }

  @Test func noiseAloneHasNoLevels() {
    #expect(peltChangePoints(in: noise(around: [(100, 500)])) == [])
  }

  /// Pruning must lose nothing: trying every segmentation finds none that costs less.
  @Test func noSegmentationIsBetter() {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let values = (0..<24).map { Double($0 / 8 % 2) + Double.random(in: -1...1, using: &generator) }
      let found = peltChangePoints(in: values)
      #expect(abs(cost(of: found, values) - leastCost(values)) < 1e-9, "seed \(seed)")
    }
  }

  @Test func aLevelHasThreeValuesAtLeast() {
    var values = noise(around: [(10, 40)])
    values[20] = 50
    let found = peltChangePoints(in: values)
    #expect(!found.isEmpty)
    #expect(zip(found, found.dropFirst()).allSatisfy { $1 - $0 >= 3 })
    #expect(peltChangePoints(in: [1, 1, 1, 9, 9, 9]) == [3])
    #expect(peltChangePoints(in: [1, 1, 9, 9, 9]) == [])
  }

  @Test(arguments: [0, 1, 2, 3, 5, 200])
  func aConstantSeriesHasNoChangePoints(_ count: Int) {
    for value in [0, 0.1, -3, 1e300, .leastNonzeroMagnitude] {
      #expect(peltChangePoints(in: Array(repeating: value, count: count)) == [])
    }
  }

  @Test func unitAndOffsetDoNotMatter() {
    let values = noise(around: [(10, 30), (12, 40), (9, 30)])
    for factor in [0x1p-1000, 1e-300, -1, 1e300 / 16] {
      #expect(peltChangePoints(in: values.map { $0 * factor }) == [30, 70], "\(factor)")
    }
    #expect(peltChangePoints(in: values.map { 1e9 + $0 }) == [30, 70])
  }

  @Test(
    arguments: [
      [1, 2], [1e300, -1e300, 1e300, 1e300, -1e300, 1e300], [1, .nan, 2, .infinity, 3, 4],
      [.leastNonzeroMagnitude, 0, -.leastNonzeroMagnitude, 0, 0, .leastNonzeroMagnitude, 0], [0, 0, 0, 0, 0, 1],
    ] as [[Double]])
  func nothingTraps(_ values: [Double]) {
    #expect(peltChangePoints(in: values).allSatisfy { values.indices.contains($0) })
  }

  private func noise(around levels: [(level: Double, count: Int)]) -> [Double] {
    var generator = SeededGenerator(seed: 7)
    return levels.flatMap { level, count in
      (0..<count).map { _ in level + Double.random(in: -0.3...0.3, using: &generator) }
    }
  }

  // MARK: The definition, worked out without pruning

  private func leastCost(_ values: [Double]) -> Double {
    let penalty = penalty(values)
    var costs = [-penalty] + Array(repeating: Double.infinity, count: values.count)
    for end in 3...values.count {
      for start in 0...end - 3 { costs[end] = min(costs[end], costs[start] + squares(values[start..<end]) + penalty) }
    }
    return costs[values.count]
  }

  private func cost(of changePoints: [Int], _ values: [Double]) -> Double {
    let segments = zip([0] + changePoints, changePoints + [values.count]).map { squares(values[$0..<$1]) }
    return segments.reduce(0, +) + penalty(values) * Double(changePoints.count)
  }

  private func penalty(_ values: [Double]) -> Double {
    let differences = zip(values.dropFirst(), values).map { $0 - $1 }
    let center = median(differences)
    let scale = 1.4826 * median(differences.map { abs($0 - center) }) / 2.0.squareRoot()
    return 2 * scale * scale * log(Double(values.count))
  }

  private func squares(_ values: ArraySlice<Double>) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
