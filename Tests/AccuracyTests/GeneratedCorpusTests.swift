import CalibraxAnalysis
import Testing

@testable import calibrax_accuracy

/// The corpus that is generated is what its documentation says.
@Suite struct GeneratedCorpusTests {
  @Test func aSeedIsACorpus() throws {
    let runs = try RecordedRuns.bundled()
    let corpus = GeneratedCorpus(seed: 1, series: 3).labeledSeries(runs: runs)
    #expect(corpus.count == 5 * 6 * 3)
    #expect(corpus.map(\.values) == GeneratedCorpus(seed: 1, series: 3).labeledSeries(runs: runs).map(\.values))
    #expect(corpus.map(\.values) != GeneratedCorpus(seed: 2, series: 3).labeledSeries(runs: runs).map(\.values))
    let larger = GeneratedCorpus(seed: 1, series: 4).labeledSeries(runs: runs)
    #expect(corpus[..<3].map(\.values) == larger[..<3].map(\.values))
  }

  @Test func changesLieWhereTheyShould() throws {
    for series in GeneratedCorpus(seed: 1, series: 50).labeledSeries(runs: try RecordedRuns.bundled()) {
      let places = series.changePoints
      #expect(series.values.count == 120 && series.values.allSatisfy(\.isFinite))
      #expect(places.allSatisfy { (20...105).contains($0) })
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 10 })
      #expect(places.count == [.step: 1, .bump: 2, .multi: 4][series.family, default: 0])
    }
  }

  @Test(arguments: [
    (GeneratedNoise.gauss, 98.65, 100.0, 101.35), (.ar1, 98.65, 100, 101.35), (.bimodal, 99.84, 100.34, 103.66),
    (.heavy, 100.55, 101.2, 102.3),
  ])
  func noiseIsAsDocumented(_ noise: GeneratedNoise, _ lower: Double, _ middle: Double, _ upper: Double) {
    var generator = Xoshiro256(seed: 5)
    let values = noise.values(count: 100_000, using: &generator).sorted()
    #expect(abs(values[25_000] - lower) < 0.05)
    #expect(abs(values[50_000] - middle) < 0.05)
    #expect(abs(values[75_000] - upper) < 0.05)
  }

  @Test func aValueOfAr1IsHalfLikeTheOneBefore() {
    var generator = Xoshiro256(seed: 5)
    let values = GeneratedNoise.ar1.values(count: 100_000, using: &generator).map { $0 - 100 }
    let squares = values.reduce(0) { $0 + $1 * $1 }
    let products = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(products / squares - 0.5) < 0.01)
    #expect(abs(squares / 100_000 - 4) < 0.1)
  }
}
