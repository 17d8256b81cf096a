public import CalibraxAPI
public import CalibraxJSON
public import CalibraxRPC
import CalibraxSystem

/// A client that waits for each answer: for command lines and threads of one's own.
public final class BlockingClient {
  private let stream: any ByteStream
  private let timeout: Double?
  private var calls: CallTable
  /// What subscriptions were told of and nobody has asked for yet.
  private var told: [Int: EventBuffer] = [:]

  /// Connects to a server.
  ///
  /// - Parameters:
  ///   - timeout: Seconds that connecting, sending or an answer may take; `nil` for as long as it takes.
  ///   - fillsEnvironment: As ``Client/Options/fillsEnvironment``.
  ///   - token: As ``Client/Options/token``.
  /// - Throws: ``ClientError/unreachable(_:)``, and ``ClientError/refused(_:)`` when the token is none of the server's.
  public convenience init(
    _ address: ServerAddress, timeout: Double? = nil, fillsEnvironment: Bool = true, token: String? = nil
  ) throws(ClientError) {
    self.init(over: try ClientSocket(address, timeout: timeout), timeout: timeout, fillsEnvironment: fillsEnvironment)
    if let token { try authenticate(token) }
  }

  /// A client of whatever answers at the other end of a stream.
  public init(over stream: any ByteStream, timeout: Double? = nil, fillsEnvironment: Bool = true) {
    self.stream = stream
    self.timeout = timeout
    calls = CallTable(fillsEnvironment: fillsEnvironment)
  }

  /// Calls a method and waits for its result.
  ///
  /// - Throws: ``ClientError``.
  public func call<M: Method>(_ method: M.Type, _ params: M.Params = M.Params()) throws(ClientError) -> M.Result {
    let (id, line) = calls.request(method, params)
    return try CallTable.result(of: M.Result.self, try answer(to: id, line))
  }

  /// Calls a method once for each of the parameters, in one batch, and waits for all results: what the calls write
  /// reaches the disk together.
  ///
  /// - Parameter batch: At most as many as the server's limits allow, 1,000 unless they are changed.
  /// - Returns: The results in the order of the parameters; those of the others when one is refused.
  /// - Throws: ``ClientError``, when there is no answer.
  public func call<M: Method>(
    _ method: M.Type, batch: [M.Params]
  ) throws(ClientError) -> [Result<M.Result, ClientError>] {
    if batch.isEmpty { return [] }
    let requests = batch.map { calls.request(method, $0) }
    let answers = try answers(to: requests.map(\.id), CallTable.batch(requests.map(\.line)))
    return answers.map { line in
      Result { () throws(ClientError) in try CallTable.result(of: M.Result.self, line) }
    }
  }

  /// Calls a method by name, with parameters and a result of any shape. They are sent as they are.
  ///
  /// - Throws: ``ClientError``.
  public func call(_ name: String, _ params: JSON = [:]) throws(ClientError) -> JSON {
    let (id, line) = calls.request(name) { params.write(to: &$0) }
    return try CallTable.result(of: JSON.self, try answer(to: id, line))
  }

  /// Shows the server a token.
  func authenticate(_ token: String) throws(ClientError) {
    var params = Authenticate.Params()
    params.token = token
    _ = try call(Authenticate.self, params)
  }

  private func answer(to id: CallTable.ID, _ line: [UInt8]) throws(ClientError) -> [UInt8] {
    try answers(to: [id], line)[0]
  }

  /// Sends a line and waits for the answers to what it asks, in the order of their ids here.
  private func answers(to ids: [CallTable.ID], _ line: [UInt8]) throws(ClientError) -> [[UInt8]] {
    try stream.send(line)
    let deadline = timeout.map { uptime() + $0 }
    var found: [CallTable.ID: [UInt8]] = [:]
    while found.count < ids.count {
      guard let answers = try receive(until: deadline) else { throw .timeout(seconds: timeout ?? 0) }
      // An answer with another id is to a call that was given up.
      for answer in answers where ids.contains(answer.id) { found[answer.id] = answer.line }
    }
    return ids.compactMap { found[$0] }
  }

  /// Takes in what has come by a deadline, and returns the answers among it; `nil` when nothing has.
  private func receive(until deadline: Double?) throws(ClientError) -> [CallTable.Answer]? {
    guard let bytes = try stream.receive(until: deadline) else { return nil }
    var answers: [CallTable.Answer] = []
    for incoming in try calls.receive(bytes) {
      switch incoming {
      case .answer(let answer): answers.append(answer)
      case .event(let told): self.told[told.subscription, default: EventBuffer()].append(told.event)
      }
    }
    return answers
  }

  /// Has the server tell of what happens from now on; ``nextEvent(until:)`` waits for it, and other calls may come
  /// between. ``Unsubscribe`` ends it.
  ///
  /// - Parameters:
  ///   - filter: Only events that match every member given here.
  ///   - seq: The event to begin with, to go on behind ``Event/nextSeq`` of one that was seen; the next one when `nil`.
  ///   - serverID: The server that counted so, as ``Subscribe/Result/serverID`` named it.
  /// - Returns: The subscription's number on this connection, and that of its first event.
  /// - Throws: ``ClientError``.
  public func subscribe(
    _ topics: [Topic], filter: EventFilter = EventFilter(), from seq: Int? = nil, of serverID: String? = nil
  ) throws(ClientError) -> Subscribe.Result {
    var params = Subscribe.Params()
    params.topics = topics
    params.filter = filter
    params.fromSeq = seq
    params.serverID = serverID
    return try call(Subscribe.self, params)
  }

  /// Waits for the next event of any subscription, at most until a deadline.
  ///
  /// Events that come during a call are kept, 100,000 samples of each subscription; how many were not is told by
  /// ``Event/dropped(count:nextSeq:)``.
  ///
  /// - Returns: `nil` when the deadline passed; with one that has passed already, what is there is taken without waiting.
  /// - Throws: ``ClientError``.
  public func nextEvent(until deadline: ContinuousClock.Instant? = nil) throws(ClientError) -> SubscriptionEvent? {
    let deadline = deadline.map { uptime() + ($0 - .now) / .seconds(1) }
    while true {
      for number in told.keys.sorted() {
        if let event = told[number]?.next() { return SubscriptionEvent(subscription: number, event: event) }
      }
      guard try receive(until: deadline) != nil else { return nil }
    }
  }
}
