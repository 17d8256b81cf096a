import CalibraxRPC
import CalibraxTestSupport
import Testing

@testable import CalibraxClient

/// Samples reach the server in order, each once, whatever becomes of the connection and the answers.
@Suite struct DeliveryTests {
  private let exchange: DeliveryExchange
  private let execution: Int
  private let loss: Int

  init() throws {
    exchange = try DeliveryExchange()
    execution = exchange.open("e")
    loss = exchange.define("loss", in: execution, id: "e", group: "training")
  }

  @Test func whatTheServerMustKnowComesFirst() throws {
    exchange.record(1...3, of: loss)
    try exchange.converse()
    #expect(exchange.takeAsked() == ["startExecution", "defineMetric", "record"])
    exchange.record(4...5, of: loss)
    try exchange.converse()
    #expect(exchange.takeAsked() == ["record"])
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3, 4, 5])
    #expect(exchange.delivered == 5)
  }

  @Test func anAnswerThatIsLostIsAskedForAgainAndNothingIsStoredTwice() throws {
    exchange.record(1...3, of: loss)
    try exchange.receive(try exchange.send())
    try exchange.receive(try exchange.send())
    // Stored, but the answer does not arrive.
    _ = try exchange.send()
    exchange.reconnect()
    _ = exchange.takeAsked()
    try exchange.converse()
    #expect(exchange.takeAsked() == ["startExecution", "defineMetric", "record"])
    exchange.record(4...5, of: loss)
    try exchange.converse()
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3, 4, 5])
    #expect(exchange.delivered == 5)
  }

  @Test func aRequestThatIsLostIsSentAgainBeforeAnythingNewer() throws {
    exchange.record(1...3, of: loss)
    try exchange.receive(try exchange.send())
    try exchange.receive(try exchange.send())
    _ = exchange.delivery.next(at: exchange.now)
    exchange.reconnect()
    #expect(!exchange.delivery.isReady(at: exchange.now))
    try exchange.converse()
    #expect(exchange.delivery.isReady(at: exchange.now))
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3])
  }

  @Test func whileAnswersAreAwaitedNothingElseIsSent() throws {
    exchange.record(1...3, of: loss)
    let answers = try exchange.send()
    #expect(exchange.delivery.next(at: exchange.now).isEmpty)
    #expect(exchange.delivery.deadline == exchange.now + 10)
    try exchange.receive(answers)
    #expect(!exchange.delivery.next(at: exchange.now).isEmpty)
  }

  @Test func manyDefinitionsGoOutInFlights() throws {
    let many = (0..<600).map { exchange.define("metric \($0)", in: execution, id: "e") }
    exchange.record(many.map { ($0, $0) })
    try exchange.receive(try exchange.send())
    #expect(try exchange.send().count == 256)
  }

  @Test func samplesOfManySeriesTravelTogether() throws {
    let many = (0..<50).map { exchange.define("metric \($0)", in: execution, id: "e") }
    exchange.record((0..<10).flatMap { value in many.map { (value, $0) } })
    try exchange.converse()
    #expect(exchange.takeAsked().count { $0 == "record" } == 1)
    for key in [0, 49] { #expect(try exchange.stored("metric \(key)", in: "e") == Array(0..<10)) }
  }

  @Test func onAFullDiskSamplesWaitAndItIsSaidOnce() throws {
    exchange.record(1...3, of: loss)
    exchange.server.files.fillDisk()
    for _ in 0..<5 {
      try exchange.converse()
      #expect(exchange.delivery.next(at: exchange.now).isEmpty)
      exchange.now = exchange.delivery.retryAt
    }
    #expect(exchange.reports.count == 1)
    #expect(exchange.delivered == 0)
    exchange.server.files.fail(nil)
    try exchange.converse()
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3])
    #expect(exchange.delivered == 3)
  }

  @Test func pausesGrowToABoundAndBeginAnewWhenItGoesOn() throws {
    var backoff = Backoff()
    let pauses = (0..<20).map { _ in backoff.next() }
    for (pause, most) in zip(pauses, [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5]) {
      #expect((most / 2...most).contains(pause))
    }
    #expect(pauses.allSatisfy { $0 <= 5 })
    backoff.reset()
    #expect(backoff.next() <= 0.05)
  }

  @Test func aMetricThatTheServerRefusesIsGivenUpAndTheOthersAreNot() throws {
    _ = try exchange.server.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    _ = try exchange.server.call("defineMetric", ["execution_id": "e", "key": "loss", "group": ["name": "other"]])
    let accuracy = exchange.define("accuracy", in: execution, id: "e")
    for value in 1...2 {
      exchange.record([(value, loss), (value, accuracy)])
      try exchange.converse()
    }
    #expect(try exchange.stored("accuracy", in: "e") == [1, 2])
    #expect(exchange.delivered == 2)
    #expect(exchange.refused == 2)
    #expect(exchange.reports.count == 1)
    #expect(exchange.reports.first?.contains("refused the metric \"loss\"") == true)
  }

  @Test func aRequestThatIsRefusedIsTriedAgainSeriesBySeries() throws {
    let accuracy = exchange.define("accuracy", in: execution, id: "e")
    exchange.record([(1, loss), (1, accuracy)])
    try exchange.receive(try exchange.send())
    try exchange.receive(try exchange.send())
    try exchange.refuse()
    try exchange.refuse()
    try exchange.converse()
    exchange.record([(2, loss), (2, accuracy)])
    try exchange.converse()
    #expect(try exchange.stored("loss", in: "e") == [2])
    #expect(try exchange.stored("accuracy", in: "e") == [1, 2])
    #expect(exchange.refused == 1)
    #expect(exchange.reports == ["the server refused samples of \"loss\": no"])
  }

  @Test func aSeriesThatTheServerForgotIsDefinedAgainAndItsSamplesAreSentAgain() throws {
    exchange.record(1...3, of: loss)
    try exchange.converse()
    _ = exchange.takeAsked()
    exchange.record(4...5, of: loss)
    try exchange.refuse(.notFound)
    try exchange.converse()
    #expect(exchange.takeAsked() == ["defineMetric", "record"])
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3, 4, 5])
    #expect(exchange.refused == 0)
    #expect(exchange.reports.isEmpty)
  }

  @Test func samplesWhoseSeriesIsForgottenTwiceAreGivenUpAndTheNextAreNot() throws {
    exchange.record(1...3, of: loss)
    try exchange.converse()
    exchange.record(4...5, of: loss)
    try exchange.refuse(.notFound)
    try exchange.receive(try exchange.send())
    try exchange.refuse(.notFound)
    #expect(exchange.refused == 2)
    #expect(exchange.reports == ["the server refused samples of \"loss\": no"])
    exchange.record(6...7, of: loss)
    try exchange.refuse(.notFound)
    try exchange.converse()
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3, 6, 7])
  }

  @Test func samplesThatAreGivenUpAfterALostAnswerTakeNoOthersWithThem() throws {
    let accuracy = exchange.define("accuracy", in: execution, id: "e")
    exchange.record(1...3, of: accuracy)
    try exchange.receive(try exchange.send())
    try exchange.receive(try exchange.send())
    // Stored, but the answer does not arrive.
    _ = try exchange.send()
    exchange.reconnect()
    try exchange.converse(refusing: "accuracy")
    exchange.record(10...15, of: loss)
    try exchange.converse()
    #expect(try exchange.stored("accuracy", in: "e") == [1, 2, 3])
    #expect(try exchange.stored("loss", in: "e") == Array(10...15))
  }

  @Test(arguments: [true, false])
  func whatIsLeftOfARequestWhoseAnswerIsLostIsStoredOnce(hasArrived: Bool) throws {
    let bare = exchange.define("bare", in: execution, id: "e")
    let accuracy = exchange.define("accuracy", in: execution, id: "e")
    exchange.record([(1, loss), (2, bare), (3, accuracy)])
    try exchange.receive(try exchange.send())
    try exchange.receive(try exchange.send())
    if hasArrived { _ = try exchange.send() } else { _ = exchange.delivery.next(at: exchange.now) }
    exchange.reconnect()
    try exchange.converse(refusing: "bare")
    exchange.record([(4, loss), (5, accuracy)])
    try exchange.converse()
    #expect(try exchange.stored("loss", in: "e") == [1, 4])
    #expect(try exchange.stored("accuracy", in: "e") == [3, 5])
    #expect(try exchange.stored("bare", in: "e") == (hasArrived ? [2] : []))
  }

  @Test func anExecutionThatTheServerRefusesIsGivenUp() throws {
    _ = try exchange.server.call("startExecution", ["pipeline_name": "other", "execution_id": "e"])
    exchange.record(1...3, of: loss)
    exchange.close(execution, id: "e")
    try exchange.converse()
    #expect(exchange.refused == 3)
    #expect(exchange.delivery.isIdle)
    #expect(exchange.takeAsked() == ["startExecution"])
  }

  @Test func anExecutionForWhichNothingIsSentGivesASignOfLife() throws {
    try exchange.converse()
    #expect(exchange.takeAsked() == ["startExecution"])
    #expect(exchange.delivery.deadline == exchange.now + 20)
    exchange.now += 15
    exchange.record(1...3, of: loss)
    try exchange.converse()
    _ = exchange.takeAsked()
    exchange.now += 15
    try exchange.converse()
    #expect(exchange.takeAsked() == [])
    exchange.now += 5
    try exchange.converse()
    #expect(exchange.takeAsked() == ["startExecution"])
  }

  @Test func anExecutionEndsAfterItsSamplesAndThenNothingIsLeftToDo() throws {
    exchange.record(1...3, of: loss)
    exchange.close(execution, id: "e")
    try exchange.converse()
    #expect(exchange.takeAsked() == ["startExecution", "defineMetric", "record", "finishExecution"])
    #expect(exchange.delivery.isIdle)
    #expect(exchange.delivery.deadline == nil)
  }

  @Test func anEndWhoseAnswerIsLostIsNotABeginning() throws {
    exchange.record(1...3, of: loss)
    exchange.close(execution, id: "e")
    for _ in 0..<3 { try exchange.receive(try exchange.send()) }
    _ = try exchange.send()
    exchange.reconnect()
    _ = exchange.takeAsked()
    try exchange.converse()
    #expect(exchange.takeAsked() == ["finishExecution"])
    #expect(exchange.delivery.isIdle)
    #expect(exchange.reports.isEmpty)
  }

  @Test func whatIsRecordedInAnExecutionThatSomebodyElseEndedIsKept() throws {
    try exchange.converse()
    _ = try exchange.server.call("finishExecution", ["execution_id": "e", "success": false])
    exchange.reconnect()
    exchange.record(1...3, of: loss)
    exchange.close(execution, id: "e")
    try exchange.converse()
    #expect(try exchange.stored("loss", in: "e") == [1, 2, 3])
    #expect(exchange.delivery.isIdle)
    #expect(exchange.reports.isEmpty)
  }

  @Test func anOutageIsSaidOnceAndTriedAgainLater() {
    exchange.record(1...3, of: loss)
    for _ in 0..<5 {
      exchange.delivery.disconnected(.unreachable("cannot reach a server"), at: exchange.now)
      #expect(!exchange.delivery.needsConnection(at: exchange.now))
      exchange.now = exchange.delivery.deadline ?? 0
      #expect(exchange.delivery.needsConnection(at: exchange.now))
    }
    exchange.takeOutcome()
    #expect(exchange.reports == ["cannot reach a server; metrics wait until it goes on"])
  }

  @Test func aConnectionThatBreaksIsSaidOnlyWhenTheNextOneBreaksToo() throws {
    exchange.reconnect()
    exchange.record(1...3, of: loss)
    try exchange.converse()
    exchange.reconnect()
    #expect(exchange.reports.isEmpty)
    exchange.reconnect()
    exchange.takeOutcome()
    #expect(exchange.reports == ["broken; metrics wait until it goes on"])
  }
}
