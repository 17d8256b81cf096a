import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxRPC

/// Records what is in a queue: each sample once, however often it has to be sent.
struct SampleSender {
  var queue = SampleQueue()
  /// Samples that are recorded.
  private(set) var recorded = 0
  /// Lines whose sample cannot be recorded.
  private(set) var refused: [(line: Int, reason: String)] = []
  /// Why the last try failed; `nil` when it did not.
  private(set) var failure: Failure?
  /// Since when every try has failed.
  private(set) var failingSince = ContinuousClock.now

  /// Seconds that an answer may take, unless a timeout is asked for: neither lines nor ^C are seen meanwhile.
  private static let answerTimeout = 5.0

  private let context: Context
  private let execution: String?
  private let isServed: Bool
  private var client: BlockingClient?
  /// The server takes what has the number of a sample that it has for the same one, sent again.
  private let producer = "calibraxctl-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
  private var nextSeq = 1
  private var backoff = Backoff(longest: 1)
  private var retry = ContinuousClock.now
  /// When executions began, in seconds since 1970; `nil` for what is no execution.
  private var starts: [String: Double?] = [Execution.alwaysOpen: 0]

  /// Finds who records.
  init(_ context: Context) throws(Failure) {
    self.context = context
    execution = context.flags["--execution"]
    let served = try Connection.server(context.flags, timeout: Self.answerTimeout)
    isServed = served != nil
    if let served { client = served } else { client = try Connection.open(context.flags, for: RecordSamples.name) }
  }

  /// When to send next; `nil` when there is nothing to send.
  ///
  /// - Parameter isLast: Whether nothing more comes that could be sent with it.
  func due(isLast: Bool) -> ContinuousClock.Instant? {
    if queue.isEmpty { return nil }
    let wanted = isLast || queue.isWorthSending ? ContinuousClock.now : queue.oldest + .milliseconds(200)
    return failure == nil ? wanted : max(wanted, retry)
  }

  /// Records the oldest samples, or finds that this has to be tried again.
  ///
  /// - Throws: ``Failure`` when it is of no use to try again.
  mutating func send() throws(Failure) {
    let client: BlockingClient
    do throws(Failure) { client = try connected() } catch {
      guard error.code == .unreachable else { throw error }
      return tryLater(error)
    }
    let entries = queue.next
    let seq = entries.first?.seq ?? nextSeq
    do throws(ClientError) {
      var params = RecordSamples.Params()
      params.producer = producer
      params.seq = seq
      for entry in entries { params.samples.append(try stamped(entry, client)) }
      _ = try client.call(RecordSamples.self, params)
      recorded += entries.count
      nextSeq = max(nextSeq, seq + entries.count)
      queue.removeFirst(entries.count)
      goesOn()
    } catch {
      try take(error, entries, seq)
    }
  }

  /// The lines that were refused since this was last asked.
  mutating func takeRefused() -> [(line: Int, reason: String)] {
    defer { refused = [] }
    return refused
  }

  /// Does not wait for the pause to end that follows a failure.
  mutating func hurry() { retry = .now }

  private mutating func connected() throws(Failure) -> BlockingClient {
    if let client { return client }
    // Never the store in this process once a server had it, for that one will want it back.
    guard let found = try Connection.server(context.flags, timeout: Self.answerTimeout) else {
      throw Failure(code: .unreachable, message: "the server is gone")
    }
    client = found
    return found
  }

  /// The sample as it is sent: what has no x-value has the time that its line was read.
  private mutating func stamped(
    _ entry: SampleQueue.Entry, _ client: BlockingClient
  ) throws(ClientError) -> RecordSamples.NamedSample {
    var sample = entry.sample
    if sample.series == nil { sample.executionID = sample.executionID ?? execution }
    guard sample.at == nil, sample.series == nil else { return sample }
    let id = sample.executionID ?? Execution.alwaysOpen
    if starts[id] == nil {
      var params = ListExecutions.Params()
      params.executionID = id
      let found = try client.call(ListExecutions.self, params).executions.first
      starts[id] = .some(found.flatMap { Timestamp($0.startedAt) }.map { Double($0.microseconds) / 1e6 })
    }
    sample.at = starts[id].flatMap { $0 }.map { entry.readAt - $0 }
    return sample
  }

  // MARK: What went wrong

  private mutating func take(
    _ error: ClientError, _ entries: ArraySlice<SampleQueue.Entry>, _ seq: Int
  ) throws(Failure) {
    let wording = Wording(command: context.command, flags: context.flags)
    switch error {
    case .unreachable, .disconnected, .timeout, .protocolViolation:
      if isServed { client = nil }
      tryLater(wording.failure(error), entries, seq)
    case .refused(let refusal):
      switch refusal.code {
      case .readOnly, .unavailable, .internalError, .limitExceeded:
        if isServed && refusal.code == .limitExceeded { client = nil }
        tryLater(wording.failure(error), entries, seq)
      default:
        guard let (index, reason) = refusal.sample, entries.count > index else { throw wording.failure(error) }
        let culprit = entries[entries.startIndex + index]
        let common = execution
        let execution = culprit.sample.executionID ?? common
        if refusal.code == .notFound, culprit.sample.series == nil {
          // Nothing of that execution can be recorded; and it may be what the whole stream is of.
          if execution == common { throw wording.failure(error) }
          refuse(reason, among: entries.count) { ($0.sample.executionID ?? common) == execution }
        } else {
          refuse(reason, among: entries.count) { $0.line == culprit.line }
        }
      }
    case .address, .cancelled: throw wording.failure(error)
    }
  }

  private mutating func goesOn() {
    failure = nil
    backoff.reset()
  }

  private mutating func refuse(_ reason: String, among count: Int, _ isUseless: (SampleQueue.Entry) -> Bool) {
    goesOn()
    refused += queue.remove(among: count, isUseless).map { ($0.line, reason) }
  }

  /// Whether samples are recorded is not known. Were their numbers given to others, the server might take those for
  /// repeats.
  private mutating func tryLater(_ failure: Failure, _ entries: ArraySlice<SampleQueue.Entry>, _ seq: Int) {
    queue.keep(entries.count, from: seq)
    nextSeq = max(nextSeq, seq + entries.count)
    tryLater(failure)
  }

  private mutating func tryLater(_ failure: Failure) {
    if self.failure == nil { failingSince = .now }
    self.failure = failure
    retry = .now + .seconds(backoff.next())
  }
}

extension RPCError {
  /// The sample of a `record` that an error is about, and what is wrong with it.
  fileprivate var sample: (index: Int, reason: String)? {
    guard let path, path.hasPrefix("params.samples["), let end = path.firstIndex(of: "]"),
      let index = Int(path[..<end].dropFirst("params.samples[".count))
    else { return nil }
    let place = path[...end] + "."
    return (index, message.hasPrefix(place) ? String(message.dropFirst(place.count)) : message)
  }
}
