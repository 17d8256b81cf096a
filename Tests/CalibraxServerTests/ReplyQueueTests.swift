import Testing

@testable import CalibraxServer

/// Responses leave in the order of their requests.
@Suite struct ReplyQueueTests {
  @Test func aResponseWaitsForThoseBeforeIt() {
    var queue = ReplyQueue()
    let (first, second, third) = (queue.open(), queue.open(), queue.open())
    #expect(sent(&queue) == "")
    queue.fill(third, Array("3".utf8))
    queue.fill(first, Array("1".utf8))
    #expect(sent(&queue) == "1\n")
    queue.fill(second, Array("2".utf8))
    #expect(sent(&queue) == "2\n3\n")
    #expect(queue.count == 0)
  }

  @Test func aBatchIsOneResponseWhenItIsWhole() {
    var queue = ReplyQueue()
    let batch = queue.openBatch()
    let parts = [queue.openPart(of: batch), queue.openPart(of: batch)]
    let after = queue.open()
    queue.fill(parts[1], Array("b".utf8))
    queue.fill(after, Array("c".utf8))
    queue.fill(parts[0], Array("a".utf8))
    #expect(sent(&queue) == "")
    queue.complete(batch: batch)
    #expect(sent(&queue) == "[a,b]\nc\n")
  }

  @Test func aBatchOfNotificationsIsNotAnswered() {
    var queue = ReplyQueue()
    queue.complete(batch: queue.openBatch())
    #expect(sent(&queue) == "")
    #expect(queue.count == 0)
  }

  @Test func aRequestIsAnsweredOnce() async {
    await #expect(processExitsWith: .failure) {
      var queue = ReplyQueue()
      let ticket = queue.open()
      _ = queue.open()
      queue.fill(ticket, [1])
      queue.fill(ticket, [2])
    }
  }

  private func sent(_ queue: inout ReplyQueue) -> String {
    var output: [UInt8] = []
    queue.drain(into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
