import CalibraxJSON
public import CalibraxRPC
public import CalibraxStore

/// A method that is answered at once from what is in memory.
public protocol ReadMethod: Method {
  /// Answers a call.
  static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result
}

/// A method that stores something, and is answered when that is durable.
public protocol WriteMethod: Method {
  /// Says what is to be stored for a call.
  static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result>
  /// Whether a call must see what earlier calls on its connection wrote.
  static var followsWrites: Bool { get }
}

extension WriteMethod {
  /// It must.
  public static var followsWrites: Bool { true }
}

/// Something to be stored, and the answer to give then.
public struct PlannedWrite<Answer: Sendable>: Sendable {
  let write: StoreWrite
  let answer: @Sendable (StoreOutcome, inout State) throws(RPCError) -> Answer

  /// A plan.
  public init(_ write: StoreWrite, answer: @escaping @Sendable (StoreOutcome) -> Answer) {
    self.write = write
    self.answer = { outcome, _ in answer(outcome) }
  }

  /// A plan whose answer is found, and whose effect is taken in, when it is durable.
  init(_ write: StoreWrite, applying answer: @escaping @Sendable (StoreOutcome, inout State) throws(RPCError) -> Answer)
  {
    self.write = write
    self.answer = answer
  }
}

/// A method that takes long or waits for a disk: it is worked out on another thread.
public protocol ComputeMethod: Method {
  /// Takes what a call needs from the state and returns the work to be done elsewhere.
  static func prepare(_ params: Params, _ state: borrowing State) throws(RPCError)
    -> @Sendable () throws(RPCError) -> Result
}

/// A method that changes what the server keeps of its connection, or records samples.
public protocol StreamMethod: Method {
  /// Answers a call.
  static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result
  /// Whether a connection that may only read must not call it.
  static var isForWriters: Bool { get }
  /// Whether it stages what the log must have before it is answered.
  static var isStaging: Bool { get }
}

extension StreamMethod {
  /// It is answered at once.
  public static var isStaging: Bool { false }
  /// Readers may call it.
  public static var isForWriters: Bool { false }
}

/// What calling a method means, without its types.
enum Effect: Sendable {
  /// Answers into a writer. A notification has no id, and gets no answer.
  case read(@Sendable (borrowing JSONView?, borrowing State, RequestID?, inout JSONWriter) throws(RPCError) -> Void)
  case write(@Sendable (borrowing JSONView?, borrowing State) throws(RPCError) -> Write, followsWrites: Bool)
  case compute(@Sendable (borrowing JSONView?, borrowing State) throws(RPCError) -> Compute)
  case stream(Stream, isForWriters: Bool, isStaging: Bool)

  /// Answers into a writer.
  typealias Stream =
    @Sendable (borrowing JSONView?, inout State, inout Session, RequestID?, inout JSONWriter) throws(RPCError) -> Void

  /// A write, and what writes the response to it.
  struct Write: Sendable {
    let write: StoreWrite
    /// Writes no response to a notification.
    let respond: @Sendable (StoreOutcome, inout State, RequestID?, inout JSONWriter) throws(RPCError) -> Void
  }

  /// Work for another thread, which writes the response.
  typealias Compute = @Sendable (RequestID, inout JSONWriter) throws(RPCError) -> Void

  /// The effect of a method; `nil` when nothing handles it.
  static func of(_ method: any Method.Type) -> Effect? {
    if let method = method as? any ReadMethod.Type { return read(method) }
    if let method = method as? any WriteMethod.Type { return write(method) }
    if let method = method as? any ComputeMethod.Type { return compute(method) }
    if let method = method as? any StreamMethod.Type { return stream(method) }
    return nil
  }

  /// Whether a connection that may only read must not call the method.
  var isForWriters: Bool {
    switch self {
    case .read, .compute: false
    case .write: true
    case .stream(_, let isForWriters, _): isForWriters
    }
  }

  private static func stream<M: StreamMethod>(_: M.Type) -> Effect {
    .stream(
      { (json, state, session, id, writer) throws(RPCError) in
        let result = try M.handle(params(M.self, json), &state, &session)
        if let id { writer.response(to: id, result: result) }
      }, isForWriters: M.isForWriters, isStaging: M.isStaging)
  }

  private static func read<M: ReadMethod>(_: M.Type) -> Effect {
    .read { (json, state, id, writer) throws(RPCError) in
      let result = try M.handle(params(M.self, json), state)
      if let id { writer.response(to: id, result: result) }
    }
  }

  private static func write<M: WriteMethod>(_: M.Type) -> Effect {
    .write(
      { (json, state) throws(RPCError) in
        let plan = try M.plan(params(M.self, json), state)
        return Write(write: plan.write) { (outcome, state, id, writer) throws(RPCError) in
          let answer = try plan.answer(outcome, &state)
          if let id { writer.response(to: id, result: answer) }
        }
      }, followsWrites: M.followsWrites)
  }

  private static func compute<M: ComputeMethod>(_: M.Type) -> Effect {
    .compute { (json, state) throws(RPCError) in
      let work = try M.prepare(params(M.self, json), state)
      return { (id, writer) throws(RPCError) in writer.response(to: id, result: try work()) }
    }
  }

  private static func params<M: Method>(_: M.Type, _ json: borrowing JSONView?) throws(RPCError) -> M.Params {
    do throws(JSONError) {
      guard let json = copy json else { return try M.Params.fromNothing() }
      return try M.Params(json: json)
    } catch {
      throw RPCError(params: error)
    }
  }
}

extension Record {
  /// The value of an object without members.
  fileprivate static func fromNothing() throws(JSONError) -> Self {
    var parser = JSONParser()
    return try parser.decode(Self.self, from: Array("{}".utf8))
  }
}
