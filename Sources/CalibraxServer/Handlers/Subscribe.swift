public import CalibraxAPI
import CalibraxJSON
public import CalibraxRPC

extension Subscribe: StreamMethod {
  /// Notes what the connection wants to be told of.
  public static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result {
    guard !params.topics.isEmpty else {
      throw RPCError(
        .invalidParams, "params.topics: is empty", path: "params.topics",
        hint: "Name topics: \(Topic.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    guard session.subscriptions.count < Subscriptions.limit else {
      throw RPCError(
        .limitExceeded, "The connection has \(Subscriptions.limit) subscriptions, and no more are allowed.",
        hint: "End one with unsubscribe, or open another connection.")
    }
    var result = Result()
    result.serverID = state.id
    result.nextSeq = state.events.next
    if let seq = params.fromSeq {
      // Numbers of another server mean nothing here: whoever has them has seen none of these events.
      let isOther = seq > state.events.next || params.serverID.map { $0 != state.id } ?? false
      result.nextSeq = isOther ? 1 : max(1, seq)
    }
    result.subscription = session.subscriptions.add(Set(params.topics), params.filter, from: result.nextSeq)
    return result
  }
}

extension Unsubscribe: StreamMethod {
  /// Forgets what the connection wanted to be told of.
  public static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result {
    guard session.subscriptions.remove(params.subscription) else {
      throw RPCError(
        .notFound, "This connection has no subscription \(params.subscription).", path: "params.subscription",
        hint: "Use the number that subscribe answered on this connection.")
    }
    return Result()
  }
}
