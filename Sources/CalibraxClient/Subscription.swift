import CalibraxAPI
import Synchronization

/// One wish to be told of events, whichever connection it is told on, and the events that wait for their reader.
final class Subscription: Sendable {
  typealias Next = Result<Event?, ClientError>

  private let topics: [Topic]
  private let filter: EventFilter
  private let state: Mutex<State>

  private struct State {
    var buffer = EventBuffer()
    /// The number of the first event that has not come; `nil` until it is known.
    var nextSeq: Int?
    /// The server that counts so.
    var serverID: String?
    var readers: [CheckedContinuation<Next, Never>] = []
    /// What comes behind the last event.
    var ending: Next?

    mutating func next() -> Next? {
      if let event = buffer.next() { return .success(event) }
      // What went wrong is said once.
      defer { if ending != nil { ending = .success(nil) } }
      return ending
    }
  }

  init(_ topics: [Topic], _ filter: EventFilter, from seq: Int?) {
    self.topics = topics
    self.filter = filter
    state = Mutex(State(nextSeq: seq))
  }

  /// What to ask the server for: what has not come yet.
  var params: Subscribe.Params {
    var params = Subscribe.Params()
    params.topics = topics
    params.filter = filter
    (params.fromSeq, params.serverID) = state.withLock { ($0.nextSeq, $0.serverID) }
    return params
  }

  /// Whether somebody wants its events.
  var isOpen: Bool { state.withLock { $0.ending == nil } }

  /// The server has answered from which event on it tells.
  func begin(_ result: Subscribe.Result) {
    state.withLock { state in
      let isOther = state.serverID.map { $0 != result.serverID } ?? false
      if isOther || result.nextSeq < state.nextSeq ?? 0 { state.buffer.append(.restarted(nextSeq: result.nextSeq)) }
      (state.nextSeq, state.serverID) = (result.nextSeq, result.serverID)
    }
  }

  /// Keeps an event for its reader, who learns of it by ``wake()``.
  func keep(_ event: Event) {
    state.withLock { state in
      guard state.ending == nil else { return }
      state.buffer.append(event)
      state.nextSeq = event.nextSeq
    }
  }

  /// There will be no more events; the readers get those that are there, and then the error, if there is one.
  func end(_ error: ClientError?) {
    state.withLock { state in
      guard state.ending == nil else { return }
      state.ending = error.map { .failure($0) } ?? .success(nil)
      if error == nil { state.buffer = EventBuffer() }
    }
    wake()
  }

  /// Gives those who wait what there is.
  func wake() {
    while true {
      let awake = state.withLock { state -> (CheckedContinuation<Next, Never>, Next)? in
        guard !state.readers.isEmpty, let next = state.next() else { return nil }
        return (state.readers.removeFirst(), next)
      }
      guard let (reader, next) = awake else { return }
      reader.resume(returning: next)
    }
  }

  /// The next event; `nil` behind the last.
  func next() async -> Next {
    await withCheckedContinuation { continuation in
      state.withLock { $0.readers.append(continuation) }
      wake()
    }
  }
}
