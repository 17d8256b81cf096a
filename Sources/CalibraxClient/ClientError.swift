public import CalibraxRPC

/// Why a call has no result.
public enum ClientError: Error, Equatable, Sendable {
  /// The address makes no sense.
  case address(String)
  /// The server cannot be reached.
  case unreachable(String)
  /// The connection broke before the answer came; whether the request was carried out is not known.
  case disconnected(String)
  /// The answer did not come in time.
  case timeout(seconds: Double)
  /// The task that made the call was cancelled.
  case cancelled
  /// The server refused the request.
  case refused(RPCError)
  /// The server answered what is not an answer of the protocol.
  case protocolViolation(String)
}

extension ClientError: CustomStringConvertible {
  /// The error as a sentence.
  public var description: String {
    switch self {
    case .address(let text), .unreachable(let text), .disconnected(let text), .protocolViolation(let text): text
    case .timeout(let seconds): "no answer within \(seconds) s"
    case .cancelled: "cancelled"
    case .refused(let error): error.message
    }
  }
}
