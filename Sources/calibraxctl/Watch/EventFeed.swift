import CalibraxAPI
import CalibraxClient
import CalibraxRPC

/// What a server tells of, over as many connections as it takes.
final class EventFeed {
  /// What came.
  enum News {
    case event(Event)
    /// It is connected, for the first time or again: the server may know what it has not told of.
    case connected
  }

  /// Seconds between two attempts to connect.
  private static let pause = 1.0
  /// Seconds of silence after which a connection is given up: a server that lives says so every ten.
  private static let patience = 30.0

  private let topics: [Topic]
  private let filter: EventFilter
  private let connect: () throws(Failure) -> BlockingClient
  private var client: BlockingClient?
  private var isNew = true
  /// Whether people think that it is connected.
  private var isToldConnected = true
  /// The number of the first event that has not come, as a server counts.
  private var nextSeq: Int?
  private var serverID: String?
  private var lastHeard = ContinuousClock.now
  private var nextAttempt = ContinuousClock.now

  /// Connects; that nobody answers is a failure this time.
  init(
    _ topics: [Topic], _ filter: EventFilter, connect: @escaping () throws(Failure) -> BlockingClient
  ) throws(Failure) {
    self.topics = topics
    self.filter = filter
    self.connect = connect
    try open()
  }

  /// Whether it is connected.
  var isConnected: Bool { client != nil }

  /// Tells people that the connection was lost, or that it is there again; once.
  func tell(_ terminal: Terminal) {
    guard isConnected != isToldConnected else { return }
    isToldConnected = isConnected
    terminal.complain("calibraxctl: " + (isConnected ? "connected again" : "the server is away, reconnecting…"))
  }

  /// Waits for what comes, at most until a deadline.
  func next(until deadline: ContinuousClock.Instant) throws(Failure) -> News? {
    if client == nil { try reopen(until: deadline) }
    guard let client else { return nil }
    if isNew {
      isNew = false
      return .connected
    }
    do throws(ClientError) {
      if let event = try client.nextEvent(until: deadline)?.event {
        lastHeard = .now
        nextSeq = event.nextSeq
        return .event(event)
      }
      if lastHeard + .seconds(Self.patience) < .now { lose() }
    } catch {
      try take(error)
    }
    return nil
  }

  /// Calls a method; `nil` when the connection is lost, or was, and when what is asked for is not there.
  ///
  /// - Parameter smaller: What to ask for when the server finds the answer too large, one after the other.
  func call<M: CalibraxRPC.Method>(
    _ method: M.Type, _ params: M.Params, orIfTooLarge smaller: [M.Params] = []
  ) throws(Failure) -> M.Result? {
    guard let client else { return nil }
    do throws(ClientError) { return try client.call(method, params) } catch {
      if case .refused(let refusal) = error {
        if refusal.code == .notFound { return nil }
        if refusal.code == .limitExceeded, let next = smaller.first {
          return try call(method, next, orIfTooLarge: Array(smaller.dropFirst()))
        }
      }
      try take(error)
      return nil
    }
  }

  private func open() throws(Failure) {
    let client = try connect()
    do throws(ClientError) {
      let subscription = try client.subscribe(topics, filter: filter, from: nextSeq, of: serverID)
      (nextSeq, serverID) = (subscription.nextSeq, subscription.serverID)
    } catch {
      throw Failure(error)
    }
    (self.client, isNew, lastHeard) = (client, true, .now)
  }

  private func reopen(until deadline: ContinuousClock.Instant) throws(Failure) {
    sleep(until: min(deadline, nextAttempt))
    guard nextAttempt <= .now else { return }
    do throws(Failure) { try open() } catch {
      guard error.code == .unreachable else { throw error }
      lose()
    }
  }

  private func take(_ error: ClientError) throws(Failure) {
    if case .refused = error { throw Failure(error) }
    lose()
  }

  private func lose() {
    client = nil
    nextAttempt = .now + .seconds(Self.pause)
  }
}
