import CalibraxAPI
import CalibraxModel
import Testing

@testable import calibraxctl

/// No more is asked for than what is missing, where the places tell.
@Suite struct MissingSamplesTests {
  /// An answer from a place on, of a series with so many samples in all.
  private func answer(_ places: [Double], of total: Int) -> QuerySeries.Result {
    var result = QuerySeries.Result()
    result.points = places.map { Sample(at: $0, value: $0) }
    (result.count, result.total) = (places.count, total)
    return result
  }

  @Test func thoseBehindTheEnd() throws {
    let missing = try #require(MissingSamples(answer([4, 4, 5, 6], of: 9), seen: 7, behind: .init(at: 4, times: 2)))
    #expect(missing.part.points.map(\.at) == [5, 6])
    #expect(missing.part.first == 7)
    #expect(missing.unshown == 0)
  }

  @Test func oneWithThePlaceOfTheEnd() throws {
    let missing = try #require(MissingSamples(answer([4, 4, 4], of: 8), seen: 7, behind: .init(at: 4, times: 2)))
    #expect(missing.part.points.map(\.at) == [4])
  }

  @Test func thoseThatWereRecordedBeforeTheEndAreNotInTheAnswer() {
    #expect(MissingSamples(answer([4, 5], of: 9), seen: 7, behind: .init(at: 4, times: 1)) == nil)
  }

  @Test func withoutAnEndAllThereAre() throws {
    let missing = try #require(MissingSamples(answer([3, 1, 2], of: 4), seen: 2, behind: nil))
    #expect(missing.part.points.map(\.at) == [3, 1, 2])
    #expect(missing.part.first == 1)
  }

  @Test func fewerWhenTheAnswerIsReduced() throws {
    var reduced = answer([4, 6, 9], of: 20)
    reduced.reduced = true
    let missing = try #require(MissingSamples(reduced, seen: 7, behind: .init(at: 4, times: 1)))
    #expect(missing.part.points.map(\.at) == [6, 9])
    #expect(missing.unshown == 11)
  }
}
