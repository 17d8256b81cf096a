import Testing

@testable import CalibraxClient

/// A loop shows how far it is and how it ended, and never takes an item before its time.
@Suite struct ProgressTests {
  private let recording = Recording()
  private struct Failure: Error {}

  @Test func itBeginsWithNoneAndCountsEachItemThatIsDone() {
    recording.within {
      var seen: [Int] = []
      for item in progress([7, 8, 9]) {
        seen.append(item)
        recording.advance(1)
      }
      #expect(seen == [7, 8, 9])
    }
    #expect(
      recording.delivered() == [
        "progress": [(0.0, 0.0), (1, 1), (2, 2), (3, 3)].map { Sample(at: $0, value: $1) },
        "progress.end": [Sample(at: 3, value: ProgressEnd.complete.rawValue)],
      ])
  }

  @Test func itIsShownAsABarWithTheTotal() throws {
    recording.within { for _ in progress(["a", "b"], key: "files", group: "work") {} }
    let definitions = recording.intake.take(samples: false).announcements.compactMap { announcement in
      if case .defined(_, _, let params) = announcement { params } else { nil }
    }
    let done = try #require(definitions.first { $0.key == "files" })
    #expect(done.scale == MetricScale(upper: 2, progress: true))
    #expect(done.group == "work")
    #expect(done.throttle == 10)
    #expect(definitions.contains { $0.key == "files.end" && $0.throttle == nil })
  }

  @Test func theLastCountAlwaysGoesOutAndBeforeTheEnd() {
    recording.within { for _ in progress(0..<1_000) {} }
    let out = recording.deliveredInOrder()
    #expect(out.filter { $0.key == "progress" }.map(\.sample.value) == [0, 1_000])
    #expect(recording.delivered().isEmpty)
  }

  @Test func aLoopThatIsLeftEarlyHasStopped() {
    recording.within {
      for item in progress(1...10) {
        recording.advance(1)
        if item == 4 { break }
      }
    }
    #expect(recording.deliveredValues() == ["progress": [0, 1, 2, 3], "progress.end": [ProgressEnd.stopped.rawValue]])
  }

  @Test func soHasOneWhoseBodyThrows() {
    #expect(throws: Failure.self) {
      try recording.within { for _ in progress(1...10) { throw Failure() } }
    }
    #expect(recording.deliveredValues() == ["progress": [0], "progress.end": [ProgressEnd.stopped.rawValue]])
  }

  @Test func soHasOneThatGoesOnWhenTheExecutionEnds() {
    recording.within {
      var iterator = progress(1...10).makeIterator()
      _ = iterator.next()
      recording.execution.close(success: true)
      _ = iterator.next()
    }
    #expect(recording.deliveredValues() == ["progress": [0], "progress.end": [ProgressEnd.stopped.rawValue]])
    #expect(recording.reports == ["the execution \"test\" is over; \"progress\" is not recorded in it"])
  }

  @Test func nothingToDoIsComplete() {
    recording.within { for _ in progress([Int]()) {} }
    #expect(recording.deliveredValues() == ["progress": [0], "progress.end": [ProgressEnd.complete.rawValue]])
  }

  @Test func itemsAreTakenWhenTheyAreNeeded() {
    var made = 0
    let endless = sequence(state: 0) { (state: inout Int) -> Int? in
      made += 1
      state += 1
      return state
    }
    recording.within {
      for item in progress(endless, total: 1_000) where item == 3 { break }
    }
    #expect(made == 3)
  }

  @Test func whatALazyCollectionAsksForIsAskedOnlyByTheLoop() {
    let asked = SharedValue(0)
    let isEven = { @Sendable (number: Int) in
      asked.value += 1
      return number % 2 == 0
    }
    recording.within {
      for _ in (1...10).lazy.filter(isEven) {}
      let once = asked.value
      for _ in progress((1...10).lazy.filter(isEven)) {}
      #expect(asked.value == 2 * once)
      for _ in progress((1...10).lazy.drop { !isEven($0) }) { break }
      for _ in progress((1...10).lazy.prefix { isEven($0 * 2) }) { break }
    }
    #expect(asked.value <= 2 * 10 + 2 + 2)
  }

  @Test func whatKnowsItsCountHasItAsTotal() throws {
    recording.within {
      for _ in progress([1, 2, 3], key: "array") {}
      for _ in progress([1, 2, 3].lazy.map { $0 }.reversed(), key: "view") {}
      for _ in progress([1, 2, 3] as Set, key: "set") {}
      for _ in progress([1: 1, 2: 2], key: "dictionary") {}
      for _ in progress([1: 1, 2: 2].keys, key: "keys") {}
      for _ in progress("four", key: "text") {}
    }
    let totals = recording.intake.take(samples: false).announcements.compactMap { announcement in
      if case .defined(_, _, let params) = announcement, let scale = params.scale {
        (params.key, scale.upper)
      } else {
        nil
      }
    }
    #expect(totals.map(\.1) == [3, 3, 3, 2, 2, nil], "\(totals)")
  }

  @Test func whatCannotBeCountedHasNoTotalUnlessOneIsGiven() {
    let lazy = (1...10).lazy.filter { $0 % 2 == 0 }
    recording.within {
      for _ in progress(lazy, key: "filtered") {}
      for _ in progress(AnySequence(1...3), key: "unsized") {}
      for _ in progress(AnySequence(1...3), key: "told", total: 3) {}
    }
    let scales = recording.intake.take(samples: false).announcements.compactMap { announcement in
      if case .defined(_, _, let params) = announcement, let scale = params.scale {
        (params.key, scale.upper)
      } else {
        nil
      }
    }
    #expect(scales.map(\.0) == ["filtered", "unsized", "told"])
    #expect(scales.map(\.1) == [nil, nil, 3])
    #expect(recording.deliveredValues().isEmpty == false)
  }

  @Test func nestedLoopsHaveSeriesOfTheirOwn() {
    recording.within {
      for _ in progress(0..<2) {
        for _ in progress(0..<3) { recording.advance(1) }
      }
    }
    let values = recording.deliveredValues()
    #expect(values["progress"] == [0, 1, 2])
    #expect(values["progress 2"] == [0, 1, 2, 3, 0, 1, 2, 3])
    #expect(values["progress 2.end"] == [1, 1])
    #expect(recording.reports.isEmpty)
  }

  @Test func aLoopWithAnotherTotalHasASeriesOfItsOwn() {
    recording.within {
      for total in [1, 2, 1] { for _ in progress(0..<total) { recording.advance(1) } }
    }
    let values = recording.deliveredValues()
    #expect(values["progress"] == [0, 1, 0, 1])
    #expect(values["progress 2"] == [0, 1, 2])
    #expect(recording.reports.isEmpty)
  }

  @Test func aTotalBelowNoneIsNotKnown() {
    recording.within { for _ in progress(AnySequence(1...2), key: "files", total: -1) {} }
    let scales = recording.intake.take(samples: false).announcements.compactMap { announcement in
      if case .defined(_, _, let params) = announcement { params.scale } else { nil }
    }
    #expect(scales == [MetricScale(progress: true)])
  }

  @Test func whatIsRefusedHasNoEndEither() {
    recording.within {
      for _ in progress(1...2, key: "") {}
      Metric("speed", scale: "speed").record(1)
      for _ in progress(1...2, key: "speed") {}
    }
    #expect(recording.deliveredValues() == ["speed": [1]])
    #expect(recording.reports.count == 2)
  }

  @Test func asyncItemsCountAlike() async {
    let stream = AsyncStream { continuation in
      for item in 0..<3 { continuation.yield(item) }
      continuation.finish()
    }
    await recording.within { for await _ in progress(stream, total: 3) { recording.advance(1) } }
    #expect(
      recording.deliveredValues() == ["progress": [0, 1, 2, 3], "progress.end": [ProgressEnd.complete.rawValue]])
  }

  @Test func asyncItemsThatFailToComeAreAFailure() async {
    let stream = AsyncThrowingStream<Int, any Error> { continuation in
      continuation.yield(0)
      continuation.finish(throwing: Failure())
    }
    await #expect(throws: Failure.self) {
      try await recording.within { for try await _ in progress(stream) { recording.advance(1) } }
    }
    #expect(recording.deliveredValues() == ["progress": [0, 1], "progress.end": [ProgressEnd.failed.rawValue]])
  }

  @Test func aCancelledTaskStopsItsLoop() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
    let recording = recording
    let loop = Task { await recording.within { for await _ in progress(stream) { recording.advance(1) } } }
    continuation.yield(0)
    loop.cancel()
    await loop.value
    #expect(recording.deliveredValues()["progress.end"] == [ProgressEnd.stopped.rawValue])
  }
}
