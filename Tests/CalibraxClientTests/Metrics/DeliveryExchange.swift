import CalibraxRPC
import CalibraxTestSupport

@testable import CalibraxClient

/// A delivery and the server it talks to, line by line, at times of the test's choice.
final class DeliveryExchange {
  let server: any Driven
  var delivery = Delivery(producer: "producer", answerTimeout: 10)
  var now = 1_000.0
  private(set) var delivered = 0
  private(set) var refused = 0
  private(set) var reports: [String] = []
  private var asked: [String] = []
  private var lastNumber = 0

  init() throws {
    server = try Driver.inProcess.start()
    delivery.connected()
  }

  // MARK: What there is to deliver

  /// Opens an execution; returns its number.
  func open(_ id: String) -> Int {
    var params = StartExecution.Params()
    params.pipelineName = "train"
    params.executionID = id
    return announce { .opened(execution: $0, params) }
  }

  func define(_ key: String, in execution: Int, id: String, group: MetricGroup? = nil) -> Int {
    var params = DefineMetric.Params()
    params.executionID = id
    params.key = key
    params.group = group
    return announce { .defined(series: $0, execution: execution, params) }
  }

  func close(_ execution: Int, id: String) {
    var params = FinishExecution.Params()
    params.executionID = id
    params.success = true
    delivery.take([.closed(execution: execution, params)], [])
  }

  private func announce(_ announcement: (Int) -> Announcement) -> Int {
    lastNumber += 1
    delivery.take([announcement(lastNumber)], [])
    return lastNumber
  }

  /// Takes in samples of a series.
  func record(_ values: some Sequence<Int>, of series: Int) {
    record(values.map { ($0, series) })
  }

  func record(_ values: [(value: Int, series: Int)]) {
    delivery.take(
      [], values.map { QueuedSample(series: $0.series, sample: Sample(at: Double($0.value), value: Double($0.value))) })
  }

  // MARK: The conversation

  /// Sends what is to be sent and takes in the answers, until there is nothing more to send.
  ///
  /// - Parameter key: A metric whose definition is refused.
  func converse(refusing key: String? = nil) throws {
    while case let answers = try send(refusing: key), !answers.isEmpty { try receive(answers) }
  }

  /// Sends what is to be sent; returns the answers.
  func send(refusing key: String? = nil) throws -> [String] {
    let lines = delivery.next(at: now)
    takeOutcome()
    return try lines.split(separator: UInt8(ascii: "\n")).map { line in
      let request = try JSON(parsing: Array(line))
      asked.append(request["method"]?.string ?? "")
      if let key, request["params"]?["key"]?.string == key { return refusal(of: request, .conflict) }
      try server.send(Array(line), on: "1")
      return try server.receive(on: "1")
    }
  }

  func receive(_ answers: [String]) throws {
    for answer in answers { try delivery.receive(Array((answer + "\n").utf8), at: now) }
    takeOutcome()
  }

  /// Sends what is to be sent; it never arrives, and something refuses it.
  func refuse(_ code: RPCError.Code = .conflict) throws {
    for line in delivery.next(at: now).split(separator: UInt8(ascii: "\n")) {
      try receive([refusal(of: try JSON(parsing: Array(line)), code)])
    }
  }

  private func refusal(of request: JSON, _ code: RPCError.Code) -> String {
    let answer: JSON = [
      "jsonrpc": "2.0", "id": request["id"] ?? .null,
      "error": ["code": .number(JSONNumber(code.rawValue)), "message": "no"],
    ]
    return String(decoding: JSONWriter.bytes(of: answer), as: UTF8.self)
  }

  /// The connection breaks, and there is another one as soon as it is tried again.
  func reconnect() {
    delivery.disconnected(.disconnected("broken"), at: now)
    now = max(now, delivery.retryAt)
    delivery.connected()
  }

  func takeOutcome() {
    let outcome = delivery.takeOutcome()
    delivered += outcome.delivered
    refused += outcome.refused
    reports += outcome.reports
  }

  /// The methods asked since the last time.
  func takeAsked() -> [String] {
    defer { asked = [] }
    return asked
  }

  /// The values of a series that the server has.
  func stored(_ key: String, in id: String) throws -> [Int] {
    let answer = try server.call("querySeries", ["execution_id": .string(id), "key": .string(key)])
    return (answer["result"]?["points"]?.elements ?? []).compactMap { $0[1]?.double.map { Int($0) } }
  }
}
