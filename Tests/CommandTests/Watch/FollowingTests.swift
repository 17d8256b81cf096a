import CalibraxAPI
import CalibraxModel
import Testing

@testable import calibraxctl

/// Executions that are kept up to date by what a server tells.
@Suite struct FollowingTests {
  @Test func samplesGoOnWhereTheirSeriesStands() throws {
    var following = Following(only: "e")
    following.begin(with: [execution("e")])
    following.fill(head("loss"), answer([3, 2]), at: 0)
    following.take(event(part("loss", first: 2, [1])), at: 0)
    #expect(values(following) == [3, 2, 1])
    #expect(try #require(following.executions[0]["loss"]).head.last == Sample(at: 2, value: 1))
    #expect(following.unfilled.isEmpty)
  }

  @Test func aLoopThatBeginsAgainAmongSamplesThatComeTogetherHasARateOfItsOwn() throws {
    var following = Following(only: "e")
    following.begin(with: [execution("e")])
    following.fill(head("batches", nil, MetricScale(upper: 20, progress: true)), answer([0, 12]), at: 0)
    following.take(event(part("batches", first: 2, [20, 0, 16])), at: 10)
    following.take(event(part("batches", first: 5, [18])), at: 19)
    #expect(try #require(following.executions[0]["batches"]).rate.perSecond(at: 19) == 2)
  }

  @Test func whatWasAnsweredAlreadyIsNotTakenTwice() {
    var following = Following(only: "e")
    following.begin(with: [execution("e")])
    following.fill(head("loss"), answer([3, 2]), at: 0)
    following.take(event(part("loss", first: 0, [3, 2])), at: 0)
    following.take(event(part("loss", first: 1, [2, 1])), at: 0)
    #expect(values(following) == [3, 2, 1])
  }

  @Test func theServerIsAskedForWhatIsMissing() {
    var following = Following(only: "e")
    following.begin(with: [execution("e")])
    let name = SeriesName(execution: "e", key: "loss")
    following.take(event(part("loss", first: 0, [3])), at: 0)
    #expect(following.unfilled == [name])
    following.fill(head("loss"), answer([3]), at: 0)
    #expect(following.unfilled.isEmpty)
    following.take(event(part("loss", first: 5, [1])), at: 0)
    #expect(following.unfilled == [name])
    #expect(values(following) == [3])
    following.forget(name)
    #expect(following.unfilled.isEmpty)
  }

  @Test func everythingThatRunsIsFollowedUnlessOneIsNamed() {
    var all = Following(only: nil)
    all.begin(with: [execution("b"), execution("a")])
    all.take(execution("c"))
    all.take(execution("over", .failed))
    #expect(ids(all) == ["c", "b", "a", "default"])
    var one = Following(only: "a")
    one.begin(with: [execution("a")])
    one.take(execution("b"))
    #expect(ids(one) == ["a"])
  }

  @Test func oneThatEndsStaysAsItEnded() {
    var following = Following(only: nil)
    following.begin(with: [execution("a")])
    following.take(execution("a", .failed))
    #expect(following.executions[0].execution.state == .failed)
    following.take(execution("b"))
    #expect(ids(following) == ["b", "a", "default"])
  }

  @Test func oneThatWasLostAndRunsAgainIsAskedFor() {
    var following = Following(only: nil)
    following.begin(with: [])
    following.take(event(part("loss", of: "back", first: 7, [1])), at: 0)
    #expect(following.unknown == ["back"])
    following.take(execution("back"))
    #expect(following.unknown.isEmpty)
    following.take(execution("back", .lost))
    following.take(event(part("loss", of: "back", first: 8, [1])), at: 0)
    #expect(following.unknown == ["back"])
  }

  @Test func lateSamplesOfOneThatIsOverAreAskedForOnce() {
    var following = Following(only: nil)
    following.begin(with: [])
    for _ in 1...2 {
      following.take(event(part("loss", of: "over", first: 7, [1])), at: 0)
      following.forget(execution: "over")
    }
    following.take(event(part("loss", of: "over", first: 7, [1])), at: 0)
    #expect(following.unknown.isEmpty)
    #expect(ids(following) == ["default"])
  }

  @Test func afterAReconnectionThoseThatRanAreAskedFor() {
    var following = Following(only: nil)
    following.begin(with: [execution("a"), execution("b")])
    following.begin(with: [execution("b")])
    #expect(following.unknown == ["a"])
    #expect(ids(following) == ["a", "b", "default"])
  }

  @Test func thereIsRoomForSoManyAndTheNewestAreKept() {
    var following = Following(only: nil)
    following.begin(with: [])
    following.take(execution("first"))
    following.take(execution("first", .succeeded))
    for index in 1...30 { following.take(execution("r\(index)")) }
    #expect(following.executions.count == Following.room)
    #expect(ids(following).first == "r30")
    #expect(ids(following).last == "default")
    #expect(!ids(following).contains("first"))
    // Those that run and found no room do not push each other out.
    following.take(event(part("loss", of: "r1", first: 0, [1])), at: 0)
    #expect(following.unknown.isEmpty)
  }

  @Test func seriesAreInTheOrderTheyWereDefined() {
    var following = Following(only: "e")
    following.begin(with: [execution("e")])
    for (handle, key) in [(2, "c"), (0, "a"), (1, "b"), (0, "a")] {
      var head = head(key)
      head.series = handle
      following.fill(head, answer([Double(handle)]), at: 0)
    }
    #expect(following.executions[0].series.map(\.head.key) == ["a", "b", "c"])
    #expect(following.executions[0]["c"]?.points.first?.value == 2)
  }

  @Test func aLongSeriesKeepsItsShape() throws {
    var following = Following(only: "e")
    following.begin(with: [execution("e")])
    following.fill(head("loss"), answer([]), at: 0)
    for first in stride(from: 0, to: 50_000, by: 500) {
      following.take(event(part("loss", first: first, (first..<first + 500).map { $0 == 12_345 ? 9 : 1 })), at: 0)
    }
    let points = try #require(following.executions[0]["loss"]).points
    #expect(points.count <= 2 * FollowedSeries.room)
    #expect(points.contains(Sample(at: 12_345, value: 9)))
    #expect(points.last == Sample(at: 49_999, value: 1))
  }

  private func values(_ following: Following) -> [Double]? { following.executions[0]["loss"]?.points.map(\.value) }
  private func ids(_ following: Following) -> [String] { following.executions.map(\.execution.executionID) }
}
