import CalibraxModel
import CalibraxTestSupport
import Testing

/// What is kept of many samples looks as they do.
@Suite struct SampleReducerTests {
  private func reduced(_ samples: [Sample], to maximum: Int, _ order: SampleReducer.Order) -> [Sample] {
    var reducer = SampleReducer(to: maximum, order)
    reducer.take(samples)
    #expect(reducer.count == samples.count)
    return reducer.samples
  }

  @Test func fewAreKeptAsTheyAreInOrder() {
    let samples = [(3.0, 1.0), (1, 2), (2, 3), (1, 4)].map { Sample(at: $0, value: $1) }
    #expect(reduced(samples, to: 4, .at(1...3)) == [samples[1], samples[3], samples[2], samples[0]])
    #expect(reduced(samples, to: 4, .recorded(count: 4)) == samples)
    #expect(reduced([], to: 4, .at(0...0)) == [])
  }

  @Test func ofEachPartTheEndsAndTheExtremesAreKept() {
    let values: [Double] = [5, 1, 9, 4, 0, 0, 7, 7]
    let samples = values.enumerated().map { Sample(at: Double($0), value: $1) }
    #expect(reduced(samples, to: 7, .at(0...7)).map(\.at) == [0, 2, 4, 7])
    // Of equal values the first one.
    #expect(reduced(samples, to: 4, .recorded(count: 8)).map(\.at) == [0, 2, 4, 7])
    let two = reduced(samples + samples, to: 8, .recorded(count: 16))
    #expect(two.map(\.at) == [0, 2, 4, 7, 0, 2, 4, 7])
  }

  @Test(arguments: [4, 5, 8, 100, 1_000])
  func howeverTheyComeTheSameAreKept(_ maximum: Int) {
    var generator = SeededGenerator(seed: 3)
    // Places repeat, and values do.
    let samples = (0..<5_000).map { _ in
      Sample(
        at: Double.random(in: -1e3..<1e3, using: &generator).rounded(),
        value: Double.random(in: 0..<50, using: &generator).rounded())
    }
    let sorted = samples.sortedByAt()
    let kept = reduced(samples, to: maximum, .at(-1e3...1e3))
    #expect(kept.count <= maximum)
    #expect(kept == reduced(sorted, to: maximum, .at(-1e3...1e3)))
    #expect(kept == kept.sortedByAt())
    #expect(kept.first == sorted.first && kept.last == sorted.last)
    #expect(kept.map(\.value).min() == sorted.map(\.value).min())
    #expect(kept.map(\.value).max() == sorted.map(\.value).max())
  }

  @Test func allOfOneXAndTheLargestDistancesAreNoTrouble() {
    let same = (0..<10).map { Sample(at: 1, value: Double($0)) }
    #expect(reduced(same, to: 8, .at(1...1)).map(\.value) == [0, 9])
    let far = [-1.7e308, 0, 1.7e308, 1, 2].map { Sample(at: $0, value: 0) }
    #expect(reduced(far, to: 4, .at(-1.7e308...1.7e308)).map(\.at) == [-1.7e308, 1.7e308])
  }
}
