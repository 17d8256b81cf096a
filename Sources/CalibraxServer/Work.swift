import CalibraxJSON
import CalibraxRPC
public import CalibraxStore

/// Something a request has started that another thread must do.
public struct Work: Sendable {
  enum Kind: Sendable {
    case commit(Effect.Write)
    case compute(Effect.Compute)
  }

  let kind: Kind
  /// The request's id; `nil` for a notification.
  let id: RequestID?
  /// Where the response goes.
  let ticket: ReplyQueue.Ticket?
  /// Bytes that the response may have.
  let largestAnswer: Int

  /// What is to be stored, if that is what is to be done.
  public var write: StoreWrite? {
    if case .commit(let write) = kind { write.write } else { nil }
  }

  /// Takes in that a write is durable or has failed, and returns the response.
  func response(to result: Result<StoreOutcome, StoreError>, _ state: inout State) -> [UInt8] {
    guard case .commit(let write) = kind else { return [] }
    var writer = JSONWriter()
    let refusal: RPCError
    switch result {
    case .success(let outcome):
      do throws(RPCError) {
        try write.respond(outcome, &state, id, &writer)
        return writer.bytes
      } catch {
        refusal = error
      }
    case .failure(let error): refusal = RPCError(error)
    }
    if let id { writer.response(to: id, error: refusal) }
    return writer.bytes
  }

  /// Does the work that is not storing, and returns the response.
  func compute() -> [UInt8] {
    guard case .compute(let work) = kind else { return [] }
    var writer = JSONWriter()
    do throws(RPCError) {
      try work(id ?? .null, &writer)
      if writer.bytes.count > largestAnswer { throw .tooLarge(writer.bytes.count, limit: largestAnswer) }
    } catch {
      writer = JSONWriter()
      writer.response(to: id ?? .null, error: error)
    }
    return writer.bytes
  }
}

extension RPCError {
  fileprivate static func tooLarge(_ size: Int, limit: Int) -> RPCError {
    RPCError(
      .limitExceeded, "The answer has \(size) bytes, and \(limit) are allowed.",
      hint: "Ask for a part, by from and to or limit, or for less, by max_points.")
  }
}
