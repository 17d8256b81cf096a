public import CalibraxJSON
public import CalibraxRPC
import Dispatch
import Synchronization

/// A client for many tasks at once: their calls share one connection and do not wait for each other.
///
/// The connection is made when it is first needed and again after it broke. A call that was not sent yet, or whose method
/// may be repeated without harm, is sent again over the new one; any other fails with
/// ``ClientError/disconnected(_:)``.
public final class Client: Sendable {
  /// How a client behaves.
  public struct Options: Sendable {
    /// Seconds that an answer may take.
    public var timeout: Double = 60
    /// How often a connection is tried, with growing pauses between, before a call fails.
    public var attempts = 5
    /// Seconds of the first pause; each is twice the one before.
    public var firstPause = 0.05
    /// Whether a run that is ingested without an environment is taken to be of this machine, and gets its fingerprint.
    public var fillsEnvironment = true
    /// What is shown to the server first on each connection, where it wants a token. A token that it refuses fails the
    /// calls with ``ClientError/refused(_:)``.
    public var token: String?

    /// The usual ones.
    public init() {}
  }

  private let address: ServerAddress
  private let options: Options
  private let state: Mutex<State>
  /// Sends in the order of the calls, and connects.
  private let sender = DispatchQueue(label: "calibrax.client.sender")
  private let clock = DispatchQueue(label: "calibrax.client.clock")

  private struct State {
    var calls: CallTable
    var connection: Connection?
    var waiting: [CallTable.ID: Waiting] = [:]
    var isWatchingDeadlines = false
  }

  private struct Waiting {
    var continuation: CheckedContinuation<Result<[UInt8], ClientError>, Never>
    var line: [UInt8]
    var mayRepeat: Bool
    /// When it is given up, in seconds of the clock that never jumps.
    var deadline: Double
    var attempts = 0
    /// The connection it was sent on.
    var sentOn: Connection?
  }

  private final class Connection: Sendable {
    let socket: ClientSocket
    init(_ socket: ClientSocket) { self.socket = socket }
  }

  /// A client of a server; it connects when it is first used.
  public init(_ address: ServerAddress, options: Options = Options()) {
    self.address = address
    self.options = options
    state = Mutex(State(calls: CallTable(fillsEnvironment: options.fillsEnvironment)))
  }

  deinit { state.withLock { $0.connection }?.socket.shut() }

  /// Calls a method.
  ///
  /// - Throws: ``ClientError``; ``ClientError/cancelled`` when the task is cancelled, though the server may carry out the
  ///   call.
  public func call<M: Method>(_ method: M.Type, _ params: M.Params = M.Params()) async throws(ClientError) -> M.Result {
    let line = try await answer(mayRepeat: M.isRepeatable(params)) { $0.request(method, params) }
    return try CallTable.result(of: M.Result.self, line)
  }

  /// Calls a method by name, with parameters and a result of any shape. They are sent as they are, and never twice.
  ///
  /// - Throws: ``ClientError``.
  public func call(_ name: String, _ params: JSON = [:]) async throws(ClientError) -> JSON {
    let line = try await answer(mayRepeat: false) { $0.request(name) { params.write(to: &$0) } }
    return try CallTable.result(of: JSON.self, line)
  }

  private func answer(
    mayRepeat: Bool, _ request: (inout CallTable) -> (id: CallTable.ID, line: [UInt8])
  ) async throws(ClientError) -> [UInt8] {
    let (id, line) = state.withLock { request(&$0.calls) }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let deadline = monotonicSeconds() + options.timeout
        let isFirst = state.withLock { state in
          state.waiting[id] = Waiting(
            continuation: continuation, line: line, mayRepeat: mayRepeat, deadline: deadline)
          defer { state.isWatchingDeadlines = true }
          return !state.isWatchingDeadlines
        }
        if isFirst { watchDeadlines(from: deadline) }
        if Task.isCancelled { return finish(id, .failure(.cancelled)) }
        sender.async { self.send(id) }
      }
    } onCancel: {
      finish(id, .failure(.cancelled))
    }
    return try result.get()
  }

  /// Gives a call its result, unless it has one.
  private func finish(_ id: CallTable.ID, _ result: Result<[UInt8], ClientError>) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.continuation.resume(returning: result)
  }

  /// Gives up the calls whose time has come, one timer for all of them.
  private func watchDeadlines(from deadline: Double) {
    clock.asyncAfter(deadline: .now() + max(0, deadline - monotonicSeconds())) { [weak self] in
      guard let self else { return }
      let now = monotonicSeconds()
      let (late, next) = state.withLock { state in
        let late = state.waiting.filter { $0.value.deadline <= now }.map(\.key)
        let next = state.waiting.values.map(\.deadline).filter { $0 > now }.min()
        state.isWatchingDeadlines = next != nil
        return (late, next)
      }
      for id in late { finish(id, .failure(.timeout(seconds: options.timeout))) }
      if let next { watchDeadlines(from: next) }
    }
  }

  // MARK: On the sender's queue

  private func send(_ id: CallTable.ID) {
    guard let line = state.withLock({ $0.waiting[id]?.line }) else { return }
    do throws(ClientError) {
      let connection = try connect()
      state.withLock { $0.waiting[id]?.sentOn = connection }
      do throws(ClientError) { try connection.socket.send(line) } catch { lose(connection, error) }
    } catch {
      retry(id, error)
    }
  }

  private func connect() throws(ClientError) -> Connection {
    if let connection = state.withLock({ $0.connection }) { return connection }
    let socket = try ClientSocket(address)
    if let token = options.token { try BlockingClient(over: socket, timeout: options.timeout).authenticate(token) }
    let connection = Connection(socket)
    state.withLock { $0.connection = connection }
    // A thread of its own, for it waits for bytes as long as the connection lives.
    DispatchQueue(label: "calibrax.client.reader").async { [weak self] in
      Self.read(connection) { self }
    }
    return connection
  }

  /// Tries a call again after a pause, or gives it up.
  private func retry(_ id: CallTable.ID, _ error: ClientError) {
    // Another connection would be refused the same token.
    if case .refused(let refusal) = error, refusal.code == .unauthenticated { return finish(id, .failure(error)) }
    let attempts = state.withLock { state in
      state.waiting[id]?.sentOn = nil
      state.waiting[id]?.attempts += 1
      return state.waiting[id]?.attempts ?? options.attempts
    }
    guard attempts < options.attempts else { return finish(id, .failure(error)) }
    let pause = options.firstPause * Double(1 << (attempts - 1))
    sender.asyncAfter(deadline: .now() + pause) { [weak self] in self?.send(id) }
  }

  // MARK: On the reader's queue

  private static func read(_ connection: Connection, _ client: () -> Client?) {
    while true {
      do throws(ClientError) {
        guard let bytes = try connection.socket.receive(until: nil) else { continue }
        guard let client = client() else { return }
        for answer in try client.state.withLock({ (state) throws(ClientError) in try state.calls.receive(bytes) }) {
          client.finish(answer.id, .success(answer.line))
        }
      } catch {
        client()?.lose(connection, error)
        return
      }
    }
  }

  /// A connection broke: what was sent on it is repeated if that does no harm.
  private func lose(_ connection: Connection, _ error: ClientError) {
    connection.socket.shut()
    let lost = state.withLock { state in
      if state.connection === connection {
        state.connection = nil
        state.calls.forgetPartialLine()
      }
      return state.waiting.filter { $0.value.sentOn === connection }
    }
    for (id, call) in lost.sorted(by: { $0.key < $1.key }) {
      if call.mayRepeat { sender.async { self.retry(id, error) } } else { finish(id, .failure(error)) }
    }
  }
}
