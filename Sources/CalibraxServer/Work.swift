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

  /// The response to a write that is durable or has failed.
  func response(to result: Result<StoreOutcome, StoreError>) -> [UInt8] {
    guard case .commit(let write) = kind, let id else { return [] }
    var writer = JSONWriter()
    switch result {
    case .success(let outcome): write.respond(outcome, id, &writer)
    case .failure(let error): writer.response(to: id, error: RPCError(error))
    }
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
