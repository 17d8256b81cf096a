import Testing

@testable import CalibraxClient

/// An execution is what a body does, and ends as the body does.
@Suite struct ExecutionTests {
  private let outer = Recording()
  private struct Failure: Error, Equatable {}

  private func announcements() -> (opened: [StartExecution.Params], closed: [FinishExecution.Params]) {
    let announcements = outer.intake.take(samples: true).announcements
    return (
      announcements.compactMap { if case .opened(_, let params) = $0 { params } else { nil } },
      announcements.compactMap { if case .closed(_, let params) = $0 { params } else { nil } }
    )
  }

  @Test func itTellsItsNameTagsTimeAndSuccess() throws {
    let answer = outer.within {
      withExecution("train", tags: ["model": "small"], metadata: ["epochs": 3]) {
        outer.advance(2.5)
        return 42
      }
    }
    #expect(answer == 42)
    let (opened, closed) = announcements()
    let start = try #require(opened.last)
    #expect(start.pipelineName == "train")
    #expect(start.tags == ["model": "small"])
    #expect(start.metadata == ["epochs": 3])
    let finish = try #require(closed.first)
    #expect(finish.executionID == start.executionID)
    #expect(finish.success)
    #expect(finish.executionTime == 2.5)
  }

  @Test func anErrorMarksItFailedAndIsThrownOn() throws {
    // The error keeps its type.
    let error = #expect(throws: Failure.self) {
      try outer.within { try withExecution("train") { () throws(Failure) in throw Failure() } }
    }
    #expect(error == Failure())
    #expect(announcements().closed.map(\.success) == [false])
  }

  @Test func oneThatEndedBeforeItBeganNeverBegins() {
    let execution = ExecutionRecorder(StartExecution.Params(newNamed: "train"), outer.intake)
    execution.close(success: true)
    execution.record(Metric("loss"), 1, at: nil)
    #expect(announcements().opened.map(\.pipelineName) == ["test"])
    #expect(outer.intake.counts == MetricCounts(recorded: 1, refused: 1))
    #expect(outer.reports == ["the execution \"train\" is over; \"loss\" is not recorded in it"])
  }

  @Test func soForABodyThatWaits() async {
    let value = await outer.within {
      await withExecution("load") {
        await Task.yield()
        return 7
      }
    }
    #expect(value == 7)
    await #expect(throws: Failure.self) {
      try await outer.within {
        try await withExecution("train") {
          await Task.yield()
          throw Failure()
        }
      }
    }
    #expect(announcements().closed.map(\.success) == [true, false])
  }

  @Test func childTasksRecordInIt() async {
    let loss = Metric("loss", throttle: nil)
    await outer.within {
      loss.record(0)
      outer.advance(5)
      await withExecution("train") {
        await withTaskGroup(of: Void.self) { group in group.addTask { loss.record(1) } }
      }
      loss.record(2)
    }
    let samples = outer.deliveredInOrder().map(\.sample)
    // Five seconds into the outer execution the inner one has just begun.
    #expect(samples == [Sample(at: 0, value: 0), Sample(at: 0, value: 1), Sample(at: 5, value: 2)])
  }

  @Test func inDifferentExecutionsAKeyMayMeanDifferentThings() {
    outer.within {
      withExecution("a") { Metric("loss", group: "x").record(1) }
      withExecution("b") { Metric("loss", group: "y").record(2) }
    }
    #expect(outer.reports.isEmpty)
    #expect(outer.deliveredInOrder().map(\.sample.value) == [1, 2])
  }

  @Test func anEndIsToldAfterAllSamplesThatCameBefore() {
    let exact = Metric("exact", throttle: nil)
    outer.within { withExecution("long") { for step in 0..<10_000 { exact.record(Double(step)) } } }
    var taken = 0
    while true {
      let part = outer.intake.take(samples: true)
      taken += part.samples.count
      if part.announcements.contains(where: { if case .closed = $0 { true } else { false } }) { break }
      #expect(!part.samples.isEmpty)
    }
    #expect(taken == 10_000)
  }
}
