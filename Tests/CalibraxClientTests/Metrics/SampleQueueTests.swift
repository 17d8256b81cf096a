import Testing

@testable import CalibraxClient

/// So many samples wait and no more; what is dropped is what is missed least.
@Suite struct SampleQueueTests {
  private func sample(_ series: Int, _ value: Double) -> QueuedSample {
    QueuedSample(series: series, sample: Sample(at: 0, value: value))
  }

  @Test func samplesComeOutInOrder() {
    var queue = SampleQueue(bound: 10)
    for value in 1...3 { queue.append(sample(1, Double(value)), isThrottled: false) }
    #expect(queue.take(2).map(\.sample.value) == [1, 2])
    #expect(queue.take(2).map(\.sample.value) == [3])
    #expect(queue.take(2).isEmpty)
  }

  @Test func theOldestThrottledGoFirstThenTheOldestAtAll() {
    var queue = SampleQueue(bound: 4)
    for value in 1...2 {
      queue.append(sample(1, Double(value)), isThrottled: false)
      queue.append(sample(2, Double(value) * 10), isThrottled: true)
    }
    queue.append(sample(1, 3), isThrottled: false)
    #expect(queue.dropped == 1)
    queue.append(sample(1, 4), isThrottled: false)
    queue.append(sample(1, 5), isThrottled: false)
    #expect(queue.dropped == 3)
    #expect(queue.take(10) == [2, 3, 4, 5].map { sample(1, $0) })
  }

  @Test func whatIsUnderWayCountsButIsNotDropped() {
    var queue = SampleQueue(bound: 4)
    for value in 1...4 { queue.append(sample(1, Double(value)), isThrottled: false) }
    let taken = queue.take(2)
    queue.append(sample(1, 5), isThrottled: false)
    #expect(queue.dropped == 1)
    queue.settle(taken.count)
    queue.append(sample(1, 6), isThrottled: false)
    #expect(queue.dropped == 1)
    #expect(queue.take(10).map(\.sample.value) == [4, 5, 6])
  }

  @Test func aMarkIsPassedWhenAllBeforeItIsTakenOrDropped() {
    var queue = SampleQueue(bound: 3)
    queue.append(sample(1, 1), isThrottled: false)
    queue.append(sample(2, 2), isThrottled: true)
    let mark = queue.mark
    queue.append(sample(1, 3), isThrottled: false)
    queue.append(sample(1, 4), isThrottled: false)
    #expect(!queue.hasPassed(mark))
    _ = queue.take(1)
    #expect(queue.hasPassed(mark))
  }

  @Test func droppingIsToldWhenItBeginsAndWhenItIsOver() {
    var queue = SampleQueue(bound: 2)
    for value in 1...3 { queue.append(sample(1, Double(value)), isThrottled: false) }
    #expect(queue.tellOfDropping() == "2 samples wait, which is the most that are kept; the oldest are dropped")
    queue.append(sample(1, 4), isThrottled: false)
    #expect(queue.tellOfDropping() == nil)
    queue.settle(queue.take(2).count)
    #expect(queue.tellOfDropping() == "2 samples were dropped")
    #expect(queue.tellOfDropping() == nil)
  }

  @Test func aLongStreamThroughASmallBoundKeepsItsOrder() {
    var queue = SampleQueue(bound: 1_000)
    var (appended, taken, last) = (0, 0, -1.0)
    for round in 0..<2_000 {
      for _ in 0..<(round % 7) * 12 {
        queue.append(sample(1, Double(appended)), isThrottled: false)
        appended += 1
      }
      for queued in queue.take(31) {
        #expect(queued.sample.value > last)
        last = queued.sample.value
        taken += 1
        queue.settle(1)
      }
    }
    #expect(queue.dropped > 1_000)
    #expect(taken + queue.dropped + queue.count == appended)
  }
}
