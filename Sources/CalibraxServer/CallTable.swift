import CalibraxAPI
import CalibraxJSON
import CalibraxRPC
import CalibraxStore

/// The methods with what they mean and how often they were called, and the state they work on.
struct CallTable {
  let limits: ServerLimits
  var state: State
  private let methods: [String: (number: Int, effect: Effect)]
  /// Which of the methods records.
  let recordNumber: Int
  var recordLine = RecordLine()
  /// What a connection may call that has shown no token.
  private static let open: Set<String> = [Ping.name, Discover.name, Authenticate.name]

  init(state: State, limits: ServerLimits) {
    self.state = state
    self.limits = limits
    methods = Dictionary(
      uniqueKeysWithValues: allMethods.enumerated().map { number, method in
        guard let effect = Effect.of(method) else { preconditionFailure("nothing handles \(method.name)") }
        return (method.name, (number, effect))
      })
    recordNumber = methods[RecordSamples.name]?.number ?? 0
  }

  /// How a request went.
  private enum Outcome {
    /// The response is in the writer, or none is due.
    case done
    /// The response is in the writer, and may leave when the log has what was recorded.
    case held
    /// Another thread has to do something.
    case started(Work.Kind)
    /// Writes in flight have to be done first.
    case mustWait
  }

  /// Handles a line that is one request.
  mutating func request(
    _ json: borrowing JSONView, _ session: inout Session, _ output: inout [UInt8], _ start: (Work) -> Void
  ) -> Bool {
    if isFull(&session, &output) { return false }
    var writer = JSONWriter()
    let (id, outcome) = perform(json, &session, &output, &writer)
    switch outcome {
    case .mustWait: return false
    case .done:
      if writer.bytes.isEmpty { break }
      if session.replies.count > 0 {
        session.replies.fill(session.replies.open(), writer.bytes)
      } else {
        output += writer.bytes
        output.append(UInt8(ascii: "\n"))
      }
    case .held:
      guard let id else { break }
      hold(&session) { held in
        held.lines += writer.bytes
        held.lines.append(UInt8(ascii: "\n"))
        held.ids.append(id)
      }
    case .started(let kind): launch(kind, id, id == nil ? nil : session.replies.open(), &session, start)
    }
    return true
  }

  /// Whether a connection has as many requests unanswered as it may, even when what can be answered is.
  private mutating func isFull(_ session: inout Session, _ output: inout [UInt8]) -> Bool {
    if session.pending < limits.pending { return false }
    return !settles(&session, &output) || session.pending >= limits.pending
  }

  /// Begins with a line that is a batch.
  mutating func batch(
    _ json: borrowing JSONView, _ session: inout Session, _ output: inout [UInt8], _ start: (Work) -> Void
  ) -> Bool {
    // What is held is answered by lines of its own, and those come before the batch's.
    if !session.held.isEmpty && !settles(&session, &output) { return false }
    if session.pending >= limits.pending { return false }
    let count = json.count
    guard count > 0, count <= limits.batch else {
      return reply(to: .null, error: .batch(of: count, limit: limits.batch), &session, &output)
    }
    let place = session.replies.openBatch()
    var rest: [[UInt8]] = []
    var next = json.firstElement
    while let element = next {
      if !rest.isEmpty || !part(element, of: place, &session, &output, start) {
        rest.append(element.source.withUnsafeBufferPointer { Array($0) })
      }
      next = json.element(after: element)
    }
    if rest.isEmpty { return complete(batch: place, &session, &output) }
    session.batch = Session.BatchProgress(place: place, rest: rest.reversed())
    return false
  }

  /// Handles one request of a batch. `false` when it must come again.
  mutating func part(
    _ json: borrowing JSONView, of place: Int, _ session: inout Session, _ output: inout [UInt8],
    _ start: (Work) -> Void
  ) -> Bool {
    var writer = JSONWriter()
    let (id, outcome) = perform(json, &session, &output, &writer)
    switch outcome {
    case .mustWait: return false
    case .done:
      if !writer.bytes.isEmpty { session.replies.fill(session.replies.openPart(of: place), writer.bytes) }
    case .held:
      guard let id else { break }
      let ticket = session.replies.openPart(of: place)
      hold(&session) { $0.parts.append(HeldReplies.Part(ticket: ticket, id: id, response: writer.bytes)) }
    case .started(let kind):
      let ticket = id == nil ? nil : session.replies.openPart(of: place)
      launch(kind, id, ticket, &session, start)
    }
    return true
  }

  /// Ends a batch all requests of which have been handled.
  func complete(batch place: Int, _ session: inout Session, _ output: inout [UInt8]) -> Bool {
    session.batch = nil
    session.replies.complete(batch: place)
    session.replies.drain(into: &output)
    return true
  }

  private func launch(
    _ kind: Work.Kind, _ id: RequestID?, _ ticket: ReplyQueue.Ticket?, _ session: inout Session, _ start: (Work) -> Void
  ) {
    let work = Work(kind: kind, id: id, ticket: ticket, largestAnswer: limits.answer)
    if work.write != nil { session.pendingWrites += 1 }
    if work.ticket == nil { session.notifications += 1 }
    start(work)
  }

  /// Answers with an error that belongs to no method. `false` when it must come again.
  mutating func reply(to id: RequestID, error: RPCError, _ session: inout Session, _ output: inout [UInt8]) -> Bool {
    if isFull(&session, &output) { return false }
    var writer = JSONWriter()
    writer.response(to: id, error: error)
    let ticket = session.replies.open()
    session.replies.fill(ticket, writer.bytes)
    if session.held.isEmpty || settles(&session, &output) { session.replies.drain(into: &output) }
    return true
  }

  private mutating func perform(
    _ json: borrowing JSONView, _ session: inout Session, _ output: inout [UInt8], _ writer: inout JSONWriter
  ) -> (RequestID?, Outcome) {
    let request: Request
    do throws(InvalidRequest) {
      request = try Request(json)
    } catch {
      guard session.held.isEmpty || settles(&session, &output) else { return (nil, .mustWait) }
      writer.response(to: error.id, error: error.error)
      return (nil, .done)
    }
    let method = methods[request.method]
    do throws(RPCError) {
      guard let (number, effect) = method else { throw .noMethod(request.method) }
      if let refusal = refusal(effect, request.method, session.role) { throw refusal }
      if let params = request.params, params.kind != .object {
        throw RPCError(
          .invalidParams, "params: expected an object, found \(params.kind)", path: "params",
          hint: "Name the parameters.")
      }
      let outcome = try call(effect, request, &session, &output, &writer)
      if case .mustWait = outcome { return (request.id, .mustWait) }
      state.counts[number].calls += 1
      return (request.id, outcome)
    } catch {
      guard session.held.isEmpty || settles(&session, &output) else { return (request.id, .mustWait) }
      if let number = method?.number {
        state.counts[number].calls += 1
        state.counts[number].errors += 1
      }
      writer.bytes.removeAll()
      if let id = request.id { writer.response(to: id, error: error) }
      return (request.id, .done)
    }
  }

  private func refusal(_ effect: Effect, _ method: String, _ role: Role?) -> RPCError? {
    switch role {
    case .writer: nil
    case nil where Self.open.contains(method): nil
    case nil:
      RPCError(
        .unauthenticated, "This connection has shown no token.",
        hint: "Call authenticate with a token of the server's token file first.")
    case .reader:
      effect.isForWriters
        ? RPCError(
          .forbidden, "\(method) changes what is stored, and the token's role is reader.",
          hint: "Use a token whose role is writer.") : nil
    }
  }

  private mutating func call(
    _ effect: Effect, _ request: borrowing Request, _ session: inout Session, _ output: inout [UInt8],
    _ writer: inout JSONWriter
  ) throws(RPCError) -> Outcome {
    if session.notifications >= limits.pending { return .mustWait }
    // A connection sees what it has written itself.
    let hasWrites = session.pendingWrites > 0
    let isPart = session.batch != nil || session.replies.isOpenBatch
    if case .stream(let handle, _, isStaging: true) = effect {
      if hasWrites { return .mustWait }
      // What is held here is answered before what waits in the queue.
      if session.replies.count > 0 && !isPart && !(settles(&session, &output) && session.replies.count == 0) {
        return .mustWait
      }
      try handle(request.params, &state, &session, request.id, &writer)
      return state.series.isUnsettled || !session.held.isEmpty ? .held : .done
    }
    if !session.held.isEmpty && !settles(&session, &output) { return .mustWait }
    switch effect {
    case .read(let handle):
      if hasWrites { return .mustWait }
      try handle(request.params, state, request.id, &writer)
      return .done
    case .write(let plan, let followsWrites):
      if hasWrites && followsWrites { return .mustWait }
      return .started(.commit(try plan(request.params, state)))
    case .compute(let prepare):
      // Results may be large, and wait in memory for those before them.
      if hasWrites || session.pending >= limits.computing { return .mustWait }
      return .started(.compute(try prepare(request.params, state)))
    case .stream(let handle, _, _):
      // Its answer leaves now, before anything that follows from it.
      if hasWrites || session.replies.count > 0 && !isPart { return .mustWait }
      try handle(request.params, &state, &session, request.id, &writer)
      return .done
    }
  }
}

extension RPCError {
  fileprivate static func noMethod(_ name: String) -> RPCError {
    let hint = nearest(to: name, among: allMethods.map { $0.name }).map { "Did you mean \"\($0)\"?" }
    return RPCError(
      .methodNotFound, "There is no method \"\(name)\".", hint: hint ?? "rpc.discover lists the methods.")
  }

  fileprivate static func batch(of count: Int, limit: Int) -> RPCError {
    count == 0
      ? RPCError(.invalidRequest, "The batch is empty.", hint: "Put at least one request into it.")
      : RPCError(.limitExceeded, "The batch has \(count) requests, and \(limit) are allowed.", hint: "Send several.")
  }
}
