public import CalibraxJSON
public import CalibraxRPC
import CalibraxSystem
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

  let address: ServerAddress
  let options: Options
  let state: Mutex<State>
  /// Sends in the order of the calls, and connects.
  let sender = DispatchQueue(label: "calibrax.client.sender")
  private let clock = DispatchQueue(label: "calibrax.client.clock")

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

  /// The line that answers a request.
  ///
  /// - Parameter subscription: What begins with the answer.
  func answer(
    mayRepeat: Bool, beginning subscription: Subscription? = nil,
    _ request: (inout CallTable) -> (id: CallTable.ID, line: [UInt8])
  ) async throws(ClientError) -> [UInt8] {
    let (id, line) = state.withLock { request(&$0.calls) }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let deadline = uptime() + options.timeout
        let isFirst = state.withLock { state in
          state.waiting[id] = Waiting(
            continuation: continuation, line: line, mayRepeat: mayRepeat, subscription: subscription,
            deadline: deadline)
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
  func finish(_ id: CallTable.ID, _ result: Result<[UInt8], ClientError>) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.continuation.resume(returning: result)
  }

  /// Gives up the calls whose time has come, one timer for all of them.
  private func watchDeadlines(from deadline: Double) {
    clock.asyncAfter(deadline: .now() + max(0, deadline - uptime())) { [weak self] in
      guard let self else { return }
      let now = uptime()
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
}
