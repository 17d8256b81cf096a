import CalibraxAPI
import CalibraxJSON
import CalibraxRPC

/// The methods with what they mean and how often they were called, and the state they work on.
struct CallTable {
  let limits: ServerLimits
  var state: State
  private let effects: [String: Effect]

  init(state: State, limits: ServerLimits) {
    self.state = state
    self.limits = limits
    effects = Dictionary(
      uniqueKeysWithValues: allMethods.map { method in
        guard let effect = Effect.of(method) else { preconditionFailure("nothing handles \(method.name)") }
        return (method.name, effect)
      })
    for method in allMethods { self.state.info.methods[method.name] = ServerInfo.CallCounts() }
  }

  /// How a request went.
  private enum Outcome {
    /// The response is in the writer, or none is due.
    case done
    /// Another thread has to do something.
    case started(Work.Kind)
    /// Writes in flight have to be done first.
    case mustWait
  }

  /// Handles a line that is one request.
  mutating func request(
    _ json: borrowing JSONView, _ session: inout Session, _ output: inout [UInt8], _ start: (Work) -> Void
  ) -> Bool {
    if session.pending >= limits.pending { return false }
    var writer = JSONWriter()
    // With nothing before it a response goes straight to the output.
    let isDirect = session.replies.count == 0
    if isDirect { swap(&writer.bytes, &output) }
    let length = writer.bytes.count
    let (id, outcome) = perform(json, session, &writer)
    let hasResponse = writer.bytes.count > length
    if isDirect {
      if hasResponse { writer.bytes.append(UInt8(ascii: "\n")) }
      swap(&writer.bytes, &output)
    }
    switch outcome {
    case .mustWait: return false
    case .done: if hasResponse && !isDirect { session.replies.fill(session.replies.open(), writer.bytes) }
    case .started(let kind):
      launch(Work(kind: kind, id: id, ticket: id == nil ? nil : session.replies.open()), &session, start)
    }
    return true
  }

  /// Begins with a line that is a batch.
  mutating func batch(
    _ json: borrowing JSONView, _ session: inout Session, _ output: inout [UInt8], _ start: (Work) -> Void
  ) -> Bool {
    if session.pending >= limits.pending { return false }
    let count = json.count
    guard count > 0, count <= limits.batch else {
      reply(to: .null, error: .batch(of: count, limit: limits.batch), &session, &output)
      return true
    }
    let place = session.replies.openBatch()
    var rest: [[UInt8]] = []
    var next = json.firstElement
    while let element = next {
      if !rest.isEmpty || !part(element, of: place, &session, start) {
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
    _ json: borrowing JSONView, of place: Int, _ session: inout Session, _ start: (Work) -> Void
  ) -> Bool {
    var writer = JSONWriter()
    let (id, outcome) = perform(json, session, &writer)
    switch outcome {
    case .mustWait: return false
    case .done:
      if !writer.bytes.isEmpty { session.replies.fill(session.replies.openPart(of: place), writer.bytes) }
    case .started(let kind):
      let ticket = id == nil ? nil : session.replies.openPart(of: place)
      launch(Work(kind: kind, id: id, ticket: ticket), &session, start)
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

  private func launch(_ work: Work, _ session: inout Session, _ start: (Work) -> Void) {
    if work.write != nil { session.pendingWrites += 1 }
    if work.ticket == nil { session.notifications += 1 }
    start(work)
  }

  /// Answers with an error that belongs to no method.
  func reply(to id: RequestID, error: RPCError, _ session: inout Session, _ output: inout [UInt8]) {
    var writer = JSONWriter()
    writer.response(to: id, error: error)
    session.replies.fill(session.replies.open(), writer.bytes)
    session.replies.drain(into: &output)
  }

  private mutating func perform(
    _ json: borrowing JSONView, _ session: borrowing Session, _ writer: inout JSONWriter
  ) -> (RequestID?, Outcome) {
    let request: Request
    do throws(InvalidRequest) {
      request = try Request(json)
    } catch {
      writer.response(to: error.id, error: error.error)
      return (nil, .done)
    }
    guard let effect = effects[request.method] else {
      if let id = request.id { writer.response(to: id, error: .noMethod(request.method)) }
      return (request.id, .done)
    }
    do throws(RPCError) {
      if let params = request.params, params.kind != .object {
        throw RPCError(
          .invalidParams, "params: expected an object, found \(params.kind)", path: "params",
          hint: "Name the parameters.")
      }
      let outcome = try call(effect, request, session, &writer)
      if case .mustWait = outcome { return (request.id, .mustWait) }
      state.info.methods[request.method]?.calls += 1
      return (request.id, outcome)
    } catch {
      state.info.methods[request.method]?.calls += 1
      state.info.methods[request.method]?.errors += 1
      if let id = request.id { writer.response(to: id, error: error) }
      return (request.id, .done)
    }
  }

  private func call(
    _ effect: Effect, _ request: borrowing Request, _ session: borrowing Session, _ writer: inout JSONWriter
  ) throws(RPCError) -> Outcome {
    let hasWrites = session.pendingWrites > 0
    switch effect {
    case _ where session.notifications >= limits.pending: return .mustWait
    case .read(let handle):
      // A connection sees what it has written itself.
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
