import CalibraxAPI
import CalibraxRPC
import Dispatch
import Synchronization

extension Client {
  // MARK: On the sender's queue

  func send(_ id: CallTable.ID) {
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
        try client.take(bytes, from: connection)
      } catch {
        client()?.lose(connection, error)
        return
      }
    }
  }

  private func take(_ bytes: [UInt8], from connection: Connection) throws(ClientError) {
    var answers: [CallTable.Answer] = []
    var told: [Subscription] = []
    var strangers: Set<Int> = []
    try state.withLock { (state) throws(ClientError) in
      // What a connection that was given up has still to say belongs to nothing.
      guard state.connection === connection else { return }
      for incoming in try state.calls.receive(bytes) {
        switch incoming {
        case .answer(let answer):
          if let subscription = state.begin(answer) { told.append(subscription) }
          answers.append(answer)
        case .event(let one):
          guard let subscription = state.subscriptions[one.subscription] else {
            // Whoever asked for it was gone when the answer came.
            strangers.insert(one.subscription)
            continue
          }
          subscription.keep(one.event)
          told.append(subscription)
        }
      }
    }
    for answer in answers { finish(answer.id, .success(answer.line)) }
    for subscription in told { subscription.wake() }
    for number in strangers { unsubscribe(number, on: connection) }
  }

  /// A connection broke: what was sent on it is repeated if that does no harm, and subscriptions go on over another.
  private func lose(_ connection: Connection, _ error: ClientError) {
    connection.socket.shut()
    let (lost, subscriptions) = state.withLock { state in
      var subscriptions: [Subscription] = []
      if state.connection === connection {
        subscriptions = Array(state.subscriptions.values)
        state.connection = nil
        state.subscriptions = [:]
        state.ended = []
        state.calls.forgetPartialLine()
      }
      return (state.waiting.filter { $0.value.sentOn === connection }, subscriptions)
    }
    for (id, call) in lost.sorted(by: { $0.key < $1.key }) {
      if call.mayRepeat { sender.async { self.retry(id, error) } } else { finish(id, .failure(error)) }
    }
    for subscription in subscriptions { resume(subscription) }
  }
}

extension Client.State {
  /// An answer has come; if it is to a subscription, what the server tells of from now on is that subscription's.
  fileprivate mutating func begin(_ answer: CallTable.Answer) -> Subscription? {
    guard let subscription = waiting[answer.id]?.subscription,
      let result = try? CallTable.result(of: Subscribe.Result.self, answer.line)
    else { return nil }
    subscriptions[result.subscription] = subscription
    subscription.begin(result)
    return subscription
  }
}
