import CalibraxAPI
import CalibraxClient
import CalibraxModel
import Dispatch
import Synchronization

/// Follows executions on a thread of its own, so that a server that hangs takes neither the keyboard nor the picture
/// with it.
final class Follower: Sendable {
  /// What is known of the executions and of the server.
  struct State: Sendable {
    var following: Following
    var isConnected = false
    /// Why there is nothing more to come.
    var failure: Failure?
    /// Rises with every change; 0 before the server has answered.
    var version = 0
  }

  /// How long changes are gathered before they are shown.
  private static let turn = Duration.milliseconds(50)

  private let shared: Mutex<State>

  /// Begins to follow.
  ///
  /// - Parameters:
  ///   - only: The only execution that is followed; all that run when `nil`.
  ///   - open: Connects to the server for the first time.
  init(only: String?, _ open: @escaping @Sendable () throws(Failure) -> EventFeed) {
    shared = Mutex(State(following: Following(only: only)))
    DispatchQueue.global().async { [weak self] in
      do throws(Failure) {
        var work = Work(feed: try open(), following: Following(only: only))
        while let self {
          let isChanged = try work.takeIn(until: .now + Self.turn)
          if isChanged { self.publish(work) }
        }
      } catch {
        self?.shared.withLock { state in
          state.failure = error
          state.version += 1
        }
      }
    }
  }

  /// What is known now.
  var state: State { shared.withLock { $0 } }

  private func publish(_ work: borrowing Work) {
    let (following, isConnected) = (work.following, work.feed.isConnected)
    shared.withLock { state in
      state.following = following
      state.isConnected = isConnected
      state.version += 1
    }
  }
}

/// What the thread works on.
private struct Work {
  let feed: EventFeed
  private(set) var following: Following

  init(feed: EventFeed, following: Following) {
    self.feed = feed
    self.following = following
  }

  /// Takes in what comes until a deadline, and asks for what is missing.
  ///
  /// - Returns: Whether anything has changed.
  mutating func takeIn(until deadline: ContinuousClock.Instant) throws(Failure) -> Bool {
    var isChanged = false
    let wasConnected = feed.isConnected
    repeat {
      guard let news = try feed.next(until: deadline) else { continue }
      let now = unixSeconds()
      switch news {
      case .event(.heartbeat), .event(.run), .event(.alert): continue
      case .event(.samples(let event, _)): following.take(event, at: now)
      case .event(.execution(let execution, _)): following.take(execution)
      case .connected, .event(.dropped), .event(.restarted): try begin()
      }
      isChanged = true
    } while .now < deadline
    try fill()
    return isChanged || feed.isConnected != wasConnected
  }

  private mutating func begin() throws(Failure) {
    guard let executions = try feed.executions(following.only) else { return }
    following.begin(with: executions)
    for followed in following.executions {
      for head in try feed.series(of: followed.execution.executionID) { try fill(head) }
    }
  }

  /// Asks for what events did not tell.
  private mutating func fill() throws(Failure) {
    for id in following.unknown {
      guard let found = try feed.executions(id) else { return }
      if let execution = found.first { following.take(execution) }
      following.forget(execution: id)
    }
    for name in following.unfilled {
      let heads = try feed.series(of: name.execution, key: name.key)
      for head in heads { try fill(head) }
      if heads.isEmpty, feed.isConnected { following.forget(name) }
    }
  }

  private mutating func fill(_ head: SeriesHead) throws(Failure) {
    var params = QuerySeries.Params()
    params.series = head.series
    params.maxPoints = FollowedSeries.room
    guard let result = try feed.call(QuerySeries.self, params) else { return }
    following.fill(head, result, at: unixSeconds())
  }
}
