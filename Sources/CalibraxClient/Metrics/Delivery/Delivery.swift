import CalibraxAPI
import CalibraxRPC

/// Brings samples to a server, each exactly once: what to send and what the answers mean, without I/O.
///
/// One thing is done after the other: executions are started, series defined, samples recorded, executions finished. The
/// samples are numbered when they are first sent. A request whose answer was lost is sent again with the same numbers
/// before anything newer, and the server drops what it has; numbers of samples that are given up are never used again.
struct Delivery: Sendable {
  /// Samples that a request holds at most.
  static let batchSize = 4_096
  /// Definitions that are sent without waiting for answers between.
  private static let flightSize = 256

  /// What an unanswered request asked.
  enum Question {
    case start(execution: Int)
    case define(series: Int)
    case record
    case finish(execution: Int)
  }

  /// What was settled since it was last taken out.
  struct Outcome: Equatable, Sendable {
    var delivered = 0
    var refused = 0
    /// What to tell people, sentences.
    var reports: [String] = []
  }

  let producer: String
  /// Seconds that an answer may take.
  let answerTimeout: Double
  private var nextSeq = 1
  var calls = CallTable(fillsEnvironment: false)
  var table = DeliveryTable()
  /// Samples that were taken in; the first is under way.
  var batches: [DeliveryBatch] = []
  /// Executions that end when the batches are delivered.
  var endings: [Int] = []
  var asked: [CallTable.ID: Question] = [:]
  var askedAt = 0.0
  private(set) var isConnected = false
  var backoff = Backoff()
  var retryAt = -Double.infinity
  var isOutageTold = false
  var told: Set<String> = []
  var outcome = Outcome()

  /// - Parameter producer: A name that no other process has.
  init(producer: String, answerTimeout: Double) {
    self.producer = producer
    self.answerTimeout = answerTimeout
  }

  // MARK: What there is to deliver

  /// Takes in samples with what the server must know of them; only when it ``isReady(at:)``, or without samples when
  /// nothing is ``isAsking``.
  mutating func take(_ announcements: [Announcement], _ samples: [QueuedSample]) {
    for announcement in announcements {
      table.announce(announcement)
      if case .closed(let execution, _) = announcement { endings.append(execution) }
    }
    batches += DeliveryBatch.forming(samples)
  }

  /// Whether it can send samples now.
  func isReady(at now: Double) -> Bool {
    isConnected && now >= retryAt && asked.isEmpty && batches.isEmpty && endings.isEmpty
  }

  /// Whether answers are awaited.
  var isAsking: Bool { !asked.isEmpty }

  /// Whether everything that was taken in is settled.
  var isIdle: Bool { asked.isEmpty && batches.isEmpty && endings.isEmpty }

  /// Whether there is something to send for which a connection is needed.
  func needsConnection(at now: Double) -> Bool {
    !isConnected && now >= retryAt && (!isIdle || !table.untold(at: now).isEmpty)
  }

  /// When to look again though nothing happens; `nil` when there is no such moment.
  var deadline: Double? {
    if isAsking { return askedAt + answerTimeout }
    let isWorkLeft = !isIdle || table.executions.values.contains { $0.standing == .untold }
    return [isWorkLeft ? retryAt : nil, table.nextSignOfLife].compactMap(\.self).min()
  }

  /// The outcome so far; the next one begins anew.
  mutating func takeOutcome() -> Outcome {
    defer { outcome = Outcome() }
    return outcome
  }

  // MARK: The connection

  mutating func connected() {
    isConnected = true
  }

  /// The connection broke, or could not be made.
  mutating func disconnected(_ error: ClientError, at now: Double) {
    // A server that restarts breaks the connection once, which is no news.
    if case .disconnected = error, backoff.attempts == 0 {} else { tellOutage("\(error)") }
    isConnected = false
    calls.forgetPartialLine()
    asked = [:]
    table.forget()
    retry(at: now)
  }

  mutating func retry(at now: Double) {
    retryAt = now + backoff.next()
  }

  /// Tells people once that delivery does not go on, until it does.
  mutating func tellOutage(_ reason: String) {
    if !isOutageTold { outcome.reports.append("\(reason); metrics wait until it goes on") }
    isOutageTold = true
  }

  /// Somebody waits: tries again without a pause.
  mutating func hurry() {
    retryAt = -.infinity
  }

  // MARK: What to send

  /// The lines to send now; nothing while answers are awaited.
  mutating func next(at now: Double) -> [UInt8] {
    guard isConnected, asked.isEmpty, now >= retryAt else { return [] }
    askedAt = now
    let starts = table.untold(at: now).prefix(Self.flightSize)
    if !starts.isEmpty { return starts.flatMap { start($0, at: now) } }
    giveUpRefused()
    if let batch = batches.first {
      let definitions = batch.parts.map(\.series).filter { table.series[$0]?.standing == .untold }
      if definitions.isEmpty { return record(at: now) }
      return definitions.prefix(Self.flightSize).flatMap { define($0) }
    }
    return endings.prefix(Self.flightSize).flatMap { finish($0) }
  }

  private mutating func start(_ execution: Int, at now: Double) -> [UInt8] {
    guard let params = table.executions[execution]?.params else { return [] }
    table.executions[execution]?.lastSent = now
    return ask(.start(execution: execution), StartExecution.self, params)
  }

  private mutating func define(_ series: Int) -> [UInt8] {
    guard let params = table.series[series]?.params else { return [] }
    return ask(.define(series: series), DefineMetric.self, params)
  }

  /// Records the first batch.
  private mutating func record(at now: Double) -> [UInt8] {
    batches[0].number(from: &nextSeq)
    let batch = batches[0]
    for part in batch.parts {
      if let execution = table.series[part.series]?.execution { table.executions[execution]?.lastSent = now }
    }
    var params = batch.params { table.series[$0]?.handle }
    params.producer = producer
    params.seq = batch.seq
    return ask(.record, RecordSamples.self, params)
  }

  private mutating func finish(_ execution: Int) -> [UInt8] {
    guard let params = table.executions[execution]?.finish else { return [] }
    table.executions[execution]?.isEnding = true
    return ask(.finish(execution: execution), FinishExecution.self, params)
  }

  private mutating func ask<M: Method>(_ question: Question, _ method: M.Type, _ params: M.Params) -> [UInt8] {
    let (id, line) = calls.request(method, params)
    asked[id] = question
    return line
  }
}
